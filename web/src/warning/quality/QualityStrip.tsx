import type { WarningQuality } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, ratioText } from '../../platform/index.ts'
import { useLeadText } from './use-lead-text.ts'

/** 命中率、提前量、误报、预算: each opens what it counts; its place is there before its figures. */
export function QualityStrip({ quality }: { quality: WarningQuality | undefined }) {
  const { t } = useTranslation('warning')
  const told = useTold(quality)
  return (
    <section aria-labelledby="warning-quality" aria-busy={!quality} className="warning-section">
      <h2 id="warning-quality">{t('quality.strip')}</h2>
      <div className="quality-strip card">
        {names.map((name) => {
          const { to, value, more } = told?.[name] ?? coming
          return (
            <Link key={name} to={to} className="quality-part">
              <span className="quality-value">{value}</span>
              <span>{t(`quality.${name}`)}</span>
              <span className="meta">{more}</span>
            </Link>
          )
        })}
      </div>
    </section>
  )
}

const names = ['precision', 'lead', 'falseAlarms', 'budget'] as const
type Part = { to: string; value: string; more: string }
const coming: Part = { to: '/warnings/quality', value: '…', more: '\u00a0' }

function useTold(quality: WarningQuality | undefined): Record<(typeof names)[number], Part> | undefined {
  const { t } = useTranslation('warning')
  const lead = useLeadText()
  if (!quality) return undefined
  const { all, budget, from } = quality
  const { precision, leadHours, leadOf, falseAlarms } = all
  return {
    precision: {
      to: `/warnings?state=all&verdict=true&from=${from}#rest`,
      value: precision ? ratioText(precision.value) : '—',
      more: precision ? t('quality.ofLabelled', { hits: precision.hits, of: precision.of }) : t('quality.unlabelled'),
    },
    lead: { to: '/warnings/quality', value: lead(leadHours), more: t('quality.leadOf', { count: leadOf }) },
    falseAlarms: {
      to: `/warnings?state=all&verdict=false&from=${from}#rest`,
      value: numberText(falseAlarms),
      more: t('quality.since', { since: from.slice(0, 10) }),
    },
    budget: {
      to: '/warnings/quality',
      value: numberText(budget.days.reduce((sum, { told }) => sum + told, 0)),
      more: t('quality.budgetMore', { limit: budget.singlesADay }),
    },
  }
}
