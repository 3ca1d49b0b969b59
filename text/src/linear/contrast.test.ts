import { expect, test } from 'vitest'
import { contrastsOf } from './contrast.ts'
import { idfOf, matrixOf } from './matrix.ts'

test('what stands in one class only counts more than what stands in both', () => {
  const textOf = (ids: number[], label: number) => ({
    features: { ids: Uint32Array.from(ids), values: new Float32Array(ids.length).fill(1) },
    label,
  })
  const examples = Array.from({ length: 40 }, (_, at) => textOf([0, at % 2 === 0 ? 1 : 2], at % 2))
  const matrix = matrixOf(examples, 4, 4, idfOf(examples, 4))
  const all = Uint32Array.from(examples.keys())

  const [both, one, other] = contrastsOf(matrix, 1, all, 1)

  expect(both).toBeCloseTo(0)
  expect(one).toBeGreaterThan(2)
  expect(other).toBeGreaterThan(2)
  expect([...contrastsOf(matrix, 1, all, 0)]).toEqual([1, 1, 1])
})
