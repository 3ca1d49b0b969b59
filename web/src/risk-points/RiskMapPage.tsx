import { type RiskMap, RiskMapQuery, type RiskPointKind } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useUrlState } from '../platform/index.ts'
import { useMode } from '../platform/preferences.ts'
import { Chart, type ChartOption } from '../ui/Chart.tsx'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { scaleOf } from '../ui/scale.ts'
import { WarningNav } from '../warning/index.ts'
import { CasesOfWeek } from './CasesOfWeek.tsx'
import { kinds } from './PointModal.tsx'
import { useRiskMap } from './queries.ts'
import './risk-points.css'

const spans = [8, 12, 26, 52]

/** 风险地图: node × week; each cell opens its rows. */
export function RiskMapPage() {
  const { t } = useTranslation('risk-points')
  const [query, setQuery] = useUrlState(RiskMapQuery)
  const [cell, setCell] = useState<{ id: string; week: string }>()
  const map = useRiskMap(query)
  const point = map.data?.rows.find(({ id }) => id === cell?.id)
  return (
    <Page title={t('map.title')} nav={<WarningNav />}>
      <div className="map-filter">
        <Segmented<'all' | RiskPointKind>
          aria-label={t('kind.label')}
          value={query.kind ?? 'all'}
          options={(['all', ...kinds] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => setQuery({ ...query, kind: kind === 'all' ? undefined : kind })}
        />
        <Segmented
          aria-label={t('map.weeks')}
          value={query.weeks}
          options={spans.map((value) => ({ value, label: t('map.lastWeeks', { count: value }) }))}
          onChange={(weeks) => setQuery({ ...query, weeks })}
        />
      </div>
      {map.isPending && <TableBones />}
      {map.isError && <ProblemNotice problem={map.error} onRetry={map.refetch} />}
      {map.data && map.data.rows.length === 0 && <EmptyState title={t('none')} detail={t('noneDetail')} />}
      {map.data && map.data.rows.length > 0 && (
        <section className="card map-card">
          <HeatMap map={map.data} onPick={setCell} />
          <p className="meta">{t('map.hint')}</p>
          <p className="map-points">
            {map.data.rows.map(({ id, name }) => (
              <Link key={id} to={`/warnings/risk-points/${id}`}>
                {name}
              </Link>
            ))}
          </p>
        </section>
      )}
      {cell && point && <CasesOfWeek id={cell.id} name={point.name} week={cell.week} onClose={() => setCell(undefined)} />}
    </Page>
  )
}

type MapProps = { map: RiskMap; onPick: (cell: { id: string; week: string }) => void }

function HeatMap({ map: { weeks, rows }, onPick }: MapProps) {
  const { t } = useTranslation('risk-points')
  const tones = scaleOf(useMode())
  const option = useMemo((): ChartOption => {
    const data = rows.flatMap(({ id, cells }, row) =>
      cells.map((cell, column) => {
        const tone = tones[`stage-${Math.max(1, cell.level) as 1 | 2 | 3 | 4 | 5}`]
        const isHot = cell.level >= 4
        const colours =
          cell.level === 0 ? { color: 'transparent' } : { color: isHot ? tone.fill : tone.soft, borderColor: tone.mark, borderWidth: 1 }
        const count = cell.complaints + cell.doubts + cell.latent
        return {
          value: [column, row, count],
          pick: { id, week: weeks[column] },
          itemStyle: colours,
          label: { show: count > 0, color: isHot ? tone.onFill : tone.text },
        }
      }),
    )
    return {
      tooltip: { trigger: 'item' },
      grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: weeks.map((week) => week.slice(5)), position: 'top' },
      yAxis: { type: 'category', data: rows.map(({ name, depth }) => `${'　'.repeat(depth)}${name}`), inverse: true },
      series: [{ name: t('map.title'), type: 'heatmap', data: data as never }],
    }
  }, [weeks, rows, tones, t])
  return (
    <Chart
      height={Math.max(160, 48 + rows.length * 32)}
      label={t('map.label', { points: rows.length, weeks: weeks.length })}
      option={option}
      table={{
        columns: [t('map.cell'), t('heat.complaints'), t('heat.doubts'), t('heat.latent'), t('heat.expected'), t('heat.level')],
        rows: rows.flatMap(({ id, name, cells }) =>
          cells.flatMap((cell, at) => {
            const week = weeks[at]
            const count = cell.complaints + cell.doubts + cell.latent
            if (!week || count === 0) return []
            const figures = [cell.complaints, cell.doubts, cell.latent, cell.expected ?? '—', cell.level]
            return [{ key: `${id} ${week}`, pick: { id, week }, cells: [t('map.cellOf', { name, week }), ...figures] }]
          }),
        ),
      }}
      onPick={(pick) => onPick(pick as { id: string; week: string })}
    />
  )
}
