import { WarningOutlined } from '@ant-design/icons'
import type { Import } from '@zhiwei/contract'
import { Table, type TableColumnsType, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { semicolon } from '../platform/punctuation.ts'
import { EmptyState } from '../ui/index.ts'
import { previewFieldsOf, problemsOfCell } from './import-fields.ts'

type PreviewRow = Import['preview'][number]

/** Pixels a column needs for what usually stands in it; a table of 20 columns still scrolls. */
const widths: Record<string, number> = { text: 360, answer: 360, subject: 220, receivedAt: 176, answeredAt: 176, closedAt: 176 }
const usualWidth = 136

/** 预览: the first rows as they would be stored, with what is wrong marked where it stands. */
export function ImportPreview({ file }: { file: Import }) {
  const { t, i18n } = useTranslation('intake')
  if (file.preview.length === 0) return <EmptyState title={t('imports.preview.none')} detail={t('imports.preview.noneDetail')} />

  const shown = (field: string, value: string) => {
    const word = `ui:${field}.${value}`
    return /^[a-z_]+$/i.test(value) && i18n.exists(word) ? t(word) : value
  }
  const columns: TableColumnsType<PreviewRow> = [
    { title: t('imports.preview.row'), key: 'row', fixed: 'start', width: 72, render: (_, row) => <RowNumber row={row} /> },
    ...previewFieldsOf(file).map((field) => ({
      title: i18n.exists(`intake:imports.field.${field}`) ? t(`imports.field.${field}`) : field,
      key: field,
      width: widths[field] ?? usualWidth,
      render: (_: unknown, { row, values }: PreviewRow) => (
        <Cell value={shown(field, values[field] ?? '')} problems={problemsOfCell(file, row, field).map(({ detail }) => detail)} />
      ),
    })),
  ]
  return (
    <Table<PreviewRow>
      size="small"
      rowKey="row"
      columns={columns}
      dataSource={file.preview}
      pagination={false}
      scroll={{ x: 'max-content', y: 480 }}
      footer={() => <span className="meta">{t('imports.preview.foot', { shown: file.preview.length })}</span>}
    />
  )
}

function RowNumber({ row: { row, problems } }: { row: PreviewRow }) {
  if (problems.length === 0) return <span className="figures">{row}</span>
  const words = problems.join(semicolon())
  return (
    <Tooltip title={words}>
      <span className="figures import-row-wrong">
        <WarningOutlined /> {row}
        <span className="out-of-sight">{words}</span>
      </span>
    </Tooltip>
  )
}

function Cell({ value, problems }: { value: string; problems: string[] }) {
  const words = problems.join(semicolon())
  return (
    <div className={problems.length > 0 ? 'import-cell is-wrong' : 'import-cell'} title={words || value}>
      {value || '–'}
      {words && <span className="import-cell-why">{words}</span>}
    </div>
  )
}
