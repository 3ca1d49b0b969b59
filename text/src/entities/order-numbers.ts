import type { Entity, EntityKind } from '../analysis.ts'

/** What names a number, and the entity it then is; longer ones first. */
const names: readonly (readonly [string, EntityKind])[] = [
  ['电表', 'meterNo'],
  ['水表', 'meterNo'],
  ['燃气表', 'meterNo'],
  ['气表', 'meterNo'],
  ['表号', 'meterNo'],
  ['表具', 'meterNo'],
  ['户号', 'meterNo'],
  ['用户编号', 'meterNo'],
  ['缴费号', 'meterNo'],
  ['meter', 'meterNo'],
  ['订单', 'orderNo'],
  ['单号', 'orderNo'],
  ['运单', 'orderNo'],
  ['工单', 'orderNo'],
  ['快递', 'orderNo'],
  ['流水', 'orderNo'],
  ['保单', 'orderNo'],
  ['合同', 'orderNo'],
  ['受理编号', 'orderNo'],
  ['编号', 'orderNo'],
  ['order', 'orderNo'],
  ['tracking', 'orderNo'],
  ['invoice', 'orderNo'],
  ['policy', 'orderNo'],
  ['reference', 'orderNo'],
  ['case', 'orderNo'],
]
/** How far before the number its name may end: 订单编号是：. */
const reach = 14
/** Bounded, so linear: letters, digits and hyphens with a digit among them, 6 to 32 long. */
const number = /(?<![A-Za-z0-9-])[A-Za-z]{0,6}-?\d[A-Za-z0-9-]{4,30}(?![A-Za-z0-9])/gu
const letters = /[A-Za-z]{1,6}-?$/u

/** 订单号, 运单号, 户号, 表号: numbers with a name before them that says what they are. */
export function orderNumbersIn(text: string): Entity[] {
  const found: Entity[] = []
  if (!/\d{4}/.test(text)) return found
  for (const { 0: match, index } of text.matchAll(number)) {
    const before = text.slice(Math.max(0, index - reach), index)
    const kind = kindOf(before.replace(letters, ''))
    if (kind && (match.match(/\d/g)?.length ?? 0) >= 4) found.push({ kind, span: [index, index + match.length], value: match })
  }
  return found
}

/** The name that stands nearest before; another clause or a phone's name between them breaks it. */
function kindOf(before: string): EntityKind | undefined {
  const clause =
    before
      .split(/[，。；！？\n,;!?]/u)
      .at(-1)
      ?.toLowerCase() ?? ''
  if (/手机|电话|卡号|身份证|phone|mobile|tel/iu.test(clause)) return undefined
  let best: { at: number; kind: EntityKind } | undefined
  for (const [name, kind] of names) {
    const at = clause.lastIndexOf(name)
    if (at >= 0 && (!best || at > best.at)) best = { at, kind }
  }
  return best?.kind
}
