import { sharesPlace } from './places.ts'
import { longNumberLength, type Signature } from './signature.ts'
import { sharedCount } from './wording.ts'

/** From here on two texts say the same: variants with every twentieth character mistyped lie above .65, different real complaints below .45. */
export const samenessAtLeast = 0.5

/** In fewer characters one other character is another matter: 我要退货, 我要退款. */
const wordingAtLeast = 8

/** 相似度: shared runs of characters by all runs of both (Jaccard), 0 … 1. */
export function samenessOf(a: Signature, b: Signature): number {
  if (a.grams.length === 0 || b.grams.length === 0) return 0
  if (a.wording === b.wording) return 1
  if (Math.min(a.wording.length, b.wording.length) < wordingAtLeast) return 0
  // A much shorter text cannot reach the threshold: not counted out.
  const ceiling = Math.min(a.grams.length, b.grams.length) / Math.max(a.grams.length, b.grams.length)
  if (ceiling < samenessAtLeast) return 0
  const shared = sharedCount(a.grams, b.grams)
  return shared / (a.grams.length + b.grams.length - shared)
}

/**
 * 近似重复: the two texts tell one and the same matter in nearly the same words. Not so where the words are the same but the numbers
 * or all places are others: a form letter, or another's complaint copied for one's own house.
 */
export const isSameMatter = (a: Signature, b: Signature): boolean =>
  samenessOf(a, b) >= samenessAtLeast && !differsInNumbers(a, b) && sharesPlace(a.wording, b.wording)

const codes = /[a-z0-9]+/g

function differsInNumbers(a: Signature, b: Signature): boolean {
  if (a.wording === b.wording) return false
  return hasOtherLongNumbers(a.longNumbers, b.longNumbers) || isSameFormFilledOtherwise(a.wording, b.wording)
}

/** Order or meter numbers of one kind, and none of them the same. */
const hasOtherLongNumbers = (a: string[], b: string[]) =>
  a.some((number) => b.some((other) => other.length === number.length)) &&
  !a.some((number) => b.some((other) => isOneSlipApart(number, other)))

/** Word for word the same but for a number or a letter: 3栋 and 5栋. */
function isSameFormFilledOtherwise(a: string, b: string): boolean {
  if (a.replace(codes, '0') !== b.replace(codes, '0')) return false
  const [ofA, ofB] = [a.match(codes) ?? [], b.match(codes) ?? []]
  return ofA.some((code, at) => !isSlipOf(code, ofB[at] ?? ''))
}

const sorted = (code: string) => Array.from(code).sort().join('')
/** 2019 and 2091, 219 are slips of the hand; 3 and 5, 12 and 13 are not. */
const isSlipOf = (code: string, other: string) =>
  sorted(code) === sorted(other) ||
  (isOneSlipApart(code, other) && Math.max(code.length, other.length) >= (code.length === other.length ? longNumberLength : 3))

/** Equal, or one character was mistyped, left out, doubled or exchanged with its neighbour. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [inA, inB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (inA.length <= 1 && inB.length <= 1) return true
  return inA.length === 2 && inA[0] === inB[1] && inA[1] === inB[0]
}
