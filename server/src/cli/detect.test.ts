import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runCommand } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'detect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const golden = process.env.GOLDEN_DIR ?? './golden'
const goldenFiles = existsSync(golden) ? readdirSync(golden).filter((name) => name.endsWith('.json')) : []

/** Eight quiet weeks, then 11: mean 4, deviation √(16/6). */
const aSeries = { name: 'returns-east', frequency: 52, observed: [2, 2, 4, 4, 4, 6, 6, 11] }

/** `detect --in` a file with this content; what it printed, its remarks. */
async function detect(content: unknown) {
  const path = join(folder, 'series.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await runCommand(['detect', '--in', path])
  const written = { out: out.mock.calls.join(''), err: err.mock.calls.join('') }
  out.mockRestore()
  err.mockRestore()
  return { code, answer: written.out ? JSON.parse(written.out) : undefined, err: written.err }
}

describe('detection without a server (detect)', () => {
  test('the file comes back with bound and alarm of each method', async () => {
    const results = {
      earsC1: { control: { baseline: 7, alpha: 0.001 }, from: 8 },
      cusumRossiSlow: { control: { m: 4, k: 0.5, h: 2 }, from: 7 },
      nbCusumDouble: { control: { mu0: 4, alpha: 0 }, from: 8 },
    }
    const { code, answer, err } = await detect({ ...aSeries, results })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(answer).toMatchObject({ ...aSeries, results })
    expect(answer.results.earsC1.upperbound[0]).toBeCloseTo(4 + 3.090232306 * Math.sqrt(16 / 6), 6)
    expect(answer.results.earsC1.alarm).toEqual([1])
    expect(answer.results.cusumRossiSlow.alarm).toEqual([0, 1])
    expect(answer.results.nbCusumDouble.statistic[0]).toBeCloseTo(11 * Math.LN2 - 4, 12)
  })

  test('periods without enough history have no bound and no alarm; an unknown count alarms nowhere', async () => {
    const results = { farringtonFlexible: { control: {}, from: 7 }, earsC2: { from: 8 } }
    const { code, answer } = await detect({ ...aSeries, observed: [2, 2, 4, 4, 4, 6, 6, null], results })
    expect(code).toBe(0)
    expect(answer.results.farringtonFlexible).toMatchObject({ upperbound: [null, null], alarm: [0, 0], expected: [null, null] })
    expect(answer.results.earsC2).toMatchObject({ upperbound: [null], alarm: [0] })
  })

  test('a method that cannot be run is named; the others are answered', async () => {
    const results = {
      oracle: { from: 1 },
      earsC1: { from: 8 },
      farringtonOriginal: { control: { alpha: 2 }, from: 8 },
      farringtonFlexible: { control: { b: 100_000_000 }, from: 8 },
      nbCusum: { from: 9 },
    }
    const { code, answer, err } = await detect({ ...aSeries, results })
    expect(code).toBe(1)
    expect(answer.results.earsC1.alarm).toEqual([1])
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('results.oracle: there is no such method; there are earsC1'),
      'results.farringtonOriginal.control.alpha: is a share between 0 and 1',
      'results.farringtonFlexible.control.b: is 10000 at most',
      expect.stringContaining('results.nbCusum'),
    ])
  })

  test.each([
    ['no JSON', '{"observed":', 'is not JSON'],
    ['no counts', { frequency: 52, results: { earsC1: { from: 1 } } }, 'observed: is a list of counts'],
    ['a word among the counts', { ...aSeries, observed: [1, 'x'], results: { earsC1: { from: 1 } } }, 'observed[1]: is a count or null'],
    ['a negative count', { ...aSeries, observed: [1, -1], results: { earsC1: { from: 1 } } }, 'observed[1]: is below 0'],
    ['an epoch too short', { ...aSeries, epoch: [1, 2], results: { earsC1: { from: 1 } } }, 'epoch: has 2 places, observed has 8'],
    ['an epoch that falls', { ...aSeries, epoch: [1, 2, 3, 3, 4, 5, 6, 7], results: { earsC1: { from: 1 } } }, 'epoch: does not rise'],
    ['no method', { ...aSeries, results: {} }, 'results: names no method'],
  ])('a file with %s is not answered at all', async (_name, content, sentence) => {
    const { code, answer, err } = await detect(content)
    expect({ code, answer }).toEqual({ code: 1, answer: undefined })
    expect(err).toContain(sentence)
  })

  test('without a file: how it is meant', async () => {
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect([await runCommand(['detect']), await runCommand(['detect', '--in', join(folder, 'none.json')])]).toEqual([2, 1])
    err.mockRestore()
  })

  test.skipIf(goldenFiles.length === 0).each(goldenFiles)(
    '%s of GOLDEN_DIR: the alarms of the reference (skipped when absent)',
    async (name) => {
      const { results, ...series } = JSON.parse(readFileSync(join(golden, name), 'utf8'))
      const entries = Object.entries<{ control: unknown; from: number; alarm: number[] }>(results)
      const asked = Object.fromEntries(entries.map(([method, { control, from }]) => [method, { control, from }]))
      const { code, answer } = await detect({ ...series, results: asked })
      expect(code).toBe(0)
      for (const [method, { alarm }] of entries) expect(answer.results[method].alarm, method).toEqual(alarm)
    },
  )
})
