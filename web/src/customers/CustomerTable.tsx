import type { CustomerRow } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, useRowCursor } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { TierTag } from './TierTag.tsx'

type Props = { rows: CustomerRow[]; empty: ReactNode; onTag: (tag: string) => void }

export function CustomerTable({ rows, empty, onTag }: Props) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const cursor = useRowCursor(rows, { open: ({ id }) => void navigate(`/customers/${id}`) })
  const columns: TableColumnsType<CustomerRow> = [
    { title: t('field.name'), key: 'name', render: (_, row) => <NameCell row={row} /> },
    {
      title: t('field.phone'),
      key: 'phone',
      responsive: ['sm'],
      render: (_, { phone }) => <span className="figures">{phone ?? '–'}</span>,
    },
    { title: t('field.customerNo'), key: 'customerNo', responsive: ['lg'], render: (_, row) => row.customerNo ?? '–' },
    {
      title: t('field.lifecycle'),
      key: 'lifecycle',
      responsive: ['md'],
      render: (_, row) => (row.lifecycle ? t(`ui:lifecycle.${row.lifecycle}`) : '–'),
    },
    {
      title: t('field.tags'),
      key: 'tags',
      responsive: ['lg'],
      render: (_, row) =>
        row.tags.map((tag) => (
          <button key={tag} type="button" className="customer-tag" title={t('list.withTag', { tag })} onClick={() => onTag(tag)}>
            {tag}
          </button>
        )),
    },
    { title: t('list.cases'), key: 'cases', align: 'right', render: (_, row) => <CaseCounts row={row} /> },
    {
      title: t('list.lastCase'),
      key: 'lastCaseAt',
      responsive: ['md'],
      render: (_, { lastCaseAt }) => (lastCaseAt ? <Instant at={lastCaseAt} /> : '–'),
    },
  ]
  return (
    <Table<CustomerRow>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: empty }}
      onRow={(_row, index) => cursor.rowProps(index ?? 0)}
    />
  )
}

function NameCell({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('customers')
  return (
    <span className="customer-name-cell">
      <Link to={`/customers/${row.id}`}>{row.name || t('unnamed')}</Link>
      <TierTag tier={row.tier} />
      {row.kind !== 'person' && <span className="meta">{t(`ui:complainantKind.${row.kind}`)}</span>}
      <span className="meta customer-name-phone figures">{row.phone}</span>
    </span>
  )
}

function CaseCounts({ row: { caseCount, openCaseCount } }: { row: CustomerRow }) {
  const { t } = useTranslation('customers')
  return (
    <span className="figures">
      {numberText(caseCount)}
      {openCaseCount > 0 && <span className="customer-open"> {t('list.open', { shown: numberText(openCaseCount) })}</span>}
    </span>
  )
}
