import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText } from '../../platform/index.ts'
import { useLikeCases } from '../queries.ts'

const shown = 4

/** 相似已办结: what came of cases that tell something alike. */
export function LikeCases({ caseId }: { caseId: string }) {
  const { t } = useTranslation('resolution')
  const rows = (useLikeCases(caseId).data?.rows ?? []).slice(0, shown)
  if (rows.length === 0) return null
  return (
    <section className="card part" aria-label={t('cases:similar.title')}>
      <h2>{t('cases:similar.title')}</h2>
      <ul className="plain like-cases">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`}>{row.subject}</Link>
            <span className="meta">{row.finding && t(`ui:finding.${row.finding}`)}</span>
            <span className="figures">
              {row.remedy ? `${t(`ui:remedyKind.${row.remedy.kind}`)} ${row.remedy.amountFen ? moneyText(row.remedy.amountFen) : ''}` : '–'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
