import type { CardFigures, Measured } from '@zhiwei/contract'
import { numberText, ratioText } from '../../platform/index.ts'
import { cutTitle, type Drawing, opensItself, shortOf, type Words } from './drawing.ts'

/** 投诉后的客户: what became of those whose complaint was closed in each month; the parts make up the whole. */
export function drawCohort({ by, measured, steps }: CardFigures, words: Words): Drawing {
  const { t } = words
  const parts = [measured, ...steps]
  const keys = measured.rows.map(({ key }) => key)
  const nameOf = ({ name }: Measured) => t(`after.${name}`)
  const figureAt = ({ rows }: Measured, key: string) => rows.find((row) => row.key === key)
  const pickOf = (part: Measured, key: string) => ({
    name: `${key} · ${nameOf(part)}`,
    measure: part.name,
    query: { by: by ?? undefined, key },
  })
  const shareOf = (numerator: number, denominator: number | null | undefined) => (denominator ? numerator / denominator : null)
  return {
    opened: opensItself,
    notes: [],
    remark: t('afterRemark'),
    option: {
      grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
      legend: { data: parts.map(nameOf), right: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? numberText(value) : '—') },
      xAxis: { type: 'category', data: keys, axisLabel: { formatter: (key: string) => shortOf(key, by), hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: (value: number) => numberText(value) } },
      series: parts.map((part) => ({
        name: nameOf(part),
        type: 'bar' as const,
        stack: 'after',
        barMaxWidth: 40,
        data: keys.map((key) => {
          const count = figureAt(part, key)?.numerator ?? 0
          const pick = pickOf(part, key)
          return { value: count, pick, text: `${pick.name} ${numberText(count)}` }
        }),
      })),
    },
    table: {
      columns: [cutTitle(words, by), t('became'), { title: t('count'), kind: 'count' }, { title: t('share'), kind: 'share' }],
      rows: keys.toReversed().flatMap((key) =>
        parts.map((part) => {
          const figure = figureAt(part, key)
          const count = figure?.numerator ?? 0
          const share = figure?.enough ? shareOf(count, figure.denominator) : null
          return {
            key: `${key} ${part.name}`,
            pick: pickOf(part, key),
            cells: [key, nameOf(part), numberText(count), share === null ? t('measures:notEnough') : ratioText(share)],
            values: [key, nameOf(part), count, share],
          }
        }),
      ),
    },
  }
}
