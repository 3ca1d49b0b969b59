import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import fixtures from './fixtures.json' with { type: 'json' }
import { type MethodAnswer, runMethod } from './run-method.ts'

const folder = process.env.GOLDEN_DIR ?? './golden'
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
if (files.length === 0) console.warn('GOLDEN_DIR holds no series: the comparison with the reference outputs is skipped')

type Golden = { control: Record<string, unknown>; from: number } & Record<string, (number | null)[]>
const tolerance = (method: string) => (method.startsWith('farrington') ? 1e-4 : 1e-6)

/** Where ours and the reference differ, by more than the tolerance; both without a value agree. */
function differences(ours: MethodAnswer, golden: Golden, column: string, allowed: number) {
  const [mine = [], theirs = []] = [ours[column], golden[column]]
  if (mine.length !== theirs.length) return [`${column} has ${mine.length} places, not ${theirs.length}`]
  return theirs.flatMap((value, at) => {
    const own = mine[at] ?? null
    if (own === null || value === null) return own === value ? [] : [`${column}[${at}] is ${own}, not ${value}`]
    return Math.abs(own - value) <= allowed * Math.max(1e-9, Math.abs(value)) ? [] : [`${column}[${at}] is ${own}, not ${value}`]
  })
}

const everyColumn = ['alarm', 'upperbound', 'statistic', 'expected', 'score', 'trendUsed', 'pValue']

describe('two small series with the reference outputs', () => {
  const rows = fixtures.series.flatMap(({ results, ...series }) =>
    Object.entries(results as unknown as Record<string, Golden>).map(([method, golden]) => ({ name: series.name, series, method, golden })),
  )
  test.each(rows)('$name: $method', ({ series, method, golden }) => {
    const { observed, frequency } = series
    const days = 'epoch' in series ? series.epoch : undefined
    const ours = runMethod(method, { counts: observed, frequency, days }, golden.from, golden.control) ?? {}
    const columns = everyColumn.filter((column) => Array.isArray(golden[column]))
    expect(columns.flatMap((column) => differences(ours, golden, column, 1e-6))).toEqual([])
  })

  test('a name without a method has no answer', () => {
    expect(runMethod('oracle', { counts: [1, 2], frequency: 52 }, 1)).toBeUndefined()
  })
})

describe('reference outputs in GOLDEN_DIR (skipped when absent)', () => {
  test.skipIf(files.length === 0).each(files.length === 0 ? ['no series'] : files)(
    '%s: the alarms are the same, the bounds as near as promised',
    (name) => {
      const { observed, frequency, results } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      for (const [method, golden] of Object.entries<Golden>(results)) {
        const ours = runMethod(method, { counts: observed, frequency }, golden.from, golden.control)
        if (!ours) throw new Error(`there is no method ${method}`)
        const columns = everyColumn.filter((column) => Array.isArray(golden[column]))
        expect(columns, method).toContain('alarm')
        expect(
          columns.flatMap((column) => differences(ours, golden, column, tolerance(method))),
          method,
        ).toEqual([])
      }
    },
  )
})
