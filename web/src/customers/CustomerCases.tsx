import type { CaseRow, CustomerDetail } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, useMay, useRowCursor } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, StageMark, StatusTag } from '../ui/index.ts'

/** 投诉历史, newest first; the server gives the latest 50, the list has all. */
export function CustomerCases({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const mayRead = [useMay('cases:read'), useMay('cases:readUnit')].some(Boolean)
  const { rowProps } = useRowCursor(customer.cases, { open: ({ id }) => void navigate(`/cases/${id}`) })
  const columns: TableColumnsType<CaseRow> = [
    { title: t('cases.case'), key: 'case', render: (_, row) => <CaseCell row={row} /> },
    { title: t('cases.status'), key: 'status', render: (_, { status }) => <StatusTag status={status} /> },
    { title: t('cases.stage'), key: 'stage', responsive: ['md'], render: (_, { stage }) => (stage ? <StageMark stage={stage} /> : '–') },
    { title: t('cases.due'), key: 'due', responsive: ['md'], render: (_, row) => <DueBadge dueAt={row.dueAt} paused={row.suspended} /> },
    { title: t('cases.receivedAt'), key: 'receivedAt', responsive: ['lg'], render: (_, row) => <Instant at={row.receivedAt} /> },
  ]
  return (
    <section className="card customer-cases">
      <header>
        <h2>{t('cases.title')}</h2>
        <span className="meta">{t('cases.counts', { all: numberText(customer.caseCount), open: numberText(customer.openCaseCount) })}</span>
        {mayRead && customer.caseCount > 0 && <Link to={`/cases?customerId=${customer.id}`}>{t('cases.all')}</Link>}
      </header>
      <Table<CaseRow>
        rowKey="id"
        columns={columns}
        dataSource={customer.cases}
        pagination={false}
        locale={{ emptyText: <EmptyState title={t('cases.none')} detail={t('cases.noneDetail')} /> }}
        onRow={(_row, index) => rowProps(index ?? 0)}
      />
    </section>
  )
}

function CaseCell({ row }: { row: CaseRow }) {
  return (
    <span className="customer-case">
      <Link className="figures" to={`/cases/${row.id}`}>
        {row.number}
      </Link>
      <span>{row.subject}</span>
    </span>
  )
}
