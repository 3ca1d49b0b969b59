import type { ClockRule } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { useLimitWords, useRuleNames } from './queries.ts'

type Props = { rule: ClockRule; onTurn: (() => void) | undefined }

/** One rule: how long and from when, what it does here, and all that speaks for and against it. */
export function ClockRuleItem({ rule, onTurn }: Props) {
  const { t } = useTranslation('clocks')
  const limitWords = useLimitWords()
  const names = useRuleNames()
  const { effect, duty, confidence, amount, unit, startsText } = rule
  const isCountable = amount !== null && unit !== null && rule.startsOn !== null && duty !== 'information'
  return (
    <li className={`clock-rule clock-rule-${effect}`} data-code={rule.code}>
      <div className="clock-rule-what">
        <strong>{names.step(rule)}</strong>
        <span className="figures">{limitWords(amount, unit)}</span>
        {startsText !== '—' && <span className="meta">{t('from', { start: startsText })}</span>}
      </div>
      <div className="clock-rule-marks">
        <span className={`clock-effect clock-effect-${effect}`}>{t(`effect.${effect}`)}</span>
        {effect === 'starts' && rule.byRegulator && <span className="meta">{t('startsByRegulator')}</span>}
        <span className="clock-duty">{t(`duty.${duty}`)}</span>
        <span className={`clock-confidence${confidence === 'H' ? '' : ' clock-confidence-low'}`} title={t(`confidenceHint.${confidence}`)}>
          {t(`confidence.${confidence}`)}
        </span>
      </div>
      {onTurn && isCountable && (
        <Button size="small" className="clock-rule-turn" onClick={onTurn}>
          {t(rule.active ? 'turnOff' : 'turnOn')}
        </Button>
      )}
      <Grounds rule={rule} />
    </li>
  )
}

function Grounds({ rule }: { rule: ClockRule }) {
  const { t } = useTranslation('clocks')
  const format = useFormat()
  const limitWords = useLimitWords()
  const { reasons, effect, extension, suspendCauses, effectiveFrom, effectiveTo, regulators, source, note, decision } = rule
  const most = extension?.most
  return (
    <div className="clock-rule-grounds meta">
      {effect === 'off' && reasons.length > 0 && (
        <p className="clock-rule-why">{reasons.map((reason) => t(`reason.${reason}`)).join('、')}</p>
      )}
      {note && <p>{note}</p>}
      {regulators.length > 0 && <p>{t('regulators', { names: regulators.join('、') })}</p>}
      {suspendCauses.length > 0 && <p>{t('pauses', { causes: suspendCauses.map((cause) => t(`cause.${cause}`)).join('、') })}</p>}
      {extension && (
        <p>
          {t('extends', {
            most: most ? t('extendsMost', { limit: limitWords(most.amount, most.unit) }) : t('extendsAny'),
            approver: t(`approver.${extension.approver}`, { nsSeparator: false }),
            told: extension.customerTold ? t('extendsTold') : '',
          })}
        </p>
      )}
      {(effectiveFrom || effectiveTo) && <p>{t('inForce', { from: effectiveFrom ?? t('sinceEver'), to: effectiveTo ?? t('today') })}</p>}
      <p>{t('source', { source })}</p>
      {decision && <p>{t('decided', { by: decision.by ?? t('somebody'), at: format.instant(decision.at), note: decision.note })}</p>}
    </div>
  )
}
