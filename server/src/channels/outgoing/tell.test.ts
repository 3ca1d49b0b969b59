import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aMailServer, textOf } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let post: Awaited<ReturnType<typeof aMailServer>>
let customers = 0

beforeAll(async () => {
  post = await aMailServer()
  world = await aWorld()
  Object.assign(world.deps.config, { smtpUrl: post.url, smtpFrom: '客户服务 <service@example.com>' })
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(async () => {
  await world.close()
  await post.close()
})
beforeEach(() => {
  post.mails.length = 0
})

const byMail = () => ({ complainant: { name: '李丽', phone: `010-6555${1000 + ++customers}`, email: `li${customers}@example.com` } })
/** Reactions see what was sealed; what they queue is sent by the same round or the next. */
const settle = async () => {
  await world.settle()
  await world.settle()
}
const told = () => post.mails.map((mail) => textOf(mail))

describe('the customer is told at each step (告知客户)', () => {
  test('received, accepted with the promised time, with which unit, answered in full, closed', async () => {
    const { id, number } = await aCaseIn('registered', admin, unitId, byMail())
    await settle()
    expect(told()).toEqual([expect.stringContaining(`已经收到，编号 ${number}`)])

    await admin.post(`/cases/${id}/acceptance`)
    await settle()
    expect(told().at(-1)).toMatch(/已受理，由专人负责。\n我们会在 11月5日 24:00 前答复您/)

    await admin.post(`/cases/${id}/dispatches`, { unitId })
    await settle()
    expect(told().at(-1)).toContain('已交由安装部办理')

    await admin.post(`/cases/${id}/messages`, { text: '师傅明天上午九点到，请留人在家。' })
    await settle()
    expect(told().at(-1)).toContain('师傅明天上午九点到')

    await admin.post(`/cases/${id}/receipts`)
    await admin.post(`/cases/${id}/returns`, { result: '已核实，安装师傅迟到', finding: 'substantiated' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${id}/answers`, { text: '非常抱歉，请打 13912341234 找王师傅，安装费全免。' })
    await settle()
    // To the customer the words go out as they were written; the log shows them masked.
    expect(told().at(-1)).toContain('请打 13912341234 找王师傅')
    await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 4 })
    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '派工未确认师傅到位' })
    await admin.post(`/cases/${id}/closure`, {})
    await settle()
    expect(told().at(-1)).toContain('已办结')
    expect(told()).toHaveLength(6)

    const { body } = await admin.get(`/cases/${id}/outgoing`)
    expect(body.door).toEqual({ door: 'email', to: expect.stringMatching(/^l\*\*\*@example\.com$/) })
    expect(body.rows.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)).toEqual([
      'closed sent',
      'answered sent',
      'message sent',
      'dispatched sent',
      'accepted sent',
      'received sent',
    ])
    const answer = body.rows.find(({ kind }: { kind: string }) => kind === 'answered')
    const { body: words } = await admin.get(`/channels/messages/${answer.id}`)
    expect(words.text).toContain('安装费全免')
    expect(words.text).not.toContain('13912341234')
    // The customer's link opens the case to whoever has it: staff read that there is one, not which.
    expect(told().join()).toMatch(/\/p\/default\/c\/[\w-]{22}/)
    const read = await Promise.all(
      body.rows.map(async (row: { id: string }) => (await admin.get(`/channels/messages/${row.id}`)).body.text),
    )
    expect(read.join()).toContain('/p/default/c/…')
    expect(read.join()).not.toMatch(/\/p\/default\/[cu]\/[\w-]/)
  })

  test('a case that goes to a second unit is told of once', async () => {
    const { id } = await aCaseIn('dispatched', admin, unitId, byMail())
    const other = (await aUnit(admin, '物流部')).id
    await admin.post(`/cases/${id}/transfers`, { unitId: other, reason: '属于物流' })
    await admin.post(`/cases/${id}/recalls`, { reason: '派错了' })
    await admin.post(`/cases/${id}/dispatches`, { unitId: other })
    await settle()
    expect(told().filter((text) => text.includes('办理。'))).toHaveLength(1)
  })

  test('when we are late the customer hears it from us, once', async () => {
    const { id, number } = await aCaseIn('handling', admin, unitId, byMail())
    await settle()
    world.clock.moveMinutes(4 * 1_440)
    admin = await signedInAs(world)
    for (let times = 0; times < 3; times++) await world.settle()
    const late = told().filter((text) => text.includes(`${number}）我们没能按承诺的时间答复您`))
    expect(late).toEqual([expect.stringContaining('目前由安装部办理')])
    const { body } = await admin.get(`/cases/${id}/outgoing`)
    expect(body.rows.filter(({ kind }: { kind: string }) => kind === 'late')).toHaveLength(1)
    world.clock.set('2026-11-02T02:00:00Z')
    admin = await signedInAs(world)
  })

  test('who was merged into another case hears the answer, messages and that we are late too, each by the own door and number', async () => {
    const main = await aCaseIn('dispatched', admin, unitId, byMail())
    const part = await aCaseIn('accepted', admin, unitId, byMail())
    await admin.post(`/cases/${main.id}/merges`, { caseId: part.id, reason: '同一台空调' })
    await settle()
    post.mails.length = 0
    await admin.post(`/cases/${main.id}/messages`, { text: '师傅明天上午九点到' })
    await settle()
    expect(told()).toEqual([expect.stringContaining('明天上午九点到'), expect.stringContaining('明天上午九点到')])
    expect(new Set(post.mails.map(({ to }) => to[0])).size).toBe(2)
    expect(told().some((text) => text.includes(part.number))).toBe(true)

    world.clock.moveMinutes(4 * 1_440)
    admin = await signedInAs(world)
    await settle()
    expect(told().filter((text) => text.includes('我们没能按承诺的时间答复您'))).toHaveLength(2)

    await admin.post(`/cases/${main.id}/receipts`)
    await admin.post(`/cases/${main.id}/returns`, { result: '已核实', finding: 'substantiated' })
    await admin.post(`/cases/${main.id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${main.id}/answers`, { text: '安装费全免，非常抱歉。' })
    await settle()
    expect(told().filter((text) => text.includes('安装费全免'))).toHaveLength(2)
    const { body } = await admin.get(`/cases/${part.id}/outgoing`)
    expect(body.rows.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['answered', 'late', 'message']))
    world.clock.set('2026-11-02T02:00:00Z')
    admin = await signedInAs(world)
  })

  test('who complained twice and had both put together hears the answer once', async () => {
    const complainant = byMail()
    const main = await aCaseIn('handling', admin, unitId, complainant)
    const part = await aCaseIn('accepted', admin, unitId, {
      ...complainant,
      subject: '还有一件：遥控器没给',
      text: '安装以后遥控器也没有给我，请补。',
    })
    expect(await admin.post(`/cases/${main.id}/merges`, { caseId: part.id, reason: '同一客户' })).toMatchObject({ status: 201 })
    await admin.post(`/cases/${main.id}/messages`, { text: '一并处理，请放心' })
    await settle()
    expect(told().filter((text) => text.includes('一并处理'))).toHaveLength(1)
  })

  test('declined and suspended are told with what the customer needs to know, not with what staff noted', async () => {
    const one = await aCaseIn('registered', admin, unitId, byMail())
    await admin.post(`/cases/${one.id}/declination`, { reason: '这件事由小区物业负责', customerTold: true })
    const other = await aCaseIn('accepted', admin, unitId, byMail())
    await admin.post(`/cases/${other.id}/suspensions`, { reason: '等厂家配件，师傅说客户难缠', expectedEndAt: '2026-11-08T02:00:00Z' })
    await settle()
    expect(told()).toContainEqual(expect.stringContaining('原因：这件事由小区物业负责'))
    const suspended = told().find((text) => text.includes('暂时不能继续办理'))
    expect(suspended).toContain('预计 11月8日 恢复办理')
    expect(suspended).not.toContain('难缠')
  })

  test('who writes English is told in English', async () => {
    await aRegisteredCase(admin, {
      ...byMail(),
      subject: 'Fitter never came',
      text: 'I waited all day and nobody came. I want my money back.',
    })
    await settle()
    expect(told()).toEqual([expect.stringContaining('Your complaint has reached us')])
  })

  test('a customer without any door is told nothing by machine, and the case says so', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '赵无名', phone: '010-65550000' } })
    await settle()
    expect(post.mails).toHaveLength(0)
    expect((await admin.get(`/cases/${caseId}/outgoing`)).body).toMatchObject({ door: null, rows: [] })
  })

  test('history, and what happened long before, is told to nobody', async () => {
    const { caseId } = await aRegisteredCase(admin, byMail())
    world.clock.moveMinutes(3 * 1_440)
    admin = await signedInAs(world)
    await settle()
    expect((await admin.get(`/cases/${caseId}/outgoing`)).body.rows).toEqual([])
    world.clock.set('2026-11-02T02:00:00Z')
    admin = await signedInAs(world)
  })

  test('a kind that is switched off is not told', async () => {
    const { body: settings } = await admin.get('/channels/outgoing-settings')
    const changed = await admin.put('/channels/outgoing-settings', { ...settings, kindsOff: ['received'] })
    expect(changed).toMatchObject({ status: 200, body: { kindsOff: ['received'], version: 1 } })
    expect(await admin.put('/channels/outgoing-settings', { ...settings, kindsOff: [] })).toMatchObject({ status: 409 })
    expect(await admin.put('/channels/outgoing-settings', { ...changed.body, kindsOff: ['code'] })).toMatchObject({ status: 400 })
    await aRegisteredCase(admin, byMail())
    await settle()
    expect(post.mails).toHaveLength(0)
    await admin.put('/channels/outgoing-settings', { ...changed.body, kindsOff: [] })
  })

  test('people of another unit see nothing of what a customer was told', async () => {
    const { id } = await aCaseIn('dispatched', admin, unitId, byMail())
    await settle()
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '法务部')).id)
    expect(await stranger.get(`/cases/${id}/outgoing`)).toMatchObject({ status: 404 })
    const { body } = await admin.get(`/cases/${id}/outgoing`)
    expect(await stranger.get(`/channels/messages/${body.rows[0].id}`)).toMatchObject({ status: 404 })
    expect(await stranger.post(`/channels/messages/${body.rows[0].id}/tries`)).toMatchObject({ status: 404 })
    expect(await stranger.get('/channels/messages')).toMatchObject({ status: 403 })
  })
})

describe('the delivery log (发送记录)', () => {
  test('is filtered, says why something failed, and sends it again', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '王五', email: 'gone@example.com' } })
    await settle()
    const { body } = await admin.get('/channels/messages?state=failed&kind=received&door=email')
    expect(body).toMatchObject({ total: { count: 1 }, rows: [{ to: 'g***@example.com', case: { id: caseId }, can: { sendAgain: true } }] })
    expect(body.rows[0].lastError).toContain('5.1.1')
    expect(JSON.stringify(body)).not.toContain('gone@')
    expect(await admin.post(`/channels/messages/${body.rows[0].id}/tries`)).toMatchObject({ status: 204 })
    expect(await admin.post(`/channels/messages/${body.rows[0].id}/tries`)).toMatchObject({ status: 409 })
    await settle()
    expect((await admin.get('/channels/messages?state=failed')).body.rows[0]).toMatchObject({ tries: 1 })
  })

  test('what was sent goes out once more as another message', async () => {
    const { caseId } = await aRegisteredCase(admin, byMail())
    await settle()
    const { body } = await admin.get(`/cases/${caseId}/outgoing`)
    await admin.post(`/channels/messages/${body.rows[0].id}/tries`)
    await settle()
    expect(post.mails).toHaveLength(2)
    expect((await admin.get(`/cases/${caseId}/outgoing`)).body.rows).toHaveLength(2)
  })
})
