import { Skeleton } from 'antd'
import type { ComponentProps, ReactNode } from 'react'
import { Chart } from '../Chart.tsx'
import './chart.css'

type Props = {
  title: ReactNode
  /** The figure the chart is about, with its interval and change. */
  figure?: ReactNode
  /** At the right of the title: what the chart may be cut by. */
  choice?: ReactNode
  wide?: boolean
  /** What the person should know before reading the picture. */
  remark?: ReactNode
  /** Stands instead of the picture, where there is nothing to draw. */
  empty?: string | undefined
  chart: ComponentProps<typeof Chart> | null
  children?: ReactNode
}

/** 图表卡片: the frame of every chart on a dashboard: the measure's word, its value, the picture with its table, files and rows. */
export function ChartCard({ title, figure, choice, wide = false, remark, empty, chart, children }: Props) {
  return (
    <section className={`card chart-card ${wide ? 'chart-card-wide' : ''}`}>
      <header className="chart-card-head">
        <h3>{title}</h3>
        {choice}
      </header>
      {figure && <div className="chart-card-figure">{figure}</div>}
      {remark && <p className="meta chart-card-remark">{remark}</p>}
      {empty ? (
        <p className="meta">{empty}</p>
      ) : chart ? (
        <Chart {...chart} />
      ) : (
        <Skeleton.Node active style={{ width: '100%', height: 240 }} />
      )}
      {children}
    </section>
  )
}
