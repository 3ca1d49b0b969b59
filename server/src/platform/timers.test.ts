import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { newId } from './ids.ts'
import { cancelTimers, fireTimers, setTimer, type TimerAct } from './timers.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

const inTransaction = (
  tenantId: string,
  work: Parameters<ReturnType<ReturnType<typeof platform.deps.database.tenant>['transaction']>['execute']>[0],
) => platform.deps.database.tenant(tenantId).transaction().execute(work)

const dueNow = (tenantId: string, kind: string, count: number, subjectId = newId()) =>
  inTransaction(tenantId, async (tx) => {
    for (let n = 0; n < count; n += 1) await setTimer(tx, { tenantId, kind, subjectId, dueAt: platform.clock.now() })
  })

const unfired = async (tenantId: string) =>
  (await platform.deps.database.tenant(tenantId).selectFrom('timer').select('id').where('fired_at', 'is', null).execute()).length

describe('timers', () => {
  test('two sweeps at once fire each timer once', async () => {
    const tenantId = await platform.aTenant('twice')
    await dueNow(tenantId, 'remind', 1_200)
    const seen: string[] = []
    const acts = { remind: (async (_tx, batch) => void seen.push(...batch.map(({ id }) => id))) satisfies TimerAct }

    const counts = await Promise.all([1, 2].map(() => fireTimers(platform.deps, tenantId, acts)))

    expect(counts.reduce((sum, count) => sum + count)).toBe(1_200)
    expect(new Set(seen).size).toBe(1_200)
    expect(seen).toHaveLength(1_200)
    expect(await unfired(tenantId)).toBe(0)
  })

  test('a timer whose act fails stays due and does not hold up the others', async () => {
    const tenantId = await platform.aTenant('failing')
    const broken = newId()
    await dueNow(tenantId, 'remind', 3)
    await dueNow(tenantId, 'remind', 1, broken)
    await dueNow(tenantId, 'remind', 3)
    await dueNow(tenantId, 'other', 1)
    const act: TimerAct = async (_tx, batch) => {
      if (batch.some((timer) => timer.subject_id === broken)) throw new Error('no such clock')
    }

    await expect(fireTimers(platform.deps, tenantId, { remind: act, other: act })).rejects.toThrow('no such clock')

    expect(await unfired(tenantId)).toBe(1)
    expect(await fireTimers(platform.deps, tenantId, { remind: async () => {} })).toBe(1)
  })

  test('what the act changed is undone with a failed batch', async () => {
    const tenantId = await platform.aTenant('undone')
    await dueNow(tenantId, 'remind', 1)
    const act: TimerAct = async (tx) => {
      await setTimer(tx, { tenantId, kind: 'later', dueAt: new Date('2030-01-01') })
      throw new Error('after the change')
    }

    await expect(fireTimers(platform.deps, tenantId, { remind: act })).rejects.toThrow('after the change')

    expect(await unfired(tenantId)).toBe(1)
  })

  test('a timer fires neither before its time, nor cancelled, nor for another tenant, nor without an act of its kind', async () => {
    const tenantId = await platform.aTenant('waiting')
    const other = await platform.aTenant('other')
    const subjectId = newId()
    await dueNow(tenantId, 'remind', 2, subjectId)
    await dueNow(tenantId, 'unknown', 1)
    await dueNow(other, 'remind', 1)
    await inTransaction(tenantId, async (tx) => {
      await setTimer(tx, { tenantId, kind: 'remind', dueAt: new Date(platform.clock.now().getTime() + 1) })
      await cancelTimers(tx, tenantId, subjectId)
    })

    expect(await fireTimers(platform.deps, tenantId, { remind: async () => {} })).toBe(0)
    expect(await unfired(tenantId)).toBe(2)
    expect(await unfired(other)).toBe(1)
  })
})
