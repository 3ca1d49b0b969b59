import type { CardFigures, HeatFigures, MeasureCut } from '@zhiwei/contract'
import { cutTitle, type Drawing, figureCells, figureColumns, figureValues, opensItself, textOf, type Words } from './drawing.ts'

/** So many rows and columns can be read; the rest stand in the table. */
const mostShown = { rows: 10, columns: { wide: 12, narrow: 5 } }
/** Every one has its place, also where nothing fell. */
const everyKey: Partial<Record<MeasureCut, string[]>> = {
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
}
type Key = HeatFigures['rowKeys'][number]

/** 热力图: the measure under two cuts; each field opens its rows. */
export function drawHeat({ by, heat, measured }: CardFigures, words: Words): Drawing {
  const { t, nameOf, nameAcross, isNarrow, accent, text } = words
  const { rowKeys = [], columnKeys = [], cells = [], across = 'hour' } = heat ?? {}
  const keysOf = (cut: MeasureCut | null, keys: Key[], most: number): Key[] => {
    const every = cut && everyKey[cut]
    return every
      ? every.map((key) => keys.find((one) => one.key === key) ?? { key, name: cut === 'hour' ? `${key}:00` : null })
      : keys.slice(0, most)
  }
  const rows = keysOf(by, rowKeys, mostShown.rows)
  const columns = keysOf(across, columnKeys, isNarrow ? mostShown.columns.narrow : mostShown.columns.wide)
  const figureAt = (row: Key, column: Key) =>
    cells[rowKeys.findIndex(({ key }) => key === row.key)]?.[columnKeys.findIndex(({ key }) => key === column.key)] ?? null
  const pickOf = (row: Key, column: Key) => ({
    name: `${nameOf(row)} · ${nameAcross(column)}`,
    query: { by: by ?? undefined, key: row.key, across, acrossKey: column.key },
  })
  const known = rows.flatMap((row, y) =>
    columns.flatMap((column, x) => {
      const figure = figureAt(row, column)
      const pick = pickOf(row, column)
      return figure?.value == null ? [] : [{ value: [x, y, figure.value], pick, text: `${pick.name} ${textOf(words, figure.value)}` }]
    }),
  )
  const most = Math.max(1, ...known.map(({ value }) => value[2] ?? 0))
  const left = rowKeys.length > rows.length || columnKeys.length > columns.length
  return {
    opened: opensItself,
    notes: [],
    remark: left ? t('restInTable') : undefined,
    height: Math.max(220, 48 + rows.length * 30),
    option: {
      grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', formatter: (point) => textAt(point) },
      xAxis: { type: 'category', data: columns.map(nameAcross), axisLabel: { hideOverlap: true, width: 72, overflow: 'truncate' } },
      yAxis: { type: 'category', inverse: true, data: rows.map(nameOf), axisLabel: { width: isNarrow ? 72 : 130, overflow: 'truncate' } },
      visualMap: { show: false, min: 0, max: most, dimension: 2, inRange: { color: [accent, accent], opacity: [0.06, 0.5] } },
      series: [
        {
          type: 'heatmap',
          data: known,
          label: {
            show: !isNarrow || columns.length <= mostShown.columns.narrow,
            color: text,
            opacity: 1,
            formatter: ({ value }) => textOf(words, (value as number[])[2] ?? null),
          },
        },
      ],
    },
    table: {
      columns: [cutTitle(words, by), cutTitle(words, across), ...figureColumns(words)],
      rows: rowKeys.flatMap((row, y) =>
        columnKeys.flatMap((column, x) => {
          const figure = cells[y]?.[x]
          return figure
            ? [
                {
                  key: `${row.key} ${column.key}`,
                  pick: pickOf(row, column),
                  cells: [nameOf(row), nameAcross(column), ...figureCells(words, figure)],
                  values: [nameOf(row), nameAcross(column), ...figureValues(words, figure)],
                },
              ]
            : []
        }),
      ),
    },
  }
  function textAt(point: unknown): string {
    const { data } = point as { data?: { text?: string } }
    return data?.text ?? measured.name
  }
}
