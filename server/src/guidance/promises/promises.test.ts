import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const minuteMs = 60_000
const tell = async (client: Client, id: string, text: string) => {
  expect((await client.post(`/cases/${id}/messages`, { text })).status).toBe(201)
  await world.settle()
}
const promisesOf = async (id: string, client = admin) => (await client.get(`/cases/${id}/promises`)).body.rows
const aTalk = async () => (await aCaseIn('handling', admin, unitId)).id

describe('promises to the customer (兑现承诺)', () => {
  test('what a message promises is kept as a row: in whose words, by when, how much', async () => {
    const id = await aTalk()
    const before = world.clock.now()
    await tell(admin, id, '您好，我们会在2小时内给您回电，补偿150元。')
    const rows = await promisesOf(id)
    expect(rows).toMatchObject([
      {
        kind: 'callback',
        words: '2小时内给您回电',
        state: 'open',
        overdue: false,
        by: { name: expect.any(String) },
        can: { decide: true },
      },
      { kind: 'pay', amountFen: 15_000, dueAt: null, state: 'open' },
    ])
    expect(new Date(rows[0].dueAt).getTime()).toBeGreaterThanOrEqual(before.getTime() + 120 * minuteMs)
  })

  test('read twice it is one promise', async () => {
    const id = await aTalk()
    await tell(admin, id, '今天给您答复不了，我3小时内给您回电。')
    await world.deps.database
      .tenant(world.tenantId)
      .updateTable('feed_position')
      .set({ seq: 0 })
      .where('reader', '=', 'guidance.keepPromises')
      .execute()
    await world.settle()
    expect(await promisesOf(id)).toHaveLength(1)
  })

  test('a word to the customer in time keeps the promise to call; the product saw it itself', async () => {
    const id = await aTalk()
    await tell(admin, id, '我2小时内给您回电。')
    world.clock.moveMinutes(60)
    await tell(admin, id, '刚才和您通过电话，情况如您所说。')
    expect(await promisesOf(id)).toMatchObject([{ kind: 'callback', state: 'kept', decidedBy: null }])
  })

  test('a follow-up call that reaches the customer keeps it; one that does not, or the customer’s own survey, does not', async () => {
    const anAnswered = async () => {
      const { id } = await aCaseIn('answered', admin, unitId)
      await tell(admin, id, '我2小时内给您回电。')
      return id
    }
    const stateOf = async (id: string) => {
      await world.settle()
      return (await promisesOf(id)).find(({ kind }: { kind: string }) => kind === 'callback').state
    }
    const unreached = await anAnswered()
    await admin.post(`/cases/${unreached}/followUps`, { verdict: 'unreached' })
    expect(await stateOf(unreached)).toBe('open')
    await admin.post(`/cases/${unreached}/followUps`, { verdict: 'resolved' })
    expect(await stateOf(unreached)).toBe('kept')

    const online = await anAnswered()
    const caller = await aPerson(world, admin, 'agent')
    const { body: link } = await caller.post(`/cases/${online}/surveys`, {})
    await world.app.inject({
      method: 'POST',
      url: new URL(link.address).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'solved=no',
    })
    expect((await admin.get(`/cases/${online}`)).body.status).toBe('handling')
    expect(await stateOf(online)).toBe('open')
  })

  test('the one who promised is told before and after; without a word in time it is broken, and a person may correct it', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const id = await aTalk()
    await tell(agent, id, '我2小时内给您回电。')
    world.clock.moveMinutes(70)
    await world.settle()
    await world.settle()
    const told = async () =>
      (await agent.get('/notices')).body.rows.filter(({ facts }: { facts: { promiseCaseId?: string } }) => facts.promiseCaseId === id)
    expect((await told()).map(({ kind }: { kind: string }) => kind)).toEqual(['promiseDueSoon'])
    world.clock.moveMinutes(60)
    await world.settle()
    await world.settle()
    expect((await told()).map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['promiseDueSoon', 'promiseOverdue'])
    const [broken] = await promisesOf(id)
    expect(broken).toMatchObject({ state: 'broken', decidedBy: null })

    expect(await agent.post(`/promises/${broken.id}/result`, { verdict: 'kept', version: broken.version })).toMatchObject({
      status: 201,
      body: { state: 'kept', decidedBy: { name: expect.any(String) } },
    })
    expect(await agent.post(`/promises/${broken.id}/result`, { verdict: 'void', version: broken.version })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    // Nothing that comes later takes the person's word back.
    await tell(agent, id, '再联系您一次。')
    expect(await promisesOf(id)).toMatchObject([{ state: 'kept', decidedBy: { name: expect.any(String) } }])
  })

  test('a visit past its time waits for a person’s word', async () => {
    const id = await aTalk()
    await tell(admin, id, '师傅2小时内上门。')
    world.clock.moveMinutes(180)
    await world.settle()
    const [visit] = await promisesOf(id)
    expect(visit).toMatchObject({ kind: 'visit', state: 'open', overdue: true })
    expect((await admin.get('/promises?of=all&state=overdue')).body.rows.map((row: { id: string }) => row.id)).toContain(visit.id)
    await admin.post(`/promises/${visit.id}/result`, { verdict: 'broken', version: visit.version })
    expect((await admin.get('/promises?of=mine&state=broken')).body.rows.map((row: { id: string }) => row.id)).toContain(visit.id)
    expect((await admin.get('/promises/counts')).body).toMatchObject({ broken: expect.any(Number) })
  })

  test('working days are those of the calendar', async () => {
    const id = await aTalk()
    await tell(admin, id, '退款300元，3个工作日内到账。')
    const [refund] = await promisesOf(id)
    expect(refund).toMatchObject({ kind: 'pay', amountFen: 30_000 })
    expect(new Date(refund.dueAt).getTime()).toBeGreaterThan(new Date(refund.at).getTime() + 2 * 24 * 60 * minuteMs)
  })

  test('a withdrawn complaint leaves nothing to be kept', async () => {
    const id = await aTalk()
    await tell(admin, id, '师傅明天上门。')
    await admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await world.settle()
    expect(await promisesOf(id)).toMatchObject([{ state: 'void' }])
  })

  test('who does not see the case sees none of its promises', async () => {
    const other = await aUnit(admin, '物流部')
    const stranger = await aPerson(world, admin, 'handler', other.id)
    const id = await aTalk()
    await tell(admin, id, '师傅明天上门。')
    const [visit] = await promisesOf(id)
    expect(await stranger.get(`/cases/${id}/promises`)).toMatchObject({ status: 404 })
    expect((await stranger.get('/promises?of=all&state=all')).body.rows.map((row: { id: string }) => row.id)).not.toContain(visit.id)
    expect(await stranger.post(`/promises/${visit.id}/result`, { verdict: 'kept', version: 1 })).toMatchObject({ status: 404 })
  })
})

describe('wording of a draft (措辞检查)', () => {
  test('says on the case what the draft should not, with other words, and keeps nothing', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '气死我了，等了三个小时，你们必须赔我三百块！' })
    const { status, body } = await admin.post(`/cases/${id}/speech-checks`, { text: '您误会了，工单已派单。' })
    expect(status).toBe(200)
    expect(body.marks.map(({ kind, word }: { kind: string; word: string }) => [kind, word])).toEqual([
      ['accusing', '您误会了'],
      ['jargon', '工单'],
      ['jargon', '派单'],
    ])
    expect(body.softened).not.toContain('您误会了')
    expect(body.proposal.map(({ part }: { part: string }) => part)).toEqual(['observation', 'feeling', 'need', 'request'])
    expect(body.proposal[0].text).toContain('空调安装迟到要求退款')
    expect((await admin.post(`/cases/${id}/speech-checks`, { text: '' })).body).toMatchObject({ marks: [], softened: null })
  })
})
