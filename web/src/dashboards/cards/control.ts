import type { CardFigures } from '@zhiwei/contract'
import {
  axisMax,
  axisText,
  cutTitle,
  type Drawing,
  figureCells,
  figureColumns,
  figureValues,
  kindOf,
  opensRow,
  shortOf,
  textOf,
  type Words,
} from './drawing.ts'

/** 控制图: the measure over time between its limits; a point that breaks a rule stands out, and the rule is named. */
export function drawControl(figures: CardFigures, words: Words): Drawing {
  const { by, control } = figures
  const { t } = words
  const { rows } = figures.measured
  const pointAt = (at: number) => control?.points[at] ?? null
  const rulesAt = (at: number) => (pointAt(at)?.rules ?? []).map((rule) => t(`rule.${rule}`)).join('；')
  const last = rows.findLastIndex((_, at) => rulesAt(at) !== '')
  const limit = (value: number | undefined) => (value === undefined ? '' : textOf(words, value))
  return {
    opened: opensRow(by, rows, words),
    notes: [],
    remark: !control ? t('noLimits') : last < 0 ? t('withinChance') : t('outOfLimits', { at: rows[last]?.key, rule: rulesAt(last) }),
    option: optionOf(figures, words),
    table: {
      columns: [
        cutTitle(words, by),
        ...figureColumns(words),
        { title: t('lowerLimit'), kind: kindOf(words.unit) },
        { title: t('upperLimit'), kind: kindOf(words.unit) },
        t('brokenRule'),
      ],
      rows: rows
        .map((row, at) => {
          const [lower, upper] = [pointAt(at)?.lower, pointAt(at)?.upper]
          return {
            key: row.key,
            pick: row.key,
            cells: [row.key, ...figureCells(words, row), limit(lower), limit(upper), rulesAt(at)],
            values: [row.key, ...figureValues(words, row), lower ?? null, upper ?? null, rulesAt(at)],
          }
        })
        .toReversed(),
    },
  }
}

function optionOf({ by, measured: { rows }, control }: CardFigures, words: Words): Drawing['option'] {
  const { t, title, unit, quiet, alarm } = words
  const points = control?.points ?? []
  const limit = (name: string, of: (point: { lower: number; upper: number }) => number) => ({
    name,
    type: 'line' as const,
    step: 'middle' as const,
    symbol: 'none',
    lineStyle: { width: 1, type: 'dashed' as const, color: quiet },
    itemStyle: { color: quiet },
    data: points.map((point) => (point ? of(point) : '-')),
  })
  return {
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    legend: { data: [title, ...(control ? [t('upperLimit'), t('lowerLimit')] : [])], right: 0 },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? textOf(words, value) : '—') },
    xAxis: {
      type: 'category',
      data: rows.map(({ key }) => key),
      boundaryGap: false,
      axisLabel: { formatter: (key: string) => shortOf(key, by), hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      // What matters lies between the limits, often far from zero.
      ...(unit === 'share' ? { min: ({ min }: { min: number }) => Math.max(0, Math.floor(min * 10) / 10) } : { scale: true }),
      ...(unit === 'count' && { minInterval: 1 }),
      splitNumber: 4,
      ...axisMax(words),
      axisLabel: { formatter: (value: number) => axisText(words, value) },
    },
    series: [
      {
        name: title,
        type: 'line',
        data: rows.map((row, at) => {
          const rules = points[at]?.rules ?? []
          const said = rules.map((rule) => t(`rule.${rule}`)).join('；')
          return {
            value: row.value ?? '-',
            pick: row.key,
            text: `${row.key} ${textOf(words, row.value)} ${said}`.trim(),
            ...(rules.length > 0
              ? { symbol: 'diamond', symbolSize: 12, itemStyle: { color: alarm } }
              : { symbolSize: rows.length > 45 ? 3 : 6 }),
          }
        }),
        ...(control && {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { type: 'solid', width: 1, color: quiet },
            label: { formatter: t('centreAt', { value: textOf(words, control.centre) }), position: 'insideStartBottom' },
            data: [{ yAxis: control.centre }],
          },
        }),
      },
      ...(control ? [limit(t('upperLimit'), ({ upper }) => upper), limit(t('lowerLimit'), ({ lower }) => lower)] : []),
    ],
  }
}
