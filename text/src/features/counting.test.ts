import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import wabtOf from 'wabt'
import { counter } from './counting.ts'
import { defaultBuckets, type Field, featuresOf, visitGrams } from './ngrams.ts'
import { normaliseCodes } from './normalise.ts'

/** The character grams of Chinese texts, counted as one would by hand. */
function plainly(fields: Field[], buckets: number) {
  const met = new Map<number, { count: number; share: number }>()
  for (const { text, weight } of fields)
    visitGrams(normaliseCodes(text), buckets, (id, _from, _to, share) => {
      const one = met.get(id) ?? { count: 0, share: Math.fround(share) }
      one.count += weight
      met.set(id, one)
    })
  const weights = Array.from(met.values(), ({ count, share }) => Math.log1p(count) * share)
  const norm = 1 / Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
  return { ids: [...met.keys()], values: weights.map((weight) => Math.fround(Math.fround(weight) * norm)) }
}

const listed = ({ ids, values }: ReturnType<typeof featuresOf>) => ({ ids: [...ids], values: [...values] })

describe('counting of n-grams (特征计数)', () => {
  test('its bytes are those of ngrams.wat', async () => {
    const { parseWat } = await wabtOf()
    const written = parseWat('ngrams.wat', readFileSync(new URL('ngrams.wat', import.meta.url), 'utf8'), {})
    expect(Buffer.from(written.toBinary({}).buffer).toString('base64')).toBe(counter)
  })
  test.each([
    [[{ text: '退款三个月还没到账，我要投诉', weight: 1 }]],
    [[{ text: '不'.repeat(200), weight: 1 }]],
    [[{ text: '', weight: 1 }]],
    [
      [
        { text: '退款，退款', weight: 3 },
        { text: '', weight: 1 },
        { text: '退款慢。'.repeat(5_000), weight: 1 },
        { text: '电费', weight: 0.5 },
      ],
    ],
  ])('counts as one would by hand', (fields) => {
    for (const buckets of [defaultBuckets, 2 ** 12]) expect(listed(featuresOf(fields, buckets))).toEqual(plainly(fields, buckets))
  })
  test('knows words and pairs of words, and characters standing apart where they are asked for', () => {
    // To the grams of either text one word is added; of two words their pair too.
    expect(featuresOf('to').ids).toHaveLength(4)
    expect(featuresOf('to be').ids).toHaveLength(5 + 4 + 3 + 2 + 2 + 1)
    const apart = featuresOf('我不是很好', defaultBuckets, true)
    expect(apart.ids).toHaveLength(5 + 4 + 3 + 2 + 3 + 2 + 1)
    expect(featuresOf('我不是很好').ids.every((id) => apart.ids.includes(id))).toBe(true)
  })
})
