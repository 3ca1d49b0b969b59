import type { ForecastDetail } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart, type ChartOption } from '../ui/index.ts'
import { kindName } from './ForecastPart.tsx'

type Props = { forecast: ForecastDetail; name: string; onPick: (day: unknown) => void }

/** 预测图: what came, what past forecasts said of it, what is expected, and the band. */
export function BandChart({ forecast, name, onPick }: Props) {
  const { t } = useTranslation('forecast')
  const option = useMemo(() => optionOf(forecast, (key) => t(`chart.${key}`)), [forecast, t])
  const share = forecast.enough ? 80 : 95
  return (
    <Chart
      height={300}
      label={t('chart.label', { name })}
      option={option}
      table={{
        columns: [t('chart.day'), t('chart.count'), t('chart.expected'), t('chart.band', { share }), t('chart.kind')],
        rows: [
          ...forecast.days.map(({ day, expected, low, high, kind }) => ({
            key: day,
            cells: [day, '—', expected.toFixed(1), `${low}–${high}`, kind ? kindName(kind, t) : ''],
          })),
          ...forecast.history.toReversed().map(({ day, count }) => ({ key: day, pick: day, cells: [day, count, '—', '—', ''] })),
        ],
      }}
      onPick={onPick}
    />
  )
}

function optionOf({ history, days, past }: ForecastDetail, word: (key: string) => string): ChartOption {
  const names = [...history.map(({ day }) => day), ...days.map(({ day }) => day)]
  const ahead = new Map(days.map((one) => [one.day, one]))
  const said = new Map(past.map((one) => [one.day, one]))
  const counts = new Map(history.map(({ day, count }) => [day, count]))
  const bandAt = (day: string) => ahead.get(day) ?? said.get(day)
  const hidden = { type: 'line' as const, stack: 'band', symbol: 'none', lineStyle: { width: 0 }, silent: true, tooltip: { show: false } }
  return {
    tooltip: { trigger: 'axis' },
    legend: { data: [word('count'), word('expected'), word('said')] },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: names, axisLabel: { formatter: (day: string) => day.slice(5) } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      { ...hidden, name: word('low'), data: names.map((day) => bandAt(day)?.low ?? '-') },
      {
        ...hidden,
        name: word('bandName'),
        areaStyle: { opacity: 0.16 },
        data: names.map((day) => {
          const band = bandAt(day)
          return band ? band.high - band.low : '-'
        }),
      },
      { name: word('count'), type: 'line', symbolSize: 4, data: names.map((day) => counts.get(day) ?? '-') },
      {
        name: word('expected'),
        type: 'line',
        symbolSize: 4,
        lineStyle: { type: 'dashed' },
        data: names.map((day) => rounded(ahead.get(day)?.expected)),
      },
      {
        name: word('said'),
        type: 'line',
        symbol: 'none',
        lineStyle: { type: 'dotted', width: 1 },
        data: names.map((day) => rounded(said.get(day)?.expected)),
      },
    ],
  }
}

const rounded = (value: number | undefined) => (value === undefined ? '-' : Number(value.toFixed(1)))
