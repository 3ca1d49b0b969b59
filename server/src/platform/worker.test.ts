import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { runScheduleOnce, startWorker } from './worker.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let one: string
let two: string
beforeAll(async () => {
  platform = await aPlatform()
  one = await platform.aTenant('one')
  two = await platform.aTenant('two')
})
afterAll(() => platform.close())

describe('the worker', () => {
  test('runs an entry for every tenant, again and again, never twice at once', async () => {
    const seen: string[] = []
    let running = 0
    let most = 0
    const run = async (_deps: unknown, tenantId: string) => {
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      seen.push(tenantId)
      running -= 1
    }
    const worker = startWorker(platform.deps, [{ name: 'look', everyMs: 1, run }])

    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(6))
    await worker.stop()

    expect(new Set(seen)).toEqual(new Set([one, two]))
    expect(most).toBe(1)
  })

  test('an entry that fails for one tenant is logged, goes on for the other and is tried again', async () => {
    const logged: object[] = []
    const log = { debug() {}, info() {}, warn() {}, error: (facts: object) => void logged.push(facts) }
    let failures = 0
    let others = 0
    const run = async (_deps: unknown, tenantId: string) => {
      if (tenantId === one && ++failures < 3) throw new Error('out of paper')
      others += 1
    }
    const worker = startWorker(platform.deps, [{ name: 'print', everyMs: 1, run }], log)

    await vi.waitFor(() => expect(failures).toBeGreaterThan(3), { timeout: 10_000 })
    await worker.stop()

    expect(logged).toHaveLength(2)
    expect(logged[1]).toMatchObject({ entry: 'print', tenantId: one, times: 2 })
    expect(others).toBeGreaterThan(0)
  })

  test('what may wait rests while the process is busy, and no longer than it may', async () => {
    const times = { now: 0, patient: 0 }
    let isBusy = true
    const entry = (name: keyof typeof times, mayWaitMs: number) => ({
      name,
      everyMs: 1,
      mayWaitMs,
      async run() {
        times[name] += 1
      },
    })
    const worker = startWorker(platform.deps, [entry('now', 0), entry('patient', 3_600_000)], undefined, () => isBusy)

    await vi.waitFor(() => expect(times.now).toBeGreaterThan(8))
    const whileBusy = times.patient
    isBusy = false
    await vi.waitFor(() => expect(times.patient).toBeGreaterThan(8))
    await worker.stop()

    expect(whileBusy).toBe(2) // once for each tenant, at the start
  })

  test('stopping waits for what runs', async () => {
    let finish: () => void = () => {}
    let state = 'waiting'
    const run = async () => {
      state = 'running'
      await new Promise<void>((done) => {
        finish = done
      })
      state = 'done'
    }
    const worker = startWorker(platform.deps, [{ name: 'slow', everyMs: 1, run }])
    await vi.waitFor(() => expect(state).toBe('running'))

    const stopped = worker.stop()
    finish()
    await stopped

    expect(state).toBe('done')
  })

  test('once, for one tenant, in the order of the page', async () => {
    const seen: string[] = []
    const entry = (name: string) => ({
      name,
      everyMs: 1,
      run: async (_deps: unknown, tenantId: string) => void seen.push(`${name} ${tenantId}`),
    })

    await runScheduleOnce(platform.deps, [entry('first'), entry('second')], two)

    expect(seen).toEqual([`first ${two}`, `second ${two}`])
  })
})
