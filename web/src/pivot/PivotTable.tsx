import type { MeasureDefinition, MeasureFigure, MeasureRowsQuery, PivotAnswer } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyNames, useWordsOf } from '../measures/index.ts'
import { numberText } from '../platform/index.ts'
import { Sideways } from '../ui/index.ts'
import { PivotCell } from './PivotCell.tsx'

export type Opened = {
  definition: MeasureDefinition
  behind: Pick<MeasureRowsQuery, 'by' | 'key' | 'across' | 'acrossKey'>
  title: string
}
type Props = { answer: PivotAnswer; definitions: readonly MeasureDefinition[]; onOpen: (opened: Opened) => void }
type Measured = PivotAnswer['measures'][number]
type Key = PivotAnswer['rowKeys'][number]
/** A place of the table; without a key it is a total. */
type Spot = { row: number | null; column: number | null }

/** A page of the table draws no more than a browser does at once. */
const rowsAtOnce = 50

/** 透视表: a line a value of the first cut, under each measure a column a value of the second, totals at the edges. */
export const PivotTable = memo(function PivotTable({ answer, definitions, onOpen }: Props) {
  const { t } = useTranslation('pivot')
  const words = useWordsOf()
  const rowName = useKeyNames(answer.rows)
  const columnName = useKeyNames(answer.columns ?? answer.rows)
  const columnKeys = answer.columns ? answer.columnKeys : []
  const measures = answer.measures.flatMap((measured) => {
    const definition = definitions.find(({ name }) => name === measured.name)
    return definition ? [{ measured, definition }] : []
  })
  const spots = (row: number | null): Spot[] => [...columnKeys.map((_, column) => ({ row, column })), { row, column: null }]
  const cell = (measured: Measured, definition: MeasureDefinition, { row, column }: Spot) => {
    const rowKey = row === null ? undefined : answer.rowKeys[row]
    const columnKey = column === null ? undefined : columnKeys[column]
    const title = [rowKey && rowName(rowKey), columnKey && columnName(columnKey)].filter(Boolean).join(' · ') || t('total')
    const behind = behindOf(answer, rowKey, columnKey)
    return (
      <PivotCell
        figure={figureAt(measured, { row, column })}
        unit={measured.unit}
        title={`${words(definition.title)} · ${title}`}
        onOpen={() => onOpen({ definition, behind, title })}
      />
    )
  }
  const columns: TableColumnsType<{ at: number }> = [
    {
      title: t(`measures:cut.${answer.rows}`),
      key: 'row',
      className: 'pivot-name',
      rowScope: 'row',
      render: (_, { at }) => {
        const key = answer.rowKeys[at]
        return key && rowName(key)
      },
    },
    ...measures.map(({ measured, definition }) => ({
      title: <span className="pivot-measure">{words(definition.title)}</span>,
      key: measured.name,
      align: 'left' as const,
      children: spots(null).map(({ column }) => {
        const key = column === null ? undefined : columnKeys[column]
        return {
          title: key ? columnName(key) : t('total'),
          key: `${measured.name} ${column ?? 'total'}`,
          align: 'right' as const,
          className: column === null ? 'pivot-total' : '',
          render: (_: unknown, { at }: { at: number }) => cell(measured, definition, { row: at, column }),
        }
      }),
    })),
  ]
  return (
    <section className="card pivot-table">
      <Remarks more={answer.more} />
      <Sideways label={t('title')}>
        <Table
          size="small"
          rowKey="at"
          dataSource={answer.rowKeys.map((_, at) => ({ at }))}
          columns={columns}
          pagination={{ pageSize: rowsAtOnce, hideOnSinglePage: true, showSizeChanger: false }}
          summary={() => (
            <Table.Summary.Row className="pivot-total">
              <Table.Summary.Cell index={0} className="pivot-name">
                {t('total')}
              </Table.Summary.Cell>
              {measures
                .flatMap(({ measured, definition }) => spots(null).map((spot) => ({ measured, definition, spot })))
                .map(({ measured, definition, spot }, at) => (
                  <Table.Summary.Cell key={`${measured.name} ${spot.column}`} index={at + 1} align="right">
                    {cell(measured, definition, spot)}
                  </Table.Summary.Cell>
                ))}
            </Table.Summary.Row>
          )}
        />
      </Sideways>
    </section>
  )
})

/** Totals count everything, also what is too much to show. */
function Remarks({ more }: Pick<PivotAnswer, 'more'>) {
  const { t } = useTranslation('pivot')
  const left = (['rows', 'columns'] as const).filter((side) => more[side] > 0)
  return left.length === 0 ? null : (
    <p className="meta" role="note">
      {left.map((side) => t(`more.${side}`, { count: numberText(more[side]) })).join(t('more.and'))}
      {t('more.narrow')}
    </p>
  )
}

function figureAt(measured: Measured, { row, column }: Spot): MeasureFigure | null {
  const { total, rowTotals, columnTotals, cells } = measured
  if (row === null) return column === null ? total : (columnTotals[column] ?? null)
  return column === null ? (rowTotals[row] ?? null) : (cells[row]?.[column] ?? null)
}

function behindOf({ rows, columns }: PivotAnswer, row: Key | undefined, column: Key | undefined): Opened['behind'] {
  const across = columns && column ? { cut: columns, key: column.key } : undefined
  if (!row) return across ? { by: across.cut, key: across.key } : {}
  return { by: rows, key: row.key, ...(across && { across: across.cut, acrossKey: across.key }) }
}
