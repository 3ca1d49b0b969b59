import { normaliseCodes } from './normalise.ts'

/** Bucket ids (each once) and values (sublinear term frequency, l2-normalised). Ids ≥ buckets are dense features of the caller's own. */
export type Features = { ids: Uint32Array; values: Float32Array }
export type Field = { text: string; weight: number }

export const defaultBuckets = 2 ** 18
/** For models of many classes or few rows: as good, and four times faster. */
export const fewBuckets = 2 ** 16
// Of Chinese, long grams are rare and many: they would drown the single characters. Latin grams are short for their letters and stay whole.
const gramShares = [1, 1, 0.7, 0.5]
const longestGram = gramShares.length
const firstChinese = 0x2e80
// Different starts keep characters, words and word pairs apart.
const gramSeed = 0x811c9dc5
const wordSeed = 0x2f0b4c47
const pairSeed = 0x6d2b79f5

/** Where each feature met stands in the lists below, by its bucket; an open hash table twice as large as they, so that it stays in the cache. */
let slots = new Int32Array(8192)
let slotMask = slots.length - 1
let touched = new Uint32Array(4096)
let counts = new Float32Array(4096)
let shares = new Float32Array(4096)
let touchedCount = 0

// Two Chinese characters with one to four others between, by their distance from 2 on: 不…好, 很…慢.
const apartShares = [0.5, 0.5, 0.4, 0.3]
const apartSeed = 0x51ed270b

/**
 * Hashed character 1–4-grams and Latin word 1–2-grams of a text (特征).
 * Several fields count by their weight. Linear time; the same on each platform.
 * @param buckets a power of two
 * @param apart pairs of characters standing apart too: half as many features again, worth it for a classifier of many texts
 */
export function featuresOf(fields: string | Field[], buckets = defaultBuckets, apart = false): Features {
  touchedCount = 0
  if (typeof fields === 'string') countGrams(fields, 1, buckets - 1, apart)
  else for (const { text, weight } of fields) countGrams(text, weight, buckets - 1, apart)
  return takeCounts()
}

const once = Math.log1p(1)

function takeCounts(): Features {
  const ids = touched.slice(0, touchedCount)
  const values = new Float32Array(touchedCount)
  let squares = 0
  for (let at = 0; at < touchedCount; at++) {
    const count = counts[at]!
    const value = (count === 1 ? once : Math.log1p(count)) * shares[at]!
    values[at] = value
    squares += value * value
  }
  const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let at = 0; at < touchedCount; at++) values[at]! *= norm
  return { ids, values }
}

function countGrams(text: string, weight: number, mask: number, apart: boolean) {
  const { codes, length } = normaliseCodes(text)
  makeRoom(length * 10)
  let word = wordSeed
  let previous = 0
  let inWord = false
  for (let at = 0; at < length; at++) {
    let hash = gramSeed
    let chinese = false
    const end = Math.min(length, at + longestGram)
    for (let next = at; next < end; next++) {
      hash = Math.imul(hash ^ codes[next]!, 0x01000193)
      hash ^= hash >>> 13
      chinese ||= codes[next]! >= firstChinese
      add(hash, weight, chinese ? gramShares[next - at]! : 1, mask)
    }
    const code = codes[at]!
    if (apart && code >= firstChinese) countApart(codes, at, length, weight, mask)
    if (isLatin(code)) {
      word = Math.imul((inWord ? word : wordSeed) ^ code, 0x01000193)
      inWord = true
      if (at + 1 === length || !isLatin(codes[at + 1]!)) {
        add(word, weight, 1, mask)
        if (previous) add(Math.imul(previous ^ pairSeed, 0x01000193) ^ word, weight, 1, mask)
        previous = word
        inWord = false
      }
    } else if (code !== 0x20) previous = 0
  }
}

function countApart(codes: Uint16Array, at: number, length: number, weight: number, mask: number) {
  const first = Math.imul(codes[at]! ^ apartSeed, 0x01000193)
  for (let distance = 0; distance < apartShares.length && at + 2 + distance < length; distance++) {
    const code = codes[at + 2 + distance]!
    if (code >= firstChinese) add(Math.imul(first ^ code, 0x01000193) ^ 0x7919, weight, apartShares[distance]!, mask)
  }
}

const isLatin = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || code === 0x30 || code === 0x27 || (code >= 0xdf && code <= 0x24f && code !== 0xf7)

function add(hash: number, weight: number, share: number, mask: number) {
  let mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  const id = (mixed ^ (mixed >>> 15)) & mask
  let slot = id & slotMask
  while (slots[slot] !== 0) {
    const at = slots[slot]! - 1
    if (touched[at] === id) {
      counts[at]! += weight
      return
    }
    slot = (slot + 1) & slotMask
  }
  touched[touchedCount] = id
  counts[touchedCount] = weight
  shares[touchedCount] = share
  slots[slot] = ++touchedCount
}

/** Room for so many features more. */
function makeRoom(more: number) {
  const room = touchedCount + more
  if (touched.length < room) {
    touched = grown(touched, new Uint32Array(room * 2))
    counts = grown(counts, new Float32Array(room * 2))
    shares = grown(shares, new Float32Array(room * 2))
  }
  if (slots.length < room * 2) slots = new Int32Array(2 ** Math.ceil(Math.log2(room * 4)))
  // Short texts use a part of the table only.
  slotMask = 1023
  while (slotMask < room * 2) slotMask = slotMask * 2 + 1
  slots.fill(0, 0, slotMask + 1)
  for (let at = 0; at < touchedCount; at++) {
    let slot = touched[at]! & slotMask
    while (slots[slot] !== 0) slot = (slot + 1) & slotMask
    slots[slot] = at + 1
  }
}

function grown<List extends Uint32Array | Float32Array>(list: List, larger: List): List {
  larger.set(list.subarray(0, touchedCount))
  return larger
}
