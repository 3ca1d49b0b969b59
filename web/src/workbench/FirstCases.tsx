import type { CaseRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { CustomerName } from '../cases/index.ts'
import { useRowCursor } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, LinkButton, StageMark, StatusTag } from '../ui/index.ts'

/** 先做这些: open cases by time limit; `j` `k` move, `Enter` opens. */
export function FirstCases({ cases }: { cases: CaseRow[] }) {
  const { t } = useTranslation('workbench')
  const navigate = useNavigate()
  const { rowProps } = useRowCursor(cases, { open: ({ id }) => void navigate(`/cases/${id}`) })
  return (
    <section className="card workbench-part" aria-labelledby="workbench-first">
      <header>
        <h2 id="workbench-first">{t('first.title')}</h2>
        <span className="meta">{t('first.order')}</span>
        <Link to="/cases?open=true&sort=dueAt" className="workbench-all">
          {t('first.all')}
        </Link>
      </header>
      {cases.length === 0 && <NothingFirst />}
      <ol className="case-lines">
        {cases.map((row, index) => (
          <li key={row.id} {...rowProps(index)}>
            <Link to={`/cases/${row.id}`} className="case-line">
              <span className="case-line-stage">{row.stage && <StageMark stage={row.stage} compact />}</span>
              <span className="case-line-number">{row.number}</span>
              <span className="case-line-subject" title={row.subject}>
                {row.subject}
              </span>
              <StatusTag status={row.status} />
              <CustomerName customer={row.customer} />
              <span className="case-line-due">
                <Due row={row} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Before acceptance and after the answer no limit runs: then how long it has been here counts. */
function Due({ row: { dueAt, receivedAt, suspended } }: { row: CaseRow }) {
  const { t } = useTranslation('workbench')
  if (dueAt || suspended) return <DueBadge dueAt={dueAt} startedAt={receivedAt} paused={suspended} />
  return (
    <span className="meta">
      {t('first.received')} <Instant at={receivedAt} />
    </span>
  )
}

function NothingFirst() {
  const { t } = useTranslation('workbench')
  return (
    <EmptyState
      title={t('first.emptyTitle')}
      detail={t('first.emptyDetail')}
      action={<LinkButton to="/cases">{t('first.emptyAction')}</LinkButton>}
    />
  )
}
