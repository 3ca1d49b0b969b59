import type { ReportFigures } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart, type ChartOption } from '../ui/index.ts'

/** The course of a section and what is expected, as it stood when the report was made. */
export function SectionChart({ figures, name }: { figures: ReportFigures; name: string }) {
  const { t } = useTranslation('reports')
  const option = useMemo(() => optionOf(figures, (key) => t(`chart.${key}`)), [figures, t])
  const { history, expected } = figures
  return (
    <Chart
      height={200}
      label={t('chart.label', { name })}
      option={option}
      table={{
        columns: (['day', 'count', 'expected', 'band'] as const).map((key) => t(`chart.${key}`)),
        rows: [
          ...expected.map((day) => ({ key: day.day, cells: [day.day, '—', day.expected.toFixed(1), `${day.low}–${day.high}`] })),
          ...history.toReversed().map(({ day, count }) => ({ key: day, cells: [day, count, '—', '—'] })),
        ],
      }}
    />
  )
}

function optionOf({ history, expected }: ReportFigures, word: (key: string) => string): ChartOption {
  const names = [...history.map(({ day }) => day), ...expected.map(({ day }) => day)]
  const before = history.map(() => '-' as const)
  const hidden = { type: 'line' as const, stack: 'band', symbol: 'none', lineStyle: { width: 0 }, silent: true, tooltip: { show: false } }
  return {
    tooltip: { trigger: 'axis' },
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: names, axisLabel: { formatter: (day: string) => day.slice(5) } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      { ...hidden, name: word('low'), data: [...before, ...expected.map(({ low }) => low)] },
      { ...hidden, name: word('band'), areaStyle: { opacity: 0.16 }, data: [...before, ...expected.map(({ low, high }) => high - low)] },
      { name: word('count'), type: 'line', symbol: 'none', data: history.map(({ count }) => count) },
      {
        name: word('expected'),
        type: 'line',
        symbol: 'none',
        lineStyle: { type: 'dashed' },
        data: [...before, ...expected.map((day) => day.expected)],
      },
    ],
  }
}
