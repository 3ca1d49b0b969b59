import { useTranslation } from 'react-i18next'
import { useFormat, useNow } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useNames } from './facts.tsx'
import { type Lane, type Lanes, lanesOf } from './lanes.ts'

/** Units of the drawing: its width stretches with the column. */
const width = 1_000
const height = 10
const thinnest = 4

/** 泳道图: who had the case how long; pale until the unit receipted it, hatched while it was suspended. */
export function LaneChart() {
  const { t } = useTranslation('cases')
  const { rows } = useCaseOnPage()
  const now = useNow()
  const chart = lanesOf(rows, now.getTime())
  if (chart.lanes.length === 0 || chart.to <= chart.from) return null
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
        <LaneRow key={lane.holder} lane={lane} chart={chart} />
      ))}
    </figure>
  )
}

function LaneRow({ lane, chart }: { lane: Lane; chart: Lanes }) {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const nameOf = useNames()
  const known = lane.holder === 'callCentre' || lane.holder === 'customer' ? t(`story.lane.${lane.holder}`) : nameOf(lane.holder)
  const name = known ?? t('story.lane.unit')
  const at = (time: number) => ((time - chart.from) / (chart.to - chart.from)) * width
  return (
    <div className={`lane${lane.holder === 'customer' ? ' is-customer' : ''}`}>
      <span className="lane-name" title={name}>
        {name}
      </span>
      <svg className="lane-bars" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <rect width={width} height={height} rx="2" className="lane-ground" />
        {lane.spans.map(({ from, to, isTaken }) => (
          <rect
            key={from}
            x={at(from)}
            width={Math.max(at(to) - at(from), thinnest)}
            height={height}
            className={isTaken ? 'lane-taken' : 'lane-waiting'}
          />
        ))}
        {chart.pauses.map(({ from, to }) => (
          <rect key={from} x={at(from)} width={Math.max(at(to) - at(from), 0)} height={height} fill="url(#lane-pause)" />
        ))}
      </svg>
      <span className="lane-time figures">{format.duration(lane.minutes)}</span>
    </div>
  )
}
