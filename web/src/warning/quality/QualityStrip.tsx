import type { WarningQuality } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, ratioText } from '../../platform/index.ts'
import { useLeadText } from './use-lead-text.ts'

/** 命中率、提前量、误报、预算: each opens what it counts. */
export function QualityStrip({ quality }: { quality: WarningQuality }) {
  const { t } = useTranslation('warning')
  const lead = useLeadText()
  const { all, budget, from } = quality
  const since = from.slice(0, 10)
  const told = budget.days.reduce((sum, day) => sum + day.told, 0)
  const parts = [
    {
      to: `/warnings?state=all&verdict=true&from=${from}#rest`,
      name: 'precision',
      value: all.precision ? ratioText(all.precision.value) : '—',
      more: all.precision ? t('quality.ofLabelled', { hits: all.precision.hits, of: all.precision.of }) : t('quality.unlabelled'),
    },
    {
      to: '/warnings/quality',
      name: 'lead',
      value: lead(all.leadHours),
      more: t('quality.leadOf', { count: all.leadOf }),
    },
    {
      to: `/warnings?state=all&verdict=false&from=${from}#rest`,
      name: 'falseAlarms',
      value: numberText(all.falseAlarms),
      more: t('quality.since', { since }),
    },
    { to: '/warnings/quality', name: 'budget', value: numberText(told), more: t('quality.budgetMore', { limit: budget.singlesADay }) },
  ]
  return (
    <section aria-labelledby="warning-quality" className="warning-section">
      <h2 id="warning-quality">{t('quality.strip')}</h2>
      <div className="quality-strip card">
        {parts.map(({ to, name, value, more }) => (
          <Link key={name} to={to} className="quality-part">
            <span className="quality-value">{value}</span>
            <span>{t(`quality.${name}`)}</span>
            <span className="meta">{more}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
