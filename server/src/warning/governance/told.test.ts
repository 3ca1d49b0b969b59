import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { clearWarning, labelWarning } from './handle.ts'
import { qualityOf } from './quality-queries.ts'
import { raiseWarnings } from './raise.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const inOne = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
const quality = () => inOne((tx) => qualityOf(tx, systemActor(world.tenantId), {}, world.clock.now()))
const ofSurges = async () => (await quality()).byKind.find(({ kind }) => kind === 'surge')
const dayMs = 86_400_000
const dayAt = (days: number) => new Date(world.clock.now().getTime() + 8 * 3_600_000 + days * dayMs).toISOString().slice(0, 10)

test('a case went outside when it came to stage 5 from below; one that arrived there, or from a regulator, could not be warned of', async () => {
  const outside = '我已经打了12315投诉，也向市场监管局反映了，你们等着被查吧。'
  const text = '电话一直打不通，送来的柜子少了一块板，麻烦补发。'
  const of = (name: string, at: number) => ({ complainant: { name, phone: `1390000000${at}` } })
  const arrived = await aRegisteredCase(admin, { text: outside, ...of('周敏', 1) })
  const referred = await aRegisteredCase(admin, { text, channel: 'regulator', ...of('何强', 2) })
  const warned = await aRegisteredCase(admin, { text, ...of('马丽', 3) })
  const silent = await aRegisteredCase(admin, { text: '客厅的灯装歪了，约好的师傅没有来。', ...of('江涛', 4) })
  expect((await admin.get(`/cases/${arrived.caseId}`)).body.stage).toBe(5)
  await world.settle()
  expect((await quality()).all.recall).toBeNull()
  world.clock.moveMinutes(60)
  const raise = { kind: 'risk' as const, key: warned.caseId, subject: warned.number, facts: { score: 0.7 }, caseIds: [warned.caseId] }
  const firstSeenAt = world.clock.now()
  await inOne((tx) => raiseWarnings(tx, world.tenantId, [{ ...raise, firstSeenAt }], firstSeenAt))
  world.clock.moveMinutes(90)
  for (const { caseId } of [arrived, referred, warned, silent])
    expect((await admin.post(`/cases/${caseId}/classification`, { stage: 5 })).status).toBe(201)
  world.clock.moveMinutes(1)
  const { all, byKind, missedCases } = await quality()
  expect(all.recall).toMatchObject({ hits: 1, of: 2 })
  expect(byKind.find(({ kind }) => kind === 'risk')).toMatchObject({ recall: { hits: 1, of: 2 }, leadHours: 1.5, leadOf: 1 })
  expect(missedCases.map(({ caseId }) => caseId)).toEqual([silent.caseId])
})

describe('the lead of a warning of the business (预警提前量)', () => {
  test('it runs to the day that brought most of the matter, also after clearance, once that day is seven days past', async () => {
    const { tenantId, clock } = world
    const raisedAt = clock.now()
    const counts = { [dayAt(-1)]: 4, [dayAt(0)]: 6, [dayAt(2)]: 9, [dayAt(3)]: 9, [dayAt(40)]: 50 }
    const peakDay = dayAt(2)
    await inOne(async (tx) => {
      for (const [day, count] of Object.entries(counts))
        await sql`insert into series_count (tenant_id, series_id, day, count, live) values (${tenantId}, 9001, ${day}::date, ${count}, ${count})`.execute(
          tx,
        )
      const facts = { observed: 10, expected: 2, seriesId: 9_001 }
      const firstSeenAt = new Date(raisedAt.getTime() - dayMs)
      const raise = { kind: 'surge' as const, key: 'product:云享冰箱', subject: '云享冰箱', facts, caseIds: [], firstSeenAt }
      const [{ warningId = '' } = {}] = await raiseWarnings(tx, tenantId, [raise], raisedAt)
      const act = { tx, keys: world.deps.keys, actor: systemActor(tenantId), now: new Date(raisedAt.getTime() + 3_600_000) }
      await labelWarning(act, warningId, { verdict: 'true', note: '压缩机批次' })
      await clearWarning(act, warningId, { reason: '已停发' })
    })
    clock.moveMinutes(5 * 24 * 60)
    // Five days on nobody knows yet whether more will come.
    expect(await ofSurges()).toMatchObject({ leadHours: null, leadOf: 0 })
    clock.moveMinutes(4 * 24 * 60)
    const noon = new Date(`${peakDay}T12:00:00+08:00`)
    const lead = Math.round(((noon.getTime() - raisedAt.getTime()) / 3_600_000) * 100) / 100
    expect(lead).toBeGreaterThan(24)
    expect(await ofSurges()).toMatchObject({ leadHours: lead, leadOf: 1 })
  })

  test('one whose most was over when it came is late: below zero', async () => {
    const { tenantId, clock } = world
    const raisedAt = clock.now()
    await inOne(async (tx) => {
      const facts = { expected: 40, ratio: 1.5, top: dayAt(-3) }
      const raise = { kind: 'peak' as const, key: 'all::双11', subject: '全公司·双11', facts, caseIds: [], firstSeenAt: raisedAt }
      const [{ warningId = '' } = {}] = await raiseWarnings(tx, tenantId, [raise], raisedAt)
      const act = { tx, keys: world.deps.keys, actor: systemActor(tenantId), now: raisedAt }
      await labelWarning(act, warningId, { verdict: 'true', note: '已过' })
    })
    clock.moveMinutes(5 * 24 * 60)
    const peaks = (await quality()).byKind.find(({ kind }) => kind === 'peak')
    expect(peaks?.leadOf).toBe(1)
    expect(peaks?.leadHours).toBeLessThan(-48)
  })
})
