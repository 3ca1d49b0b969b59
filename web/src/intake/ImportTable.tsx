import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, useRowCursor } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { ImportStateTag } from './ImportStateTag.tsx'
import type { ImportRow } from './import-queries.ts'

export function ImportTable({ rows }: { rows: ImportRow[] }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  const cursor = useRowCursor(rows, { open: (row) => void navigate(`/imports/${row.id}`) })
  const columns: TableColumnsType<ImportRow> = [
    {
      title: t('imports.column.file'),
      key: 'file',
      render: (_, row) => (
        <div className="import-file">
          <Link to={`/imports/${row.id}`}>{row.fileName}</Link>
          <span className="import-file-phone">
            <ImportStateTag state={row.state} /> <Instant at={row.createdAt} />
          </span>
        </div>
      ),
    },
    { title: t('imports.column.state'), key: 'state', responsive: ['md'], render: (_, row) => <ImportStateTag state={row.state} /> },
    { title: t('imports.column.as'), key: 'as', responsive: ['md'], render: (_, row) => row.as && t(`imports.as.${row.as}.name`) },
    { title: t('imports.column.rows'), key: 'rows', align: 'right', render: (_, { counts }) => <Figure of={counts.rows} /> },
    {
      title: t('imports.column.committed'),
      key: 'committed',
      align: 'right',
      responsive: ['md'],
      render: (_, { counts }) => <Figure of={counts.committed} />,
    },
    {
      title: t('imports.column.bad'),
      key: 'bad',
      align: 'right',
      responsive: ['md'],
      render: (_, { counts }) => <Figure of={counts.bad} />,
    },
    { title: t('imports.column.at'), key: 'at', responsive: ['md'], render: (_, row) => <Instant at={row.createdAt} /> },
    {
      title: t('imports.column.by'),
      key: 'by',
      responsive: ['lg'],
      render: (_, { createdBy }) => <span className="figures">{createdBy}</span>,
    },
  ]
  return (
    <Table<ImportRow>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      onRow={(_row, index) => cursor.rowProps(index ?? 0)}
    />
  )
}

const Figure = ({ of }: { of: number }) => <span className="figures">{of > 0 ? numberText(of) : '–'}</span>
