import type { Span } from '../analysis.ts'
import { englishHouse } from '../personal-patterns.ts'
import { type Folded, isDigit } from './fold.ts'
import { lexiconOf, standsAt, wordAt } from './lexicon.ts'
import type { NumberMention } from './numbers.ts'

/** Units of an address from the street down to the flat, each with its depth. */
const units = lexiconOf<number>([
  ['号楼', 2],
  ['号院', 1],
  ['栋', 2],
  ['幢', 2],
  ['座', 2],
  ['单元', 3],
  ['弄', 1],
  ['号', 1],
  ['楼', 2],
  ['室', 4],
  ['房', 4],
])
const roads = '路街道巷里弄村庄苑园区庭府城湾寓厦镇屯组胡同'
/** Words that make a number of a house the house of a person. */
const homes = ['地址', '住', '家在', '我家', '收货', '收件', '寄到', '寄至', '送到', '上门', '门牌', '寄往', '发到']

/** 地址: a chain of house, building, staircase, flat that reaches the flat, or a street number behind a word for home. */
export function addressesIn(folded: Folded, numbers: readonly NumberMention[]): Span[] {
  const found: Span[] = []
  let chain: { start: number; end: number; parts: number; depth: number } | null = null
  const close = () => {
    if (chain && isHome(folded, chain))
      found.push([folded.at[startOf(folded, chain.start)] as number, (folded.at[chain.end - 1] as number) + 1])
    chain = null
  }
  for (const number of numbers) {
    const unit = wordAt(units, folded, number.end)
    const near: boolean = chain !== null && number.start === chain.end
    // The last number may stand bare: 7号楼502.
    const bare = !unit && near && (chain as { depth: number } | null)!.depth >= 2 && number.value >= 100 && number.value < 10_000
    if (!unit && !bare) continue
    const end = number.end + (unit?.[0].length ?? 0)
    const depth = unit?.[1] ?? 4
    if (!near || depth <= (chain as { depth: number } | null)!.depth) close()
    chain = chain
      ? { ...(chain as { start: number }), end, parts: (chain as { parts: number }).parts + 1, depth }
      : { start: number.start, end, parts: 1, depth }
  }
  close()
  return found
}

/** 14 Fernhill Close. */
export const englishAddressesIn = (text: string): Span[] =>
  Array.from(text.matchAll(englishHouse), ({ 0: match, index }): Span => [index, index + match.length])

function isHome(folded: Folded, { start, parts, depth }: { start: number; parts: number; depth: number }): boolean {
  const road = start > 0 && roads.includes(String.fromCharCode(folded.codes[start - 1] as number))
  if (parts >= 2 && depth >= 3) return true
  if (parts >= 2) return road
  if (!road || depth > 2) return false
  for (let place = Math.max(0, start - 24); place < start; place++) if (homes.some((word) => standsAt(folded, place, word))) return true
  return false
}

/** The address begins at the clause's last word for a place, at most 24 characters back. */
function startOf(folded: Folded, start: number): number {
  let from = start
  while (from > 0 && start - from < 24 && folded.clause[from - 1] === folded.clause[start] && !isBreak(folded.codes[from - 1] as number))
    from--
  return from
}
const isBreak = (code: number) => '是在住到:,至为'.includes(String.fromCharCode(code)) || isDigit(code)

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/** 车牌: province, letter, five or six letters and digits with two digits at least (GA 36). */
export function platesIn(text: string): Span[] {
  const found: Span[] = []
  for (const { 0: match, index } of text.matchAll(plate))
    if ((match.match(/\d/g)?.length ?? 0) >= 2) found.push([index, index + match.length])
  return found
}
const plate = new RegExp(`[${provinces}][A-HJ-NP-Z][·•. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])`, 'gu')
