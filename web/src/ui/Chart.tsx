import { Button, Skeleton, Table } from 'antd'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartTools } from './chart/ChartTools.tsx'
import type { ChartOption } from './chart/Picture.tsx'
import type { Drawn } from './chart/save-picture.ts'
import type { ChartTable } from './chart/sheet.ts'
import { titleOf } from './chart/sheet.ts'

const Picture = lazy(() => import('./chart/Picture.tsx'))

export type { ChartOption, ChartTable }

type Props = {
  option: ChartOption
  /** Pixels. */
  height: number
  /** What the picture shows, in one sentence: read out instead of it, and the name of its files. */
  label: string
  /** The same numbers as a table, one click away and first for whoever cannot see the picture. */
  table: ChartTable
  /** Opens the rows behind a point: gets `data.pick` of the point, else its name. */
  onPick?: (pick: unknown) => void
  /** What stands above the table and under the picture's title in files: period, filters. */
  notes?: string[]
}

/** 图表: drawn as SVG in the theme's colours, loaded when first needed, with its table beside it; both can be taken away as files. */
export function Chart({ option, height, label, table, onPick, notes = [] }: Props) {
  const { t } = useTranslation('ui')
  const [asTable, setAsTable] = useState(false)
  const drawn = useRef<(() => Drawn) | null>(null)
  return (
    <figure className="chart" aria-label={label}>
      {asTable ? (
        <Table
          size="small"
          className="chart-table"
          pagination={false}
          scroll={{ y: height, x: 'max-content' }}
          rowKey="key"
          dataSource={table.rows}
          columns={table.columns.map((column, index) => ({
            title: titleOf(column),
            key: titleOf(column),
            render: (_: unknown, row: ChartTable['rows'][number]) => cellOf(row, index, onPick),
          }))}
        />
      ) : (
        <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height }} />}>
          <Picture option={option} height={height} label={label} drawn={drawn} {...(onPick && { onPick })} />
        </Suspense>
      )}
      <div className="chart-tools">
        <Button type="text" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.asPicture' : 'chart.asTable')}
        </Button>
        <ChartTools label={label} notes={notes} table={table} drawn={asTable ? null : drawn} />
      </div>
    </figure>
  )
}

function cellOf(row: ChartTable['rows'][number], index: number, onPick?: (pick: unknown) => void): ReactNode {
  if (index !== 0 || row.pick === undefined || !onPick) return row.cells[index]
  return (
    <Button type="link" size="small" className="chart-pick" onClick={() => onPick(row.pick)}>
      {row.cells[index]}
    </Button>
  )
}
