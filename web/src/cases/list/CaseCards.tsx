import type { CaseRow } from '@zhiwei/contract'
import { Link } from 'react-router'
import { DueBadge, Instant, PriorityTag, SeverityTag, StageMark, StatusTag } from '../../ui/index.ts'
import { CustomerName } from '../CustomerName.tsx'
import { Emotion, heated, isPressing } from './columns.tsx'

/** The list on a phone: a card a case. */
export function CaseCards({ rows }: { rows: CaseRow[] }) {
  return (
    <ul className="case-cards">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/cases/${row.id}`} className="card case-card">
            <span className="case-card-head">
              <StatusTag status={row.status} />
              {row.stage && <StageMark stage={row.stage} />}
              <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} paused={row.suspended} />
            </span>
            <span className="case-card-subject">{row.subject}</span>
            <span className="meta case-card-foot">
              {isPressing(row) && <PriorityTag priority={row.priority} />}
              {row.emotion !== null && row.emotion >= heated && <Emotion level={row.emotion} />}
              {row.severity && row.severity !== 'general' && <SeverityTag severity={row.severity} />}
              <span>{row.number}</span>
              <CustomerName customer={row.customer} />
              <span>{row.handler?.name ?? row.unit?.name}</span>
              <Instant at={row.receivedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
