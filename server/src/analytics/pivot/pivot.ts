import type { MeasureCut, MeasureFigure, MeasureName, PivotAnswer, PivotQuery } from '@zhiwei/contract'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { countedUpTo, filterOf, inOrderOf, namesOf, onlyOf } from '../measures/answer.ts'
import { canPivot, measureDefinitions, measureRules, setsCounted } from '../measures/definitions.ts'
import { figuresOf } from '../measures/figures.ts'
import { periodOf } from '../measures/period.ts'
import { type Asked, keySign, type Tally, tally } from '../measures/tally.ts'
import { isTime } from '../measures/time-cuts.ts'

/** As many people can still read, and a page can show. */
const mostRows = 200
const mostColumns = 40

type Figures = ReadonlyMap<string, MeasureFigure>
type Tallies = Record<string, Tally>
type Counted = { name: MeasureName; total: MeasureFigure; byRow: Figures; byColumn: Figures; cells: Figures }

/**
 * 透视: measures by two cuts. Totals of rows and columns and the whole are figures of all that their cells count, as in `GET /measures`: none is a sum of
 * shares or medians. @throws INPUT_INVALID
 */
export async function pivotOf(tx: Tx, actor: Actor, query: PivotQuery, now: Date): Promise<PivotAnswer> {
  const { tenantId } = actor
  const { rows, columns = null } = query
  const names = [...new Set(query.names)]
  const unfit = names.find((name) => !canPivot(name))
  if (unfit) throw invalidInput('#/names', `${unfit} 不能放进透视表`)
  const stock = isTime(rows) && isTime(columns) && names.find((name) => measureRules[name].kind === 'stock')
  if (stock) throw invalidInput('#/columns', `${stock} 是某一时刻的存量，行和列不能都按时间拆分`)
  const zone = await tenantZone(tx, tenantId)
  const period = periodOf(query, zone, now)
  const asked: Asked = {
    tenantId,
    actor,
    zone,
    now,
    period,
    by: null,
    only: onlyOf(actor, query),
    filter: filterOf(query),
    once: new Map(),
  }
  const sets = [...new Set(names.flatMap((name) => setsCounted(measureRules[name])))]
  const cut = { ...asked, by: rows, ...(columns && { across: columns }) }
  const tallied = await tally(tx, cut, sets)
  const figuresBy = async (one: Asked, counted: Tallies) => {
    const found = new Map<MeasureName, Figures>()
    for (const name of names) found.set(name, await figuresOf(tx, one, name, counted))
    return found
  }
  const cells = await figuresBy(cut, tallied)
  const whole = await figuresBy(
    asked,
    summed(tallied, () => ''),
  )
  const byRow = columns
    ? await figuresBy(
        { ...asked, by: rows },
        summed(tallied, ([row]) => row),
      )
    : cells
  const byColumn = columns
    ? await figuresBy(
        { ...asked, by: columns },
        summed(tallied, ([, column]) => column),
      )
    : whole
  const counted = names.map((name): Counted => {
    const total = whole.get(name)?.get('')
    if (!total) throw new Error(`${name} without a figure`)
    const of = (figures: Map<MeasureName, Figures>) => figures.get(name) ?? new Map()
    return { name, total, byRow: of(byRow), byColumn: of(byColumn), cells: of(cells) }
  })
  const rowKeys = keysOf(
    counted.map(({ byRow: figures }) => figures),
    rows,
    mostRows,
  )
  const columnKeys = columns
    ? keysOf(
        counted.map(({ byColumn: figures }) => figures),
        columns,
        mostColumns,
      )
    : { shown: [''], left: 0 }
  const units = new Map(measureDefinitions().map(({ name, unit }) => [name, unit]))
  const cellAt = (one: Counted, row: string, column: string) => one.cells.get(columns ? `${row}${keySign}${column}` : row) ?? null
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    rows,
    columns,
    sequence: await countedUpTo(tx, tenantId),
    rowKeys: await named(tx, actor, rows, rowKeys.shown),
    columnKeys: await named(tx, actor, columns, columnKeys.shown),
    more: { rows: rowKeys.left, columns: columnKeys.left },
    measures: counted.map((one) => ({
      name: one.name,
      unit: units.get(one.name) ?? 'count',
      total: one.total,
      rowTotals: rowKeys.shown.map((key) => one.byRow.get(key) ?? nothing(one.total)),
      columnTotals: columnKeys.shown.map((key) => one.byColumn.get(key) ?? nothing(one.total)),
      cells: rowKeys.shown.map((row) => columnKeys.shown.map((column) => cellAt(one, row, column))),
    })),
  }
}

/** Facts stand in one cell each: those of a row or a column are all those of its cells. */
function summed(tallies: Tallies, keyOf: (parts: [row: string, column: string]) => string): Tallies {
  const sums = Object.entries(tallies).map(([name, cells]): [string, Tally] => {
    const sum: Tally = new Map()
    for (const [cell, { count, total }] of cells) {
      const [row = '', column = ''] = cell.split(keySign)
      const key = keyOf([row, column])
      const before = sum.get(key)
      sum.set(key, { count: (before?.count ?? 0) + count, total: (before?.total ?? 0) + total })
    }
    return [name, sum]
  })
  return Object.fromEntries(sums)
}

/** Another measure has rows there, this one none. */
const nothing = ({ numerator, denominator }: MeasureFigure): MeasureFigure => ({
  numerator: numerator === null ? null : 0,
  denominator: denominator === null ? null : 0,
  value: null,
  p90: null,
  interval: null,
  enough: false,
})

/** Keys in the order of the first measure, those of the others behind; of time the latest, of anything else the largest are shown. */
function keysOf(figures: readonly Figures[], by: MeasureCut, most: number): { shown: string[]; left: number } {
  const found = new Map<string, MeasureFigure>()
  for (const one of figures) for (const [key, figure] of one) if (!found.has(key)) found.set(key, figure)
  const keys = [...found]
    .map(([key, figure]) => ({ ...figure, key, name: null }))
    .toSorted(inOrderOf(by))
    .map(({ key }) => key)
  const left = Math.max(0, keys.length - most)
  return { shown: isTime(by) ? keys.slice(left) : keys.slice(0, most), left }
}

async function named(tx: Tx, actor: Actor, by: MeasureCut | null, keys: string[]) {
  const names = await namesOf(tx, actor, by, new Set(keys))
  return keys.map((key) => ({ key, name: names.get(key) ?? null }))
}
