import type { WarningQuality } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ratioText } from '../../platform/index.ts'
import { Chart, type ChartOption } from '../../ui/index.ts'

/** 每月: true, false, unclear and unlabelled warnings as bars. */
export function QualityPicture({ quality: { byMonth } }: { quality: WarningQuality }) {
  const { t } = useTranslation('warning')
  const navigate = useNavigate()
  const columns = useMemo(
    () =>
      byMonth.map((row) => {
        const trues = row.precision?.hits ?? 0
        return { month: row.month, true: trues, false: row.falseAlarms, unclear: row.unclear, none: row.raised - row.labelled }
      }),
    [byMonth],
  )
  const option = useMemo<ChartOption>(
    () => ({
      legend: {},
      xAxis: { type: 'category', data: columns.map(({ month }) => month) },
      yAxis: { type: 'value', minInterval: 1 },
      series: (['true', 'false', 'unclear', 'none'] as const).map((name) => ({
        type: 'bar' as const,
        stack: 'all',
        name: t(`verdict.${name}`),
        data: columns.map((column) => ({ value: column[name], pick: column.month })),
      })),
    }),
    [columns, t],
  )
  if (byMonth.length === 0) return null
  const open = (month: unknown) => {
    const [year = 0, number = 1] = String(month).split('-').map(Number)
    const start = new Date(Date.UTC(year, number - 1, 1)).toISOString()
    void navigate(`/warnings?state=all&from=${start}&to=${new Date(Date.UTC(year, number, 1)).toISOString()}#rest`)
  }
  return (
    <section className="warning-section card warning-part" aria-labelledby="quality-picture">
      <h2 id="quality-picture">{t('quality.picture')}</h2>
      <Chart
        option={option}
        height={220}
        label={t('quality.pictureLabel', { months: byMonth.length })}
        onPick={open}
        table={{
          columns: [
            t('quality.month'),
            t('verdict.true'),
            t('verdict.false'),
            t('verdict.unclear'),
            t('verdict.none'),
            t('quality.precision'),
          ],
          rows: byMonth.map((row, index) => ({
            key: row.month,
            pick: row.month,
            cells: [
              row.month,
              columns[index]?.true,
              row.falseAlarms,
              row.unclear,
              row.raised - row.labelled,
              row.precision ? ratioText(row.precision.value) : '—',
            ],
          })),
        }}
      />
    </section>
  )
}
