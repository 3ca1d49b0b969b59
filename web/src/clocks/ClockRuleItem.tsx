import type { ClockRule } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'
import { useLimitWords, useRuleNames } from './queries.ts'

/** `change`: an own rule as a whole, else its percentages. */
export type RuleAct = 'turn' | 'change'
type Props = { rule: ClockRule; onAct: ((act: RuleAct) => void) | undefined }

/** One rule: how long and from when, what it does here, and all that speaks for and against it. */
export function ClockRuleItem({ rule, onAct }: Props) {
  const { t } = useTranslation('clocks')
  const limitWords = useLimitWords()
  const names = useRuleNames()
  const { effect, duty, confidence, amount, unit } = rule
  const { startsText } = names.said(rule)
  const isCountable = amount !== null && unit !== null && rule.startsOn !== null && duty !== 'information'
  const isChangeable = !rule.shipped || (rule.active && duty === 'company')
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
        {!rule.shipped && <span className="clock-duty">{t('ownRule')}</span>}
        <span className="clock-duty">{t(`duty.${duty}`)}</span>
        <span className={`clock-confidence${confidence === 'H' ? '' : ' clock-confidence-low'}`} title={t(`confidenceHint.${confidence}`)}>
          {t(`confidence.${confidence}`)}
        </span>
      </div>
      {onAct && isCountable && (
        <div className="clock-rule-turn">
          {isChangeable && (
            <Button size="small" onClick={() => onAct('change')}>
              {t(rule.shipped ? 'changeWarn' : 'change')}
            </Button>
          )}
          <Button size="small" onClick={() => onAct('turn')}>
            {t(rule.active ? 'turnOff' : 'turnOn')}
          </Button>
        </div>
      )}
      <Grounds rule={rule} />
    </li>
  )
}

function Grounds({ rule }: { rule: ClockRule }) {
  const { t } = useTranslation('clocks')
  const format = useFormat()
  const limitWords = useLimitWords()
  const { reasons, effect, extension, suspendCauses, effectiveFrom, effectiveTo, regulators, decision } = rule
  const { source, note } = useRuleNames().said(rule)
  const most = extension?.most
  return (
    <div className="clock-rule-grounds meta">
      {effect === 'off' && reasons.length > 0 && (
        <p className="clock-rule-why">{reasons.map((reason) => t(`reason.${reason}`)).join(comma())}</p>
      )}
      {note && <p>{note}</p>}
      {regulators.length > 0 && <p>{t('regulators', { names: regulators.join(comma()) })}</p>}
      {suspendCauses.length > 0 && <p>{t('pauses', { causes: suspendCauses.map((cause) => t(`cause.${cause}`)).join(comma()) })}</p>}
      {extension && (
        <p>
          {t('extends', {
            most: most ? t('extendsMost', { limit: limitWords(most.amount, most.unit) }) : t('extendsAny'),
            approver: t(`approver.${extension.approver}`, { nsSeparator: false }),
            told: extension.customerTold ? t('extendsTold') : '',
          })}
        </p>
      )}
      {rule.warnsItself && <p>{t('warns', { percents: rule.warnPercents.map((percent) => `${percent}%`).join(' · ') })}</p>}
      {(effectiveFrom || effectiveTo) && <p>{t('inForce', { from: effectiveFrom ?? t('sinceEver'), to: effectiveTo ?? t('today') })}</p>}
      <p>{t('source', { source })}</p>
      {decision && <p>{t('decided', { by: decision.by ?? t('somebody'), at: format.instant(decision.at), note: decision.note })}</p>}
    </div>
  )
}
