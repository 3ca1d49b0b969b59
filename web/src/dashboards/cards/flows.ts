import type { CardFigures, FlowFigure } from '@zhiwei/contract'
import { numberText } from '../../platform/index.ts'
import { type Drawing, opensItself, type Words } from './drawing.ts'

type End = FlowFigure['from']

/** 流向: who sends to whom; left who sends, right who gets it, the desk getting back what a unit sends back. */
export function drawFlows({ flows }: CardFigures, { t, text, accent, isNarrow }: Words): Drawing {
  const nameOf = ({ key, name }: End) => (key === 'desk' ? t('desk') : (name ?? key))
  const pickOf = ({ key, from, to }: FlowFigure) => ({
    name: `${nameOf(from)} → ${nameOf(to)}`,
    query: { flow: key, unitId: undefined },
  })
  const ends = (side: 'from' | 'to') => [...new Map(flows.map((flow) => [flow[side].key, flow[side]])).values()]
  const nodeOf = (side: 'from' | 'to') => (end: End) => ({
    name: `${side} ${end.key}`,
    label: { position: side === 'from' ? ('right' as const) : ('left' as const), formatter: nameOf(end) },
  })
  const rows = Math.max(ends('from').length, ends('to').length)
  const sentBack = flows.filter(({ to }) => to.key === 'desk').reduce((sum, { count }) => sum + count, 0)
  return {
    opened: opensItself,
    notes: [],
    remark: sentBack > 0 ? t('sentBack', { count: sentBack }) : undefined,
    height: Math.max(260, rows * 34),
    option: {
      tooltip: { trigger: 'item', formatter: (point) => (point as { data?: { text?: string } }).data?.text ?? '' },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: 12,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          itemStyle: { color: accent },
          label: { color: text, width: isNarrow ? 110 : 220, overflow: 'truncate' },
          lineStyle: { color: 'source', opacity: 0.3 },
          data: [...ends('from').map(nodeOf('from')), ...ends('to').map(nodeOf('to'))],
          links: flows.map((flow) => ({
            source: `from ${flow.from.key}`,
            target: `to ${flow.to.key}`,
            value: flow.count,
            pick: pickOf(flow),
            text: `${pickOf(flow).name} ${numberText(flow.count)}`,
          })),
        },
      ],
    },
    table: {
      columns: [t('sentFrom'), t('sentTo'), { title: t('count'), kind: 'count' }],
      rows: flows.map((flow) => ({
        key: flow.key,
        pick: pickOf(flow),
        cells: [nameOf(flow.from), nameOf(flow.to), numberText(flow.count)],
        values: [nameOf(flow.from), nameOf(flow.to), flow.count],
      })),
    },
  }
}
