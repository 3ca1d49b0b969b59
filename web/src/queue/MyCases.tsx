import type { MyQueue } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { CustomerName } from '../cases/index.ts'
import { useRowCursor } from '../platform/index.ts'
import { DueBadge, EmptyState, StageMark, StatusTag } from '../ui/index.ts'
import { LaneTag } from './LaneTag.tsx'
import { useHoldingWords } from './use-holding-words.ts'

/** 我手上的: in the order of doing, each with why it is mine; `j` `k` move, `Enter` opens. */
export function MyCases({ cases }: { cases: MyQueue['mine'] }) {
  const { t } = useTranslation('queue')
  const navigate = useNavigate()
  const holdingWords = useHoldingWords()
  const { rowProps } = useRowCursor(cases, { open: ({ id }) => void navigate(`/cases/${id}`) })
  return (
    <section className="card queue-part" aria-labelledby="queue-mine">
      <header>
        <h2 id="queue-mine">{t('mine.title')}</h2>
        <span className="meta">{t('mine.order')}</span>
      </header>
      {cases.length === 0 && <EmptyState title={t('mine.none')} detail={t('mine.noneDetail')} />}
      <ol className="queue-lines">
        {cases.map((row, index) => (
          <li key={row.id} {...rowProps(index)}>
            <Link to={`/cases/${row.id}`} className="queue-line">
              <span className="queue-stage">{row.stage && <StageMark stage={row.stage} compact />}</span>
              <span className="queue-words">
                <span className="queue-subject">{row.subject}</span>
                <span className="meta queue-meta">
                  <span>{row.number}</span>
                  <CustomerName customer={row.customer} />
                  <LaneTag lane={row.lane} />
                </span>
                {row.holding && <span className="meta">{holdingWords(row.holding)}</span>}
              </span>
              <span className="queue-end">
                <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} paused={row.suspended} />
                <StatusTag status={row.status} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
