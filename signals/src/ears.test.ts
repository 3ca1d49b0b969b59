import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ears } from './ears.ts'
import { normalQuantile } from './normal.ts'

const folder = process.env.GOLDEN_DIR ?? './golden'
const series = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []

describe('EARS', () => {
  test('a hand-worked week: mean 4, deviation 2, so the bound is 4 + 3.0902 × 2', () => {
    const { from, upperbound, alarm } = ears([2, 2, 4, 4, 4, 6, 6, 11], { method: 'C1' })
    const sigma = Math.sqrt(16 / 6)
    expect(from).toBe(8)
    expect(upperbound[0]).toBeCloseTo(4 + normalQuantile(0.999) * sigma, 10)
    expect(alarm).toEqual([11 > 4 + 3.0902 * sigma])
  })

  test('quantiles of the normal distribution as tables have them', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 13)
    expect(normalQuantile(1e-12)).toBeCloseTo(-7.034483825301131, 11)
    expect(normalQuantile(0.5)).toBe(0)
  })

  test.skipIf(series.length === 0)('equals the reference outputs in GOLDEN_DIR (skipped when absent)', () => {
    for (const name of series) {
      const { observed, results } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      for (const method of ['C1', 'C2', 'C3'] as const) {
        const golden = results[`ears${method}`]
        const ours = ears(observed, { method, ...golden.control })
        expect(ours.from, name).toBe(golden.from)
        expect(ours.alarm.map(Number), `${name} ${method}`).toEqual(golden.alarm)
        for (const [at, bound] of golden.upperbound.entries())
          expect(Math.abs((ours.upperbound[at] ?? 0) - bound)).toBeLessThan(1e-6 * Math.max(1, Math.abs(bound)))
      }
    }
  })
})
