import type { LedgerRow } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../../classification/index.ts'
import { moneyText } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'

export function LedgerTable({ rows, empty }: { rows: LedgerRow[]; empty: ReactNode }) {
  const { t } = useTranslation('resolution')
  const categoryName = useCatalogueName('categories')
  const kindOf = (kind: LedgerRow['kind']) => <span className={`ledger-kind is-${kind}`}>{t(`ledger.kind.${kind}`)}</span>
  const columns: TableColumnsType<LedgerRow> = [
    { title: t('ledger.when'), key: 'at', width: 112, responsive: ['sm'], render: (_, { at }) => <Instant at={at} /> },
    {
      title: t('ledger.what'),
      key: 'kind',
      width: 96,
      responsive: ['sm'],
      render: (_, { kind }) => kindOf(kind),
    },
    {
      title: t('ledger.amount'),
      key: 'amount',
      width: 112,
      align: 'right',
      render: (_, { amountFen, kind }) => (
        <span className="ledger-case">
          <span className="figures">{amountFen > 0 ? moneyText(amountFen) : '–'}</span>
          <span className="ledger-phone">{kindOf(kind)}</span>
        </span>
      ),
    },
    { title: t('ledger.remedy'), key: 'remedy', width: 80, responsive: ['lg'], render: (_, row) => t(`ui:remedyKind.${row.remedyKind}`) },
    {
      title: t('ledger.case'),
      key: 'case',
      render: (_, row) => (
        <span className="ledger-case">
          <Link to={`/cases/${row.case.id}`}>{row.case.subject}</Link>
          <span className="meta">
            {row.case.number} <span className="ledger-phone">{row.by?.name}</span>
          </span>
          <span className="meta ledger-phone">
            <Instant at={row.at} />
          </span>
        </span>
      ),
    },
    {
      title: t('ledger.category'),
      key: 'category',
      width: 184,
      responsive: ['xl'],
      render: (_, { category }) => (category ? categoryName(category) : '–'),
    },
    {
      title: t('ledger.by'),
      key: 'by',
      width: 136,
      responsive: ['md'],
      render: (_, { by, authority }) =>
        authority && authority.id !== by?.id ? t('ledger.byFor', { by: by?.name, authority: authority.name }) : (by?.name ?? '–'),
    },
    {
      title: t('ledger.batch'),
      key: 'batch',
      width: 72,
      responsive: ['xl'],
      render: (_, { batchNo }) => (batchNo === null ? '' : `#${batchNo}`),
    },
  ]
  return (
    <Table<LedgerRow> className="card" rowKey="id" columns={columns} dataSource={rows} pagination={false} locale={{ emptyText: empty }} />
  )
}
