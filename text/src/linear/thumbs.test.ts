import { expect, test } from 'vitest'
import { seededRandom } from './random.ts'
import { namedBy, thumbsOf } from './thumbs.ts'

test('a small class that the large one outbids is named once it has a thumb on the scale', () => {
  const random = seededRandom(7)
  // One row in ten is of the small class, and its score is seldom the higher one.
  const rows = Array.from({ length: 600 }, (_, at) => {
    const label = at % 10 === 0 ? 1 : 0
    return { label, scores: Float32Array.of(1, label === 1 ? 0.3 + random() : random() - 0.6, -3) }
  })

  const [large, small, unmet] = thumbsOf(rows, 1, 3)

  expect(small! / large!).toBeGreaterThan(1.2)
  expect(unmet).toBe(1)
  expect(namedBy([0.5, 0.45, 0.05])).toBe(0)
  expect(namedBy([0.5, 0.45, 0.05], [large!, small!, unmet!])).toBe(1)
})
