import { countGrams, featuresFrom } from './counting.ts'
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
const gramSeed = 0x811c9dc5

/**
 * Hashed character 1–4-grams and Latin word 1–2-grams of a text (特征).
 * Several fields count by their weight. Linear time; the same on each platform.
 * @param buckets a power of two
 * @param apart pairs of characters standing apart too: half as many features again, worth it for a classifier of many texts
 */
export function featuresOf(fields: string | Field[], buckets = defaultBuckets, apart = false): Features {
  if (typeof fields === 'string') return featuresFrom(countGrams(normaliseCodes(fields), { buckets, apart, weight: 1, before: 0 }))
  let count = 0
  for (const { text, weight } of fields) count = countGrams(normaliseCodes(text), { buckets, apart, weight, before: count })
  return featuresFrom(count)
}

function bucketOf(hash: number, mask: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return (mixed ^ (mixed >>> 15)) & mask
}

/**
 * Each character gram of normalised codes with its bucket and its place in them: where the features of `featuresOf` come from.
 * @param visit asked in the order of the places, [from, to)
 */
export function visitGrams(
  { codes, length }: { codes: Uint16Array; length: number },
  buckets: number,
  visit: (id: number, from: number, to: number, share: number) => void,
) {
  for (let at = 0; at < length; at++) {
    let hash = gramSeed
    let chinese = false
    const end = Math.min(length, at + longestGram)
    for (let next = at; next < end; next++) {
      hash = Math.imul(hash ^ codes[next]!, 0x01000193)
      hash ^= hash >>> 13
      chinese ||= codes[next]! >= firstChinese
      visit(bucketOf(hash, buckets - 1), at, next + 1, chinese ? gramShares[next - at]! : 1)
    }
  }
}
