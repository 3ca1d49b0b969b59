import type { PerformanceRules } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 怎么算的, in words. */
export function ExplainPart({ rules: { pointsPerFinding, fewest } }: { rules: PerformanceRules }) {
  const { t } = useTranslation('performance')
  return (
    <section className="card performance-explain">
      <h2>{t('sheet.explain')}</h2>
      <p>{t('sheet.explainPoints')}</p>
      <p>{t('sheet.explainMix')}</p>
      <p>{t('sheet.explainFinding', { points: pointsPerFinding })}</p>
      <p>{t('sheet.explainFair', { fewest })}</p>
    </section>
  )
}
