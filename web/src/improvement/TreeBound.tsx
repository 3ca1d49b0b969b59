import type { CauseTreeDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant } from '../ui/index.ts'

/** What a drawing is bound to. */
export function TreeBound({ tree }: { tree: CauseTreeDetail }) {
  const { t } = useTranslation('improvement')
  return (
    <section className="card tree-part" aria-labelledby="tree-bound">
      <h2 id="tree-bound">{t('bound.title')}</h2>
      <ul className="bound">
        {tree.cases.map(({ id, number, subject }) => (
          <li key={id}>
            <Link to={`/cases/${id}`}>{number}</Link> {subject}
          </li>
        ))}
        {tree.hiddenCases > 0 && <li className="meta">{t('bound.hidden', { count: tree.hiddenCases })}</li>}
        {tree.topic && (
          <li>
            {t('bound.topic')} <Link to={`/topics/${tree.topic.id}`}>{tree.topic.name}</Link>
          </li>
        )}
        {tree.riskPoint && (
          <li>
            {t('bound.riskPoint')} <Link to={`/warnings/risk-points/${tree.riskPoint.id}`}>{tree.riskPoint.name}</Link>
          </li>
        )}
        {tree.cases.length + tree.hiddenCases === 0 && !tree.topic && !tree.riskPoint && <li className="meta">{t('bound.none')}</li>}
      </ul>
      <p className="meta">
        {t('tree.changedBy', { name: tree.changedBy?.name ?? '' })} <Instant at={tree.changedAt} />
      </p>
    </section>
  )
}
