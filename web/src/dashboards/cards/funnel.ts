import type { CardFigures, Measured } from '@zhiwei/contract'
import { numberText, ratioText } from '../../platform/index.ts'
import { type Drawing, opensItself, type Words } from './drawing.ts'

type Step = { name: string; count: number; share: number | null; pick: object }

/** 办理漏斗: how many of what was received have got as far as each step of the way. */
export function drawFunnel({ measured, steps }: CardFigures, words: Words): Drawing {
  const { t } = words
  const stepOf = ({ name, total, unit }: Measured): Step => {
    const said = t(`reached.${name}`)
    const share = unit === 'share' && total.denominator ? (total.numerator ?? 0) / total.denominator : null
    return { name: said, count: total.numerator ?? 0, share, pick: { name: said, measure: name } }
  }
  const all = [measured, ...steps].map(stepOf)
  const textOfStep = ({ count, share }: Step) => (share === null ? numberText(count) : `${numberText(count)} · ${ratioText(share)}`)
  return {
    opened: opensItself,
    notes: [],
    remark: t('reachedNow'),
    option: {
      grid: { left: 8, right: 110, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', valueFormatter: (value) => (typeof value === 'number' ? numberText(value) : '—') },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: { type: 'category', inverse: true, data: all.map(({ name }) => name), axisLine: { show: false } },
      series: [
        {
          type: 'bar',
          barMaxWidth: 28,
          label: { show: true, position: 'right', formatter: ({ dataIndex }) => textOfStep(all[dataIndex] as Step) },
          data: all.map((step) => ({ value: step.count, pick: step.pick, text: `${step.name} ${textOfStep(step)}` })),
        },
      ],
    },
    table: {
      columns: [t('step'), { title: t('count'), kind: 'count' }, { title: t('shareOfReceived'), kind: 'share' }],
      rows: all.map(({ name, count, share, pick }) => ({
        key: name,
        pick,
        cells: [name, numberText(count), share === null ? '' : ratioText(share)],
        values: [name, count, share],
      })),
    },
  }
}
