import type { RiskQualityOfOne } from '@zhiwei/contract'
import type { ChartOption } from '../ui/index.ts'

type Bins = RiskQualityOfOne['reliability']

/** 可靠性图: what was said beside what came, each bin with its interval; on the line both are the same. */
export function reliabilityOption(bins: Bins, words: { said: string; came: string; perfect: string }): ChartOption {
  const most = Math.min(1, Math.max(0.1, ...bins.flatMap(({ said, high }) => [said, high])) * 1.05)
  const percent = { formatter: (value: number) => `${Math.round(value * 100)}%` }
  return {
    grid: { left: 56, right: 24, top: 24, bottom: 44 },
    xAxis: { type: 'value', name: words.said, nameLocation: 'middle', nameGap: 28, max: most, axisLabel: percent },
    yAxis: { type: 'value', name: words.came, max: most, axisLabel: percent },
    series: [
      {
        type: 'line',
        name: words.perfect,
        data: [
          [0, 0],
          [most, most],
        ],
        showSymbol: false,
        lineStyle: { type: 'dashed', width: 1 },
        silent: true,
      },
      ...bins.map(({ said, low, high }) => ({
        type: 'line' as const,
        data: [
          [said, low],
          [said, high],
        ],
        showSymbol: false,
        lineStyle: { width: 2, opacity: 0.5 },
        silent: true,
      })),
      { type: 'line', name: words.came, data: bins.map(({ said, came }) => [said, came]), symbolSize: 8, lineStyle: { width: 2 } },
    ],
  }
}
