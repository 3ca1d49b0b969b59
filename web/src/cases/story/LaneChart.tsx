import { useQuery } from '@tanstack/react-query'
import type { CaseLanes } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { api, useFormat } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'

type Lane = CaseLanes['lanes'][number]

/** Units of the drawing: its width stretches with the column. */
const width = 1_000
const height = 10
const thinnest = 4
const timeOf = (at: string) => Date.parse(at)

/** 泳道图: who had the case how long; pale until the unit receipted it, hatched while it was suspended; co-handling units thinner below. */
export function LaneChart() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const lanes = useQuery({
    queryKey: ['cases', complaintCase.id, 'lanes'],
    queryFn: ({ signal }) => api.get<CaseLanes>(`/cases/${complaintCase.id}/lanes`, undefined, signal),
  })
  const chart = lanes.data
  if (!chart || chart.lanes.length === 0 || timeOf(chart.to) <= timeOf(chart.from)) return null
  return (
    <figure className="lanes" aria-label={t('story.lanes')}>
      <svg width="0" height="0" aria-hidden="true" className="out-of-sight">
        <defs>
          <pattern id="lane-pause" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="5" fill="var(--card)" opacity="0.75" />
          </pattern>
        </defs>
      </svg>
      {chart.lanes.map((lane) => (
        <LaneRow key={`${lane.role}.${lane.unit?.id ?? lane.holder}`} lane={lane} chart={chart} />
      ))}
    </figure>
  )
}

function LaneRow({ lane, chart }: { lane: Lane; chart: CaseLanes }) {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const from = timeOf(chart.from)
  const at = (time: string) => ((timeOf(time) - from) / (timeOf(chart.to) - from)) * width
  const owner = lane.holder === 'unit' ? lane.unit?.name || t('story.lane.unit') : t(`story.lane.${lane.holder}`)
  const name = lane.role === 'co' ? t('story.coLane', { unit: owner }) : owner
  const paused = lane.pausedMinutes > 0 ? t('story.lanePaused', { time: format.duration(lane.pausedMinutes) }) : ''
  const told = lane.spans
    .map((span) => t('story.laneSpan', { from: format.instant(span.from), to: format.instant(span.to) }))
    .join(t('comma'))
  return (
    <div className={`lane is-${lane.role}${lane.holder === 'customer' ? ' is-customer' : ''}`}>
      <span className="lane-name" title={name}>
        {name}
      </span>
      <svg className="lane-bars" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={told}>
        <title>{`${name} ${told}${paused}`}</title>
        <rect width={width} height={height} rx="2" className="lane-ground" />
        {lane.spans.map((span) => (
          <rect
            key={span.from}
            x={at(span.from)}
            width={Math.max(at(span.to) - at(span.from), thinnest)}
            height={height}
            className={span.isTaken ? 'lane-taken' : 'lane-waiting'}
          />
        ))}
        {chart.pauses.map((pause) => (
          <rect
            key={pause.from}
            x={at(pause.from)}
            width={Math.max(at(pause.to) - at(pause.from), 0)}
            height={height}
            fill="url(#lane-pause)"
          />
        ))}
      </svg>
      <span className="lane-time figures" title={paused}>
        {format.duration(lane.minutes)}
      </span>
    </div>
  )
}
