import type { Reason, Span } from './analysis.ts'

/** More would hardly be read. */
const most = 12

/** 依据 as people see them, in the given order: of one code in one place only one, which covers what overlaps or touches. */
export function onceEach<Given extends Reason>(reasons: readonly Given[]): Given[] {
  const kept: Given[] = []
  for (const reason of reasons) {
    let [whole, place] = [reason, kept.length]
    for (let at = kept.length - 1; at >= 0; at--) {
      const other = kept[at] as Given
      if (other.code !== whole.code || other.turn !== whole.turn || !meet(other, whole)) continue
      whole = covering(other, whole)
      kept.splice(at, 1)
      place = at
    }
    if (place === kept.length) {
      if (place < most) kept.push(whole)
    } else if (place < most) kept.splice(place, 0, whole)
  }
  return kept
}

function meet({ span: one }: Reason, { span: other }: Reason): boolean {
  return one === undefined || other === undefined ? one === other : one[0] <= other[1] && other[0] <= one[1]
}

function covering<Given extends Reason>(one: Given, { span: other }: Given): Given {
  return one.span && other ? { ...one, span: [Math.min(one.span[0], other[0]), Math.max(one.span[1], other[1])] } : one
}

const isCount = 1
const isNumeral = 2
const isCounted = 4
const isLatin = 8
const isNot = 16
/** What a character is to the ends of a place. */
const natures = new Uint8Array(65536)
const mark = (characters: string, nature: number) => {
  for (let at = 0; at < characters.length; at++) natures[characters.charCodeAt(at)]! |= nature
}
/** 三十七 of 三十七天了, 一 of 一个月了, 好几 of 好几年了. */
mark('0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千万半几多好来余', isCount)
mark('0123456789零〇一二两三四五六七八九十百千万半', isNumeral)
mark('天年月周日个星礼小分秒次遍趟回', isCounted)
mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'’", isLatin)
for (let code = 0xc0; code <= 0x24f; code++) natures[code]! |= isLatin
mark('没沒', isNot)
const longestCount = 8

/** A place as people read it: no count without its number, no Latin word cut through, no 没有 cut to 没. */
export function wholePlace(text: string, [start, end]: Span): Span {
  let from = start
  let to = end
  if (is(text, from, isCounted | isNumeral)) while (start - from < longestCount && is(text, from - 1, isCount)) from--
  if (is(text, from, isLatin)) while (is(text, from - 1, isLatin)) from--
  if (is(text, to - 1, isLatin)) while (is(text, to, isLatin)) to++
  if (is(text, to - 1, isNot) && text.charCodeAt(to) === having) to++
  return [from, to]
}

const having = '有'.charCodeAt(0)
const is = (text: string, at: number, nature: number) =>
  at >= 0 && at < text.length && ((natures[text.charCodeAt(at)] as number) & nature) !== 0

/** A few are put in order by hand, several times faster; equals keep theirs. */
const few = 24

/** Puts a list in order, in place; equals keep their order. */
export function sorted<Given>(list: Given[], compare: (one: Given, other: Given) => number): Given[] {
  if (list.length > few) return list.sort(compare)
  for (let place = 1; place < list.length; place++) {
    const one = list[place] as Given
    let at = place
    for (; at > 0 && compare(list[at - 1] as Given, one) > 0; at--) list[at] = list[at - 1] as Given
    list[at] = one
  }
  return list
}
