import type { Reason, Span } from '../analysis.ts'
import { visitGrams } from '../features/ngrams.ts'
import { normaliseCodes } from '../features/normalise.ts'
import type { LinearModel } from '../linear/model.ts'

/** More would hardly be read. */
const mostWords = 4
/** Of a long text the beginning tells what it is about. */
const longestRead = 2_000
/** A place counts from this share of the weightiest on. */
const leastShare = 0.25
const longestWord = 12
const firstChinese = 0x2e80

/**
 * 模型看重的词: the runs of a text whose n-grams speak for a class in a linear model, the weightiest first, in whole Latin words. None
 * where the text is changed in length by normalising beyond recognition of its places.
 */
export function learntWords(model: LinearModel, text: string, className: string): Span[] {
  const read = text.slice(0, longestRead)
  const normalised = normaliseCodes(read)
  const places = placesOf(read, normalised)
  const classAt = model.classes.indexOf(className)
  if (!places || classAt < 0) return []
  const points = pointsOf(model, normalised, classAt)
  const codes = normalised.codes.slice(0, normalised.length)
  return runsOf(codes, points)
    .sort((one, other) => other.points - one.points)
    .slice(0, mostWords)
    .map(({ from, to }): Span => [places[from] as number, (places[to - 1] as number) + 1])
}

/** What the grams over each place say for the class, shared out evenly among their places. */
function pointsOf({ rows, scales, buckets }: LinearModel, normalised: ReturnType<typeof normaliseCodes>, classAt: number): Float64Array {
  const columns = scales.length
  // One column speaks for the second of two classes.
  const [column, sign] = columns === 1 ? [0, classAt === 1 ? 1 : -1] : [classAt, 1]
  const points = new Float64Array(normalised.length)
  const known = knownOf(rows, columns + 1, buckets)
  visitGrams(normalised, buckets, (id, from, to, share) => {
    if ((((known[id >> 5] as number) >>> (id & 31)) & 1) === 0) return
    const row = id * (columns + 1)
    const weight = rows[row + 1 + column] as number
    const idf = (rows[row] as number) & 255
    if (weight === 0) return
    const each = (sign * share * idf * weight * Math.abs(weight)) / (to - from)
    for (let at = from; at < to; at++) points[at] = (points[at] as number) + each
  })
  return points
}

const knownBuckets = new WeakMap<Int8Array, Uint32Array>()

/** A bit for each bucket that a model knows: they stay in the cache, its rows do not. */
function knownOf(rows: Int8Array, stride: number, buckets: number): Uint32Array {
  const made = knownBuckets.get(rows)
  if (made) return made
  const known = new Uint32Array(Math.ceil(buckets / 32))
  for (let id = 0; id < buckets; id++) if (rows[id * stride] !== 0) known[id >> 5]! |= 1 << (id & 31)
  knownBuckets.set(rows, known)
  return known
}

type Run = { from: number; to: number; points: number }

function runsOf(codes: Uint16Array, points: Float64Array): Run[] {
  const floor = leastShare * points.reduce((most, value) => Math.max(most, value), 0)
  if (floor <= 0) return []
  const runs: Run[] = []
  let at = 0
  while (at < codes.length) {
    if (!isWord(codes[at] as number) || (points[at] as number) < floor) {
      at++
      continue
    }
    let to = at
    while (to < codes.length && to - at < longestWord && isWord(codes[to] as number) && (points[to] as number) >= floor) to++
    const [from, end] = wholeWords(codes, at, to)
    // One Chinese character alone says little to who reads it.
    if (end - from > 1) runs.push({ from, to: end, points: sumOf(points, from, end) })
    at = Math.max(end, at + 1)
  }
  return runs
}

const sumOf = (points: Float64Array, from: number, to: number) => points.subarray(from, to).reduce((sum, value) => sum + value, 0)

/** A Latin word is shown whole. */
function wholeWords(codes: Uint16Array, from: number, to: number): [number, number] {
  let [start, end] = [from, to]
  if (isLatin(codes[start] as number)) while (start > 0 && isLatin(codes[start - 1] as number)) start--
  if (isLatin(codes[end - 1] as number)) while (end < codes.length && isLatin(codes[end] as number)) end++
  return [start, end]
}

const isLatin = (code: number) => (code >= 0x61 && code <= 0x7a) || code === 0x27 || (code >= 0xdf && code <= 0x24f && code !== 0xf7)
const isWord = (code: number) => isLatin(code) || (code >= 0x3400 && code <= 0x9fff)

/** Where each normalised code stands in the text, found by walking both; null where they cannot be walked side by side. */
function placesOf(text: string, { codes, length }: { codes: Uint16Array; length: number }): Uint32Array | null {
  const places = new Uint32Array(length)
  let place = 0
  for (let at = 0; at < length; at++) {
    const code = codes[at] as number
    if (!isWord(code)) continue
    // What is no letter of either may have become several codes, or none: the next letter is looked for.
    while (place < text.length && foldedAt(text, place) !== code) place++
    if (place === text.length) return null
    places[at] = place++
  }
  return places
}

function foldedAt(text: string, place: number): number {
  const code = text.charCodeAt(place)
  if (code >= 0x41 && code <= 0x5a) return code + 32
  if (code < 0x80 || (code >= firstChinese && code < 0xf900)) return code
  return text.charAt(place).normalize('NFKC').toLowerCase().charCodeAt(0)
}

/** 分类依据: the seed words of a category, then what a model has learnt to hear it by; each place once. */
export function categoryReasons(seedWords: readonly Span[], learnt: readonly Span[]): Reason[] {
  const apart = learnt.filter(([start, end]) => !seedWords.some((seed) => seed[0] < end && start < seed[1]))
  return [
    ...seedWords.slice(0, mostWords).map((span) => ({ code: 'seedWord', span })),
    ...apart.slice(0, mostWords).map((span) => ({ code: 'learntWord', span })),
  ]
}
