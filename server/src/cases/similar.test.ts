import type { IncomingComplaint } from '@zhiwei/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { eraseCases, systemActor } from './index.ts'

const liftText = '翠竹苑三幢的电梯从上周三开始每天都停，物业说等配件，老人下不了楼，买菜都要邻居帮忙，请尽快修好。'
const liftAgain = '翠竹苑三幢的电梯从上周三开始，每天都停！物业说等配件老人下不了楼，买菜都要邻居帮，请尽快修好'
const from = (phone: string, text: string): Partial<IncomingComplaint> => ({ complainant: { name: '赵一', phone }, text })

describe('similar cases and repeats (相似工单、重复投诉)', () => {
  let world: World
  let admin: Client
  let unitId: string

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unitId = (await aUnit(admin, '电梯维保')).id
  })
  afterAll(() => world.close())

  const similarTo = async (id: string, client = admin) => (await client.get(`/cases/${id}/similar`)).body

  test('the same customer telling it again in nearly the same words is a repeat; another person is not, but is shown', async () => {
    const first = await aRegisteredCase(admin, from('13800001001', liftText))
    const again = await admin.post('/complaints', aComplaint(from('13800001001', liftAgain)))
    const neighbour = await admin.post('/complaints', aComplaint(from('13800001002', liftAgain)))
    expect(again.body.duplicateOf).toBe(first.caseId)
    expect(neighbour.body.duplicateOf).toBeUndefined()

    const { sameMatter } = await similarTo(first.caseId)
    expect(sameMatter).toMatchObject({ rows: [{ id: neighbour.body.caseId, status: 'registered' }], people: 1, capped: false })
    expect((await similarTo(neighbour.body.caseId)).sameMatter.people).toBe(1)
  })

  test('the same words about another house are no repeat', async () => {
    await aRegisteredCase(admin, from('13800001003', '幸福里5号楼的电梯坏了三天没有人来修'))
    const other = await admin.post('/complaints', aComplaint(from('13800001003', '幸福里7号楼的电梯坏了三天没有人来修')))
    expect(other.body.duplicateOf).toBeUndefined()
  })

  test('after 30 days it is a new matter', async () => {
    const complainant = { phone: '13800001004' }
    await aRegisteredCase(admin, { complainant, text: liftText, receivedAt: '2026-09-01T02:00:00Z' })
    const later = await admin.post('/complaints', aComplaint({ complainant, text: liftAgain }))
    expect(later.body.duplicateOf).toBeUndefined()
  })

  test('near repeats are noticed in a batch too: of what is stored, and within it', async () => {
    const complainant = { phone: '13800001005' }
    const stored = await aRegisteredCase(admin, { complainant, text: liftText })
    const parcel = '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是给孩子买的奶粉'
    const complaints = [liftAgain, parcel, `${parcel}，急用！`].map((text) => aComplaint({ complainant, text }))
    const { body } = await admin.post('/complaints/batch', { complaints })
    const [first, second, third] = await Promise.all(
      body.results.map(async ({ caseId }: { caseId: string }) => (await admin.get(`/cases/${caseId}`)).body),
    )
    expect(first.duplicateOf).toBe(stored.caseId)
    expect(second.duplicateOf).toBeNull()
    expect(third.duplicateOf).toBe(second.id)
  })

  test('answered cases that tell something alike stand with finding, remedy and answer, the most alike first', async () => {
    const text = '热水器内胆漏水，水顺着墙流到楼下，师傅说要换内胆还要收六百元，机器还在保修期内'
    const alike = await aCaseIn('closed', admin, unitId, { complainant: { phone: '13800001006' }, text })
    await aCaseIn('closed', admin, unitId, {
      complainant: { phone: '13800001007' },
      text: '发票抬头开错了，要求重开一直拖着不办，财务急着报销',
    })
    await aRegisteredCase(admin, { complainant: { phone: '13800001008' }, text: `${text}，等了很久` })
    const { caseId } = await aRegisteredCase(admin, {
      complainant: { phone: '13800001009' },
      text: '买的热水器才一年，内胆漏水，说是换内胆要收八百元，可是还在保修期内',
    })
    const { rows } = await similarTo(caseId)
    expect(rows[0]).toMatchObject({
      id: alike.id,
      status: 'closed',
      finding: 'substantiated',
      answer: expect.stringContaining('减免安装费'),
    })
    expect(rows[0].similarity).toBeGreaterThan(0.2)
    expect(rows.every((row: { status: string }) => row.status !== 'registered')).toBe(true)
    expect(rows.map((row: { subject: string }) => row.subject)).not.toContain('发票抬头开错了')
  })

  test('who sees only the cases of a unit is shown only those', async () => {
    const handler = await aPerson(world, admin, 'handler', unitId)
    const text = '小区门口新开的烧烤店每天营业到凌晨三点，油烟和吵闹让全家睡不着，多次反映没有人管'
    const elsewhere = (await aUnit(admin, '城管')).id
    await aCaseIn('answered', admin, elsewhere, { complainant: { phone: '13800001010' }, text })
    const { id } = await aCaseIn('handling', admin, unitId, { complainant: { phone: '13800001011' }, text })
    expect(await similarTo(id, handler)).toMatchObject({ rows: [], sameMatter: { rows: [], people: 0 } })
    expect((await similarTo(id)).rows).toHaveLength(1)
  })

  test('an erased case leaves no band behind and is shown no more', async () => {
    const text = '宽带每天晚上八点以后就断，重启路由器也没有用，报修三次都说线路正常，孩子上不了网课'
    const gone = await aCaseIn('closed', admin, unitId, { complainant: { phone: '13800001012' }, text })
    const { caseId } = await aRegisteredCase(admin, { complainant: { phone: '13800001013' }, text })
    expect((await similarTo(caseId)).rows).toHaveLength(1)
    const { deps, tenantId, clock } = world
    const db = deps.database.tenant(tenantId)
    await db
      .transaction()
      .execute((tx) => eraseCases({ tx, keys: deps.keys, actor: systemActor(tenantId), now: clock.now() }, [gone.id], {}))
    expect(await similarTo(caseId)).toMatchObject({ rows: [], sameMatter: { rows: [] } })
    const { rows } = await sql<{ count: number }>`select count(*) from case_band where case_id = ${gone.id}`.execute(db)
    expect(rows[0]?.count).toBe(0)
  })

  test('of many equal texts of other people the newest are looked at, and it says so', async () => {
    const text = '活动页面写的满三百减一百，付款时没有减，客服说活动已经结束，页面到现在还挂着'
    const complaints = Array.from({ length: 300 }, (_, at) => aComplaint({ complainant: { phone: `1390000${String(1_000 + at)}` }, text }))
    const { body } = await admin.post('/complaints/batch', { complaints })
    const { sameMatter } = await similarTo(body.results[0].caseId)
    expect(sameMatter.capped).toBe(true)
    expect(sameMatter.people).toBeGreaterThanOrEqual(50)
    expect(sameMatter.people).toBeLessThan(300)
  })

  test('a case has at most 16 bands', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '很长的一段话。'.repeat(2_000) })
    const { rows } = await sql<{ count: number }>`select count(*) from case_band where case_id = ${caseId}`.execute(
      world.deps.database.tenant(world.tenantId),
    )
    expect(rows[0]?.count).toBeGreaterThan(0)
    expect(rows[0]?.count).toBeLessThanOrEqual(16)
  })

  test('the same link a second time is refused with a clear answer', async () => {
    const [one, other] = [await aRegisteredCase(admin, { text: '甲' }), await aRegisteredCase(admin, { text: '乙' })]
    const link = (a: string, b: string, kind: string) => admin.post(`/cases/${a}/links`, { kind, caseId: b })
    expect((await link(one.caseId, other.caseId, 'related')).status).toBe(201)
    expect(await link(one.caseId, other.caseId, 'related')).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    expect((await link(other.caseId, one.caseId, 'related')).status).toBe(409)
    expect((await link(one.caseId, other.caseId, 'childOf')).status).toBe(201)
  })
})
