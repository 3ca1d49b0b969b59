import type { CardFigures, MeasureRow } from '@zhiwei/contract'
import { numberText, ratioText } from '../../platform/index.ts'
import { cutTitle, type Drawing, opensRow, type Words } from './drawing.ts'

const mostBars = { wide: 12, narrow: 6 }
/** Pareto's line: the few bars left of it make up most of the whole. */
export const paretoLine = 0.8

export type ParetoRow = { row: MeasureRow; count: number; share: number; upTo: number }

/** The largest first, each with its share and the share of all up to it. */
export function paretoOf(rows: readonly MeasureRow[]): ParetoRow[] {
  const counted = rows.map((row) => ({ row, count: row.value ?? 0 })).toSorted((one, other) => other.count - one.count)
  const whole = counted.reduce((sum, { count }) => sum + count, 0)
  let sum = 0
  return counted.map(({ row, count }) => {
    sum += count
    return { row, count, share: whole ? count / whole : 0, upTo: whole ? sum / whole : 0 }
  })
}

/** How many of the largest make up the line. */
export const fewUpTo = (rows: readonly ParetoRow[], line = paretoLine) => rows.findIndex(({ upTo }) => upTo >= line - 1e-9) + 1

/** 帕累托: bars of the largest, and how much of the whole they are. */
export function drawPareto({ by, measured: { rows } }: CardFigures, words: Words): Drawing {
  const { t, nameOf, title } = words
  const all = paretoOf(rows)
  const most = words.isNarrow ? mostBars.narrow : mostBars.wide
  const few = fewUpTo(all)
  const shown = all.slice(0, most)
  const rest = all.slice(most)
  const restCount = rest.reduce((sum, { count }) => sum + count, 0)
  const restName = t('rest', { count: rest.length })
  const remark = few > 0 ? t('fewMakeMost', { few, of: all.length, share: ratioText(all[few - 1]?.upTo ?? 0, 0) }) : undefined
  const upTo = t('upTo')
  return {
    opened: opensRow(by, rows, words),
    notes: remark ? [remark] : [],
    remark,
    option: {
      grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
      legend: { data: [title, upTo], right: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: [...shown.map(({ row }) => nameOf(row)), ...(rest.length > 0 ? [restName] : [])],
        axisLabel: { interval: 0, rotate: shown.length > 5 ? 30 : 0, width: words.isNarrow ? 60 : 96, overflow: 'truncate' },
      },
      yAxis: [
        { type: 'value', minInterval: 1, axisLabel: { formatter: (value: number) => numberText(value) } },
        { type: 'value', min: 0, max: 1, splitLine: { show: false }, axisLabel: { formatter: (value: number) => ratioText(value, 0) } },
      ],
      series: [
        {
          name: title,
          type: 'bar',
          barMaxWidth: 40,
          label: { show: true, position: 'top', formatter: ({ value }) => numberText(Number(value)) },
          data: [
            ...shown.map(({ row, count }, at) => ({
              value: count,
              pick: row.key,
              text: `${nameOf(row)} ${numberText(count)}`,
              itemStyle: { opacity: at < few ? 1 : 0.45 },
            })),
            ...(rest.length > 0 ? [{ value: restCount, itemStyle: { opacity: 0.25 } }] : []),
          ],
        },
        {
          name: upTo,
          type: 'line',
          yAxisIndex: 1,
          symbolSize: 5,
          tooltip: { valueFormatter: (value) => (typeof value === 'number' ? ratioText(value) : '—') },
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { type: 'dashed', color: words.quiet },
            label: { formatter: ratioText(paretoLine, 0), position: 'insideEndTop' },
            data: [{ yAxis: paretoLine }],
          },
          data: [...shown.map((one) => one.upTo), ...(rest.length > 0 ? [1] : [])],
        },
      ],
    },
    table: {
      columns: [cutTitle(words, by), { title, kind: 'count' }, { title: t('share'), kind: 'share' }, { title: upTo, kind: 'share' }],
      rows: all.map(({ row, count, share, upTo: until }) => ({
        key: row.key || 'none',
        pick: row.key,
        cells: [nameOf(row), numberText(count), ratioText(share), ratioText(until)],
        values: [nameOf(row), count, share, until],
      })),
    },
  }
}
