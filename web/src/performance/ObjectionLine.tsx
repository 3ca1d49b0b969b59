import type { PerformanceObjection } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../ui/index.ts'
import { CaseName } from './CaseName.tsx'

/** An objection with its reason, and what was decided and said. */
export function ObjectionLine({ objection, withSheet = false }: { objection: PerformanceObjection; withSheet?: boolean }) {
  const { t } = useTranslation('performance')
  const { subject, month, line, case: about, reason, at, by, verdict, decidedBy, reply } = objection
  return (
    <div className="performance-objection">
      <div>
        {withSheet ? t('objection.of', { name: subject.name, month, line: t(`line.${line}`) }) : t(`line.${line}`)}{' '}
        {about && <CaseName about={about} />}
      </div>
      <div className="meta">
        {by?.name} <Instant at={at} />
      </div>
      <div>{t('objection.said', { reason })}</div>
      {verdict ? (
        <div>{t('objection.replied', { verdict: t(`objection.${verdict}`), name: decidedBy?.name ?? '', reply: reply ?? '' })}</div>
      ) : (
        <div className="meta">{t('objection.waiting')}</div>
      )}
    </div>
  )
}
