import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption, SankeySeriesOption, ScatterSeriesOption } from 'echarts/charts'
import { BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts'
import type {
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkAreaComponentOption,
  MarkLineComponentOption,
  MarkPointComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components'
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type ComposeOption, type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMode, useReducedMotion } from '../../platform/preferences.ts'
import { chartThemeOf } from './chart-theme.ts'
import { type Point, pointsOf } from './points.ts'
import type { Drawn } from './save-picture.ts'
import './chart.css'

use([
  BarChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
])

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | SankeySeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkAreaComponentOption
  | MarkLineComponentOption
  | MarkPointComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>

type Props = {
  option: ChartOption
  /** Pixels, or as much as its place gives. */
  height: number | '100%'
  label: string
  onPick?: (pick: unknown) => void
  /** Gives what is drawn, to be saved. */
  drawn?: RefObject<(() => Drawn) | null>
}

const pickOf = ({ data, name }: { data?: unknown; name: string }) =>
  typeof data === 'object' && data !== null && 'pick' in data ? data.pick : name

/** The drawn part of a chart; default export so that it is loaded when first needed. */
export default function Picture({ option, height, label, onPick, drawn }: Props) {
  const { t } = useTranslation('ui')
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const mode = useMode()
  const isCalm = useReducedMotion()
  const picked = useRef(onPick)
  picked.current = onPick
  const points = useMemo(() => (onPick ? pointsOf(option) : []), [option, onPick])
  const [told, setTold] = useState('')
  const at = useRef(-1)
  useEffect(() => {
    if (!place.current) return
    const own = init(place.current, chartThemeOf(mode), { renderer: 'svg' })
    chart.current = own
    at.current = -1
    // Tips are drawn, not written as HTML, which the content security policy would strip of its styles.
    own.setOption({ animation: !isCalm, animationDuration: 150, ...option, tooltip: tipOf(option) })
    own.on('click', (point) => picked.current?.(pickOf(point)))
    if (drawn) drawn.current = () => ({ svg: own.renderToSVGString(), width: own.getWidth(), height: own.getHeight() })
    const sized = new ResizeObserver(() => own.resize())
    sized.observe(place.current)
    return () => {
      sized.disconnect()
      chart.current = null
      own.dispose()
    }
  }, [option, mode, isCalm, drawn])

  function goTo(next: number) {
    const point = points[next]
    if (!point) return
    const before = points[at.current]
    if (before) chart.current?.dispatchAction({ type: 'downplay', ...placeOf(before) })
    at.current = next
    chart.current?.dispatchAction({ type: 'highlight', ...placeOf(point) })
    chart.current?.dispatchAction({ type: 'showTip', ...placeOf(point) })
    setTold(point.text)
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = points.length - 1
    const next = {
      ArrowRight: at.current + 1,
      ArrowDown: at.current + 1,
      ArrowLeft: at.current - 1,
      ArrowUp: at.current - 1,
      Home: 0,
      End: last,
    }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      goTo(Math.min(last, Math.max(0, next)))
    } else if (event.key === 'Enter' && points[at.current]) {
      event.preventDefault()
      onPick?.(points[at.current]?.pick)
    }
  }

  const style = { height, cursor: onPick ? 'pointer' : undefined }
  if (points.length === 0) return <div ref={place} role="img" aria-label={label} style={style} />
  return (
    <>
      <div
        ref={place}
        role="application"
        aria-roledescription={t('chart.picture')}
        aria-label={`${label}. ${t('chart.keys')}`}
        className="chart-picture"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application, whose points are gone through by keys
        tabIndex={0}
        style={style}
        onKeyDown={onKeyDown}
        onFocus={() => at.current < 0 && setTold('')}
      />
      <span className="out-of-sight" aria-live="polite">
        {told}
      </span>
    </>
  )
}

const placeOf = ({ seriesIndex, dataIndex, dataType }: Point) => ({ seriesIndex, dataIndex, ...(dataType && { dataType }) })

function tipOf({ tooltip }: ChartOption): TooltipComponentOption {
  const given = Array.isArray(tooltip) ? tooltip[0] : tooltip
  return { trigger: 'axis', confine: true, ...given, renderMode: 'richText' }
}
