import type { ReportFigures } from '@zhiwei/contract'
import type { Reasons } from './reasons.ts'

/** The sentences a report begins with; people go on writing from here. Pure. Source: docs/rules/report.md */

const one = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1))
const share = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))}%`

export const findingNames: Record<string, string> = {
  substantiated: '属实',
  partly: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
}
const placeNames: Record<string, string> = { region: '区域', product: '产品', node: '环节' }

/** 发生了什么 */
export function happenedOf({ count, before, ratio, weeksBefore }: ReportFigures, days: number): string {
  const span = days === 7 ? '本周' : `这 ${days} 天`
  if (!ratio) return `${span}收到 ${count} 件。此前可比的数据不足 4 周，暂不判断升降。`
  const usual = `此前 ${one(weeksBefore)} 周同样天数平均 ${one(before)} 件`
  const times = `为此前的 ${ratio.value.toFixed(2)} 倍（95% 区间 ${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}）`
  const said = ratio.low > 1 ? '上升超出偶然波动' : ratio.high < 1 ? '下降超出偶然波动' : '与此前相比没有超出偶然波动的变化'
  return `${span}收到 ${count} 件，${usual}，${times}，${said}。`
}

/** 为什么 */
export function whyOf({ causes, findings, places, words, cases }: Reasons): string {
  if (cases === 0) return '本期没有工单，无从分析原因。'
  const found = causes.reduce((sum, { count }) => sum + count, 0)
  const lines = [
    causes.length > 0
      ? `已查明根因 ${found} 件：${causes.map(({ name, count }) => `${name} ${count} 件`).join('、')}。`
      : '尚无已查明的根因，需要承办部门补充。',
    findings.length > 0
      ? `已有结论 ${findings.reduce((sum, { count }) => sum + count, 0)} 件：${findings.map(({ finding, count }) => `${findingNames[finding] ?? finding} ${count} 件`).join('、')}。`
      : '尚无核查结论。',
  ]
  if (places.length > 0)
    lines.push(
      `集中在${places.map(({ what, name, count }) => `${placeNames[what] ?? what}“${name}”（${count} 件，占 ${share(count, cases)}）`).join('、')}。`,
    )
  if (words.length > 0) lines.push(`较前八周更常出现的词：${words.join('、')}。`)
  return lines.join('\n')
}

/** 接下来会怎样 */
export function comingOf(
  { nextWeek, expected }: ReportFigures,
  { enough, mase, naiveMase }: { enough: boolean; mase: number | null; naiveMase: number | null },
): string {
  if (!nextWeek) return '没有可用的预测。'
  const range = `今后七天预计 ${one(Math.round(nextWeek.expected * 10) / 10)} 件（${enough ? '80' : '95'}% 区间 ${nextWeek.low}–${nextWeek.high} 件）`
  if (!enough) return `${range}。历史不足八周，只能给出平均水平和较宽的区间。`
  const top = expected.reduce<(typeof expected)[number] | undefined>(
    (most, day) => (!most || day.expected > most.expected ? day : most),
    undefined,
  )
  const peak = top ? `，四周内最高的一天预计是 ${top.day}（${one(Math.round(top.expected * 10) / 10)} 件，${top.low}–${top.high}）` : ''
  const trust =
    mase !== null && naiveMase !== null && naiveMase > 0
      ? `回看检验的误差为“与上周同日相同”的 ${Math.round((100 * mase) / naiveMase)}%。`
      : ''
  return `${range}${peak}。${trust}`
}

/** 总结 of all sections: what rose, what fell. */
export function conclusionOf(sections: readonly { name: string; figures: ReportFigures }[]): string {
  const rose = sections.filter(({ figures }) => (figures.ratio?.low ?? 0) > 1)
  const fell = sections.filter(({ figures }) => figures.ratio !== null && figures.ratio.high < 1)
  const list = (those: typeof rose) =>
    those.map(({ name, figures }) => `${name}（${figures.count} 件，${figures.ratio?.value.toFixed(2)} 倍）`).join('、')
  return [
    rose.length > 0 ? `明显上升：${list(rose)}。请逐项确认措施和责任人。` : '没有超出偶然波动的上升。',
    ...(fell.length > 0 ? [`明显下降：${list(fell)}。`] : []),
  ].join('\n')
}
