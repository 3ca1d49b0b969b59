import type { Import } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

type Kept = Import['kept'][number]

/** The cases an undo leaves alone, or an import met, and why. */
export function KeptTable({ kept }: { kept: Kept[] }) {
  const { t } = useTranslation('intake')
  const columns: TableColumnsType<Kept> = [
    {
      title: t('imports.undone.number'),
      key: 'number',
      render: (_, { caseId, number }) => (
        <Link className="figures" to={`/cases/${caseId}`}>
          {number}
        </Link>
      ),
    },
    { title: t('imports.undone.why'), key: 'why', render: (_, { why }) => t(`imports.why.${why}`) },
  ]
  return (
    <Table<Kept>
      size="small"
      rowKey="caseId"
      columns={columns}
      dataSource={kept}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
    />
  )
}
