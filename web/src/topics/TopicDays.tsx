import type { TopicDetail } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart, type ChartOption } from '../ui/index.ts'

/** 每天件数 of 90 days, contacts upon complaints, with the days that had any as a table. */
export function TopicDays({ days }: { days: TopicDetail['days'] }) {
  const { t } = useTranslation('topics')
  const hasContacts = days.some(({ contacts }) => contacts > 0)
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 32, right: 8, top: hasContacts ? 32 : 12, bottom: 24 },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      ...(hasContacts && { legend: { top: 0, right: 8 } }),
      series: [
        { type: 'bar', stack: 'told', name: t('count'), data: days.map(({ cases }) => cases) },
        ...(hasContacts
          ? [{ type: 'bar' as const, stack: 'told', name: t('contactCount'), data: days.map(({ contacts }) => contacts) }]
          : []),
      ],
    }),
    [days, hasContacts, t],
  )
  const some = days.filter(({ cases, contacts }) => cases + contacts > 0).toReversed()
  return (
    <Chart
      option={option}
      height={180}
      label={t('days')}
      table={{
        columns: [t('day'), t('count'), ...(hasContacts ? [t('contactCount')] : [])],
        rows: some.map(({ day, cases, contacts }) => ({ key: day, cells: [day, cases, ...(hasContacts ? [contacts] : [])] })),
      }}
    />
  )
}
