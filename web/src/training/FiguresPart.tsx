import type { StaffFigures } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ratioText, useFormat } from '../platform/index.ts'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { useFigures } from './queries.ts'

/** 绩效单: the process first; what counts, what does not, and what is left out. */
export function FiguresPart({ userId }: { userId: string | undefined }) {
  const { t } = useTranslation('training')
  const format = useFormat()
  const figures = useFigures(userId)
  if (figures.isPending) return <TableBones />
  if (figures.isError) return <ProblemNotice problem={figures.error} onRetry={figures.refetch} />
  const { person, from, adherence, timeliness, findings, quality, handlingTime } = figures.data
  return (
    <section className="card training-figures" aria-label={t('part.figures')}>
      <h2>{t('figures.of', { name: person.name })}</h2>
      <p className="meta">{t('figures.since', { from: format.date(from) })}</p>
      <dl>
        <Figure name={t('figures.adherence')} share={adherence}>
          {t('figures.deviations', {
            skipped: adherence.skipped,
            late: adherence.late,
            outOfOrder: adherence.outOfOrder,
            byOthers: adherence.byOthers,
          })}
        </Figure>
        <Figure name={t('figures.timeliness')} share={timeliness} />
        <div>
          <dt>{t('figures.findings')}</dt>
          <dd className="figures">{t('figures.counts', { count: findings.counts })}</dd>
          <dd className="meta">
            {t('figures.notCounted', {
              complaints: findings.complaints,
              unsubstantiated: findings.unsubstantiated,
              unverifiable: findings.unverifiable,
              appealed: findings.appealed,
            })}
          </dd>
        </div>
        <div>
          <dt>{t('figures.quality')}</dt>
          <dd className="figures">{quality.mean === null ? t('figures.none') : quality.mean.toFixed(1)}</dd>
          <dd className="meta">
            {quality.low === null
              ? t('figures.scored', { count: quality.scored })
              : t('figures.scoredBetween', { count: quality.scored, low: quality.low.toFixed(0), high: (quality.high ?? 0).toFixed(0) })}
          </dd>
        </div>
        <div>
          <dt>{t('figures.handlingTime')}</dt>
          <dd className="figures">
            {handlingTime.meanSeconds === null ? t('figures.none') : t('figures.seconds', { count: handlingTime.meanSeconds })}
          </dd>
          <dd className="meta">{t('figures.talks', { talks: handlingTime.talks, leftOut: handlingTime.leftOut })}</dd>
        </div>
      </dl>
    </section>
  )
}

type Share = Pick<StaffFigures['timeliness'], 'count' | 'of' | 'low' | 'high'>

function Figure({ name, share: { count, of, low, high }, children }: { name: string; share: Share; children?: string }) {
  const { t } = useTranslation('training')
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figures">{of === 0 ? t('figures.none') : ratioText(count / of)}</dd>
      <dd className="meta">
        {t('figures.share', { count, of })}
        {low !== null && high !== null && t('figures.between', { low: ratioText(low), high: ratioText(high) })}
      </dd>
      {children && of > 0 && <dd className="meta">{children}</dd>}
    </div>
  )
}
