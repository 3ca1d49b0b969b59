import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import wabtOf from 'wabt'
import { featuresOf, fewBuckets } from '../features/ngrams.ts'
import { gathered, kernel } from './kernel.ts'
import { seededRandom } from './random.ts'

/** The same sums, one product after another. */
function plainly(rows: Int8Array, columns: number, { ids, values }: ReturnType<typeof featuresOf>) {
  const sums = new Float32Array(columns)
  let squares = 0
  ids.forEach((id, at) => {
    const place = (id & (fewBuckets - 1)) * (columns + 1)
    const share = Math.fround((values[at] as number) * ((rows[place] as number) & 255))
    squares = Math.fround(squares + Math.fround(share * share))
    for (let column = 0; column < columns; column++) {
      const weight = rows[place + 1 + column] as number
      sums[column] = (sums[column] as number) + Math.fround(share * weight * Math.abs(weight))
    }
  })
  return { sums: [...sums], squares }
}

function tableOf(columns: number) {
  const random = seededRandom(columns)
  return Int8Array.from({ length: fewBuckets * (columns + 1) }, () => Math.floor(random() * 256) - 128)
}

/** Of which most buckets are not known. */
function sparseTableOf(columns: number) {
  const rows = tableOf(columns)
  const random = seededRandom(columns + 1)
  for (let row = 0; row < rows.length; row += columns + 1) if (random() < 0.6) rows[row] = 0
  return rows
}

describe('kernel of the linear models (线性模型内核)', () => {
  test('its bytes are those of kernel.wat', async () => {
    const { parseWat } = await wabtOf()
    const written = parseWat('kernel.wat', readFileSync(new URL('kernel.wat', import.meta.url), 'utf8'), { simd: true })
    expect(Buffer.from(written.toBinary({}).buffer).toString('base64')).toBe(kernel)
  })
  test.each([1, 3, 4, 5, 8, 16, 17, 32, 33, 41, 63, 64])('gathers as one would by hand, %i columns', (columns) => {
    for (const rows of [tableOf(columns), sparseTableOf(columns)])
      for (const text of ['退款三个月还没到账，我要投诉', '', '气'.repeat(20_000), 'My parcel never came. '.repeat(400)]) {
        const features = featuresOf(text, fewBuckets)
        const { sums, squares } = gathered(rows, columns, fewBuckets, features)
        expect({ sums: [...sums.subarray(0, columns)], squares }).toEqual(plainly(rows, columns, features))
      }
  })
})
