import type { SeriesCourse, SeriesPoint } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMode } from '../platform/preferences.ts'
import { Chart, type ChartOption } from '../ui/Chart.tsx'
import { scaleOf } from '../ui/scale.ts'

type Props = { course: Pick<SeriesCourse, 'points' | 'surges'>; name: string; onPick: (day: string) => void }

/** 走势图: what came day by day, the band its history expects, and where a surge was found. */
export function CourseChart({ course: { points, surges }, name, onPick }: Props) {
  const { t } = useTranslation('series')
  const red = scaleOf(useMode())['warning-red'].mark
  const marked = useMemo(() => new Set(surges.map(({ day }) => day)), [surges])
  const option = useMemo((): ChartOption => optionOf(points, marked, red, (word) => t(`chart.${word}`)), [points, marked, red, t])
  return (
    <Chart
      height={300}
      label={t('chart.label', { name })}
      option={option}
      table={{
        columns: (['day', 'count', 'expected', 'band', 'surge'] as const).map((word) => t(`chart.${word}`)),
        rows: points.toReversed().map((point) => ({
          key: point.day,
          pick: point.day,
          cells: [
            point.day,
            point.count,
            point.expected === null ? '—' : point.expected.toFixed(1),
            point.low === null ? '—' : `${point.low}–${point.high}`,
            marked.has(point.day) ? t('chart.isSurge') : '',
          ],
        })),
      }}
      onPick={(day) => typeof day === 'string' && onPick(day)}
    />
  )
}

function optionOf(points: SeriesPoint[], marked: ReadonlySet<string>, red: string, word: (key: string) => string): ChartOption {
  const width = { width: 0 }
  return {
    tooltip: { trigger: 'axis' },
    legend: { data: [word('count'), word('expected'), word('surge')] },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: points.map(({ day }) => day), axisLabel: { formatter: (day: string) => day.slice(5) } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      {
        name: word('low'),
        type: 'line',
        stack: 'band',
        symbol: 'none',
        lineStyle: width,
        silent: true,
        data: points.map(({ low }) => low ?? '-'),
        tooltip: { show: false },
      },
      {
        name: word('band'),
        type: 'line',
        stack: 'band',
        symbol: 'none',
        lineStyle: width,
        areaStyle: { opacity: 0.16 },
        silent: true,
        data: points.map(({ low, high }) => (low === null || high === null ? '-' : high - low)),
        tooltip: { show: false },
      },
      {
        name: word('expected'),
        type: 'line',
        symbol: 'none',
        lineStyle: { type: 'dashed', width: 1 },
        data: points.map(({ expected }) => expected ?? '-'),
      },
      {
        name: word('count'),
        type: 'line',
        data: points.map(({ day, count }) => ({ value: count, pick: day })) as never,
      },
      {
        name: word('surge'),
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 13,
        itemStyle: { color: red },
        data: points.map(({ day, count }) => (marked.has(day) ? { value: count, pick: day } : '-')) as never,
      },
    ],
  }
}
