import type { TopicDetail } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart, type ChartOption } from '../ui/index.ts'

/** 每天件数 of 90 days, with the days that had any as a table. */
export function TopicDays({ days }: { days: TopicDetail['days'] }) {
  const { t } = useTranslation('topics')
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 32, right: 8, top: 12, bottom: 24 },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'bar', name: t('count'), data: days.map(({ cases }) => cases) }],
    }),
    [days, t],
  )
  const some = days.filter(({ cases }) => cases > 0).toReversed()
  return (
    <Chart
      option={option}
      height={180}
      label={t('days')}
      table={{ columns: [t('day'), t('count')], rows: some.map(({ day, cases }) => ({ key: day, cells: [day, cases] })) }}
    />
  )
}
