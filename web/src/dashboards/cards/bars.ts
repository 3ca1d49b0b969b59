import type { CardFigures } from '@zhiwei/contract'
import {
  axisMax,
  axisText,
  cutTitle,
  type Drawing,
  figureCells,
  figureColumns,
  figureValues,
  opensRow,
  textOf,
  type Words,
} from './drawing.ts'

/** So many bars can be read; the rest stand in the table. */
const mostBars = 10

/** 条形: the worst first; where too few are behind a bar it stands in the table alone. */
export function drawBars({ by, measured: { rows } }: CardFigures, words: Words): Drawing {
  const { t, nameOf, moreIsBetter } = words
  const known = rows.filter(({ value }) => value !== null)
  // What is worst comes first; where neither is, what most rests on.
  const sign = moreIsBetter === null ? 0 : moreIsBetter ? 1 : -1
  const told = known.toSorted((one, other) => sign * ((one.value ?? 0) - (other.value ?? 0)))
  const shown = told.slice(0, mostBars)
  return {
    opened: opensRow(by, rows, words),
    notes: [],
    remark: told.length < rows.length ? t('untold', { count: rows.length - told.length }) : undefined,
    option: {
      grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', valueFormatter: (value) => (typeof value === 'number' ? textOf(words, value) : '—') },
      xAxis: {
        type: 'value',
        splitNumber: 3,
        ...axisMax(words),
        axisLabel: { formatter: (value: number) => axisText(words, value), hideOverlap: true },
      },
      yAxis: { type: 'category', inverse: true, data: shown.map(nameOf), axisLabel: { width: 110, overflow: 'truncate' } },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          label: { show: true, position: 'right', formatter: ({ value }) => textOf(words, Number(value)) },
          data: shown.map((row) => ({ value: row.value ?? 0, pick: row.key, text: `${nameOf(row)} ${textOf(words, row.value)}` })),
        },
      ],
    },
    table: {
      columns: [cutTitle(words, by), ...figureColumns(words)],
      rows: rows.map((row) => ({
        key: row.key || 'none',
        pick: row.key,
        cells: [nameOf(row), ...figureCells(words, row)],
        values: [nameOf(row), ...figureValues(words, row)],
      })),
    },
  }
}
