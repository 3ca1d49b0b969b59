import { ApprovalQuery, type ApprovalRow } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { ApprovalDetail } from './approvals/ApprovalDetail.tsx'
import { ApprovalItem } from './approvals/ApprovalItem.tsx'
import { Deputies } from './approvals/Deputies.tsx'
import { useApprovals } from './queries.ts'
import './resolution.css'

/** 审批: remedies that wait for me, the next due first; `y` agrees, `x` refuses, `Enter` opens the case. */
export function ApprovalsPage() {
  const { t } = useTranslation('resolution')
  const navigate = useNavigate()
  const [filter, setFilter] = useUrlState(ApprovalQuery)
  const approvals = useApprovals({ ...filter, mine: filter.mine ?? true })
  const rows = approvals.data?.rows ?? []
  const cursor = useRowCursor(rows, { open: (row: ApprovalRow) => void navigate(`/cases/${row.case.id}`) })
  const chosen = cursor.row ?? rows[0]
  return (
    <Page title={t('approvals.title')} actions={<Deputies />}>
      <div className="resolution-bar">
        <Segmented<boolean>
          aria-label={t('approvals.whose')}
          value={filter.mine ?? true}
          options={[
            { value: true, label: t('approvals.mine') },
            { value: false, label: t('approvals.all') },
          ]}
          onChange={(mine) => setFilter({ ...filter, mine, cursor: undefined })}
        />
      </div>
      {approvals.isPending && <PageSkeleton shape="detail" />}
      {approvals.isError && <ProblemNotice problem={approvals.error} onRetry={approvals.refetch} />}
      {approvals.data && rows.length === 0 && <EmptyState title={t('approvals.none')} detail={t('approvals.noneDetail')} />}
      {approvals.data && chosen && (
        <>
          <div className="approvals">
            <ol className="plain approval-list card">
              {rows.map((row, index) => (
                <ApprovalItem key={row.remedyId} row={row} isChosen={row === chosen} rowProps={cursor.rowProps(index)} />
              ))}
            </ol>
            <ApprovalDetail key={chosen.remedyId} row={chosen} />
          </div>
          <Pager
            cursor={filter.cursor}
            nextCursor={approvals.data.nextCursor}
            total={approvals.data.total}
            onChange={(next) => setFilter({ ...filter, cursor: next })}
          />
        </>
      )}
    </Page>
  )
}
