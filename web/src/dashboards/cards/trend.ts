import type { CardFigures } from '@zhiwei/contract'
import type { ChartOption } from '../../ui/index.ts'
import {
  axisMax,
  axisText,
  cutTitle,
  type Drawing,
  figureCells,
  figureColumns,
  figureValues,
  opensRow,
  shortOf,
  textOf,
  type Words,
} from './drawing.ts'

/** 趋势: the measure over time, beside the period before; where a forecast is known, what is expected next and its band. */
export function drawTrend(figures: CardFigures, words: Words): Drawing {
  const { by, measured, before, expected } = figures
  const { t } = words
  const rows = measured.rows
  const isUntold = rows.every(({ value }) => value === null)
  const hasBefore = before.some(({ value }) => value)
  return {
    opened: opensRow(by, rows, words),
    notes: [],
    remark: isUntold
      ? t('untoldSteps')
      : expected.length > 0
        ? t('expectedNext', { days: expected.length, ...sumOf(expected) })
        : undefined,
    option: optionOf(figures, words, hasBefore),
    table: {
      columns: [cutTitle(words, by), ...figureColumns(words), ...(hasBefore ? [{ title: t('before'), kind: 'count' as const }] : [])],
      rows: [
        ...rows.map((row, at) => {
          const earlier = hasBefore ? [before[at]?.value ?? null] : []
          return {
            key: row.key,
            pick: row.key,
            cells: [row.key, ...figureCells(words, row), ...earlier.map((value) => textOf(words, value))],
            values: [row.key, ...figureValues(words, row), ...earlier],
          }
        }),
        ...expected.map(({ day, expected: value, low, high }) => {
          const told = [t('expectedOn', { day }), value.toFixed(1), `${low}–${high}`, '']
          return { key: `expected ${day}`, cells: told, values: [told[0] ?? '', value, told[2] ?? '', ''] }
        }),
      ].toReversed(),
    },
  }
}

const sumOf = (expected: CardFigures['expected']) => ({ count: Math.round(expected.reduce((sum, { expected: value }) => sum + value, 0)) })

function optionOf({ by, measured, before, expected }: CardFigures, words: Words, hasBefore: boolean): ChartOption {
  const { t, title, unit, accent, quiet } = words
  const names = [...measured.rows.map(({ key }) => key), ...expected.map(({ day }) => day)]
  const none = measured.rows.map(() => '-')
  const hidden = { type: 'line' as const, stack: 'band', symbol: 'none', lineStyle: { width: 0 }, silent: true, tooltip: { show: false } }
  const beforeTotal = measured.previous.value
  return {
    grid: { left: 8, right: 16, top: hasBefore || expected.length > 0 ? 32 : 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? textOf(words, value) : '—') },
    ...((hasBefore || expected.length > 0) && {
      legend: { data: [title, ...(hasBefore ? [t('before')] : []), ...(expected.length > 0 ? [t('expected')] : [])], right: 0 },
    }),
    xAxis: {
      type: 'category',
      data: names,
      boundaryGap: false,
      axisLabel: { formatter: (key: string) => shortOf(key, by), hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(unit === 'count' && { minInterval: 1 }),
      splitNumber: 4,
      ...axisMax(words),
      axisLabel: { formatter: (value: number) => axisText(words, value) },
    },
    series: [
      {
        name: title,
        type: 'line',
        symbolSize: names.length > 45 ? 3 : 6,
        data: measured.rows.map((row) => ({ value: row.value ?? '-', pick: row.key, text: `${row.key} ${textOf(words, row.value)}` })),
        ...(unit === 'share' &&
          beforeTotal !== null && {
            markLine: {
              symbol: 'none',
              silent: true,
              lineStyle: { type: 'dashed', width: 1, color: quiet },
              label: { formatter: t('beforeAt', { value: textOf(words, beforeTotal) }), position: 'insideEndTop' },
              data: [{ yAxis: beforeTotal }],
            },
          }),
      },
      ...(hasBefore
        ? [
            {
              name: t('before'),
              type: 'line' as const,
              symbol: 'none',
              lineStyle: { width: 1, type: 'dashed' as const, color: quiet },
              itemStyle: { color: quiet },
              data: before.map(({ value }) => value ?? '-'),
            },
          ]
        : []),
      ...(expected.length > 0
        ? [
            { ...hidden, name: t('low'), data: [...none, ...expected.map(({ low }) => low)] },
            {
              ...hidden,
              name: t('band'),
              areaStyle: { opacity: 0.16, color: accent },
              data: [...none, ...expected.map(({ low, high }) => high - low)],
            },
            {
              name: t('expected'),
              type: 'line' as const,
              symbolSize: 3,
              lineStyle: { type: 'dotted' as const, color: accent },
              itemStyle: { color: accent },
              data: [...none, ...expected.map(({ expected: value }) => Number(value.toFixed(1)))],
            },
          ]
        : []),
    ],
  }
}
