import type { CaseRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DueBadge, Instant, StageMark, StatusTag } from '../../ui/index.ts'

/** A case of the caller; an open one may be what the call is about. */
export function CallerCase({ row, isOpen = false }: { row: CaseRow; isOpen?: boolean }) {
  const { t } = useTranslation('intake')
  return (
    <li>
      <span className="caller-case-head">
        <Link to={`/cases/${row.id}`}>{row.number}</Link>
        <StatusTag status={row.status} />
        {row.stage && <StageMark stage={row.stage} compact />}
        {isOpen ? <DueBadge dueAt={row.dueAt} paused={row.suspended} /> : <Instant at={row.receivedAt} />}
      </span>
      <span className="caller-case-subject" title={row.excerpt}>
        {row.subject}
      </span>
      {isOpen && <Link to={`/cases/${row.id}`}>{t('register.callers.same')}</Link>}
    </li>
  )
}
