import type { LifecycleReason, Portrait } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { moneyText, numberText } from '../platform/index.ts'
import { semicolon } from '../platform/punctuation.ts'
import { Instant } from '../ui/index.ts'

/** 生命周期: the stage that counts, who or what says so, and the figures behind it. */
export function Lifecycle({ portrait }: { portrait: Portrait }) {
  const { t } = useTranslation('portrait')
  const { stage, setByPerson, computed, reasons } = portrait.lifecycle
  const { cases, contacts, satisfied, unhappy, grantedFen } = portrait.counts
  return (
    <div>
      <h3>{t('lifecycle.title')}</h3>
      <p>
        <strong className="portrait-stage">{stage ? t(`ui:lifecycle.${stage}`) : t('lifecycle.unknown')}</strong>{' '}
        {setByPerson && <span className="meta">{t('lifecycle.setByPerson')}</span>}
      </p>
      {setByPerson && computed && computed !== stage && (
        <p className="meta">{t('lifecycle.wouldBe', { stage: t(`ui:lifecycle.${computed}`) })}</p>
      )}
      {reasons.length > 0 && (
        <p className="meta">
          {t('lifecycle.because')}
          {reasons.map((reason) => reasonText(reason, t)).join(semicolon())}
        </p>
      )}
      <p className="meta">
        {t('counts', {
          cases: numberText(cases),
          contacts: numberText(contacts),
          satisfied: numberText(satisfied),
          unhappy: numberText(unhappy),
          granted: moneyText(grantedFen),
        })}
      </p>
      {portrait.knownSince && (
        <p className="meta">
          {t('knownSince')} <Instant at={portrait.knownSince} />
        </p>
      )}
    </div>
  )
}

const reasonText = ({ code, value }: LifecycleReason, t: ReturnType<typeof useTranslation<'portrait'>>['t']) =>
  t(`reason.${code}`, { value: value === null ? '' : numberText(value) })
