import type { IncomingContact } from '@zhiwei/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { callSources } from '../../calls-sources.ts'
import type { Act } from '../../cases/index.ts'
import { endSilentCalls } from './keep-contact.ts'

let world: World
let admin: Client
let telephone: Client
let lin: Awaited<ReturnType<typeof aPerson>>
let chen: Awaited<ReturnType<typeof aPerson>>
let counter = 0

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const { body } = await admin.post('/tokens', { name: '话务平台', permissions: ['calls:report'] })
  telephone = clientOf(world.app, { authorization: `Bearer ${body.token}` })
  lin = await aPerson(world, admin, 'agent')
  chen = await aPerson(world, admin, 'agent')
  await admin.put('/call-extensions/8001', { userId: lin.id })
  await admin.put('/call-extensions/8002', { userId: chen.id })
})
afterAll(() => world.close())

/** A telephone system with one call in hand. */
function aCall(number: string | undefined = '13912341234') {
  const callId = `cti-${++counter}`
  const tell = async (event: string, more: object = {}) => {
    world.clock.moveMinutes(1)
    const { status, body } = await telephone.post('/calls/events', { event, callId, number, at: world.clock.now().toISOString(), ...more })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  return { callId, tell }
}
const onScreen = async (who: Client) => (await who.get('/calls/current')).body.calls
const turns = [
  { by: 'staff', text: '您好，请讲。' },
  { by: 'customer', text: '空调装了三次都没装好，你们太不负责任了，我要去12315投诉！' },
]

describe('a call on the screen (弹屏)', () => {
  test('it is there for whose telephone rings, and for nobody else, without the whole number', async () => {
    const call = aCall()
    await call.tell('ringing', { extension: '8001' })
    expect(await onScreen(lin)).toMatchObject([{ state: 'ringing', number: '139****1234', agent: { id: lin.id } }])
    expect(await onScreen(chen)).toEqual([])
    await call.tell('answered', { extension: '8001' })
    await call.tell('transferred', { extension: '8002' })
    expect(await onScreen(lin)).toEqual([])
    expect(await onScreen(chen)).toMatchObject([{ state: 'ringing' }])
    await call.tell('ended')
    expect(await onScreen(chen)).toEqual([])
  })

  test('who is calling is told with what is open, and the whole number for a reason that is recorded', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '李秀英', phone: '13711112468' }, subject: '冰箱异响' })
    const call = aCall('13711112468')
    const { id } = await call.tell('ringing', { extension: '8001' })
    const { body } = await lin.get(`/calls/${id}/callers`)
    expect(body.matches).toMatchObject([{ name: '李**', openCases: [{ id: caseId }] }])
    expect(await lin.post(`/calls/${id}/reveals`, { reason: '来电登记' })).toMatchObject({ status: 201, body: { phone: '13711112468' } })
    expect(await chen.post(`/calls/${id}/reveals`, { reason: '好奇' })).toMatchObject({ status: 404 })
    const { body: record } = await admin.get('/audit/records?kind=call.revealed')
    expect(record.rows).toMatchObject([{ reason: '来电登记' }])
    await call.tell('ended')
  })

  test('a number that several share presumes nobody', async () => {
    for (const name of ['赵大', '赵二']) await admin.post('/customers', { name, phone: '01088886666' })
    const call = aCall('01088886666')
    await call.tell('ringing', { extension: '8001' })
    const [shown] = await onScreen(lin)
    const { body } = await lin.get(`/calls/${shown.id}/callers`)
    if (body.matches.length > 1) expect(shown.customer).toBeNull()
    await call.tell('ended')
  })

  test('a withheld number is a call like any other', async () => {
    const call = aCall('anonymous')
    const { id } = await call.tell('ringing', { extension: '8001' })
    expect(await onScreen(lin)).toMatchObject([{ number: null, customer: null }])
    expect((await lin.get(`/calls/${id}/callers`)).body).toEqual({ matches: [] })
    await call.tell('ended')
  })
})

describe('events as telephone systems send them (话务事件)', () => {
  test('twice is once, and the end may be told first', async () => {
    const callId = 'cti-mixed'
    const tell = (event: string, minute: number) =>
      telephone.post('/calls/events', { event, callId, number: '13900001111', at: `2026-11-02T01:0${minute}:00Z`, extension: '8001' })
    expect((await tell('ended', 5)).body).toMatchObject({ state: 'ended', repeated: false })
    expect((await tell('answered', 1)).body).toMatchObject({ state: 'ended', repeated: false })
    expect((await tell('ringing', 0)).body).toMatchObject({ state: 'ended' })
    expect((await tell('ringing', 0)).body).toMatchObject({ repeated: true })
    const { body } = await admin.get('/calls?of=all&number=13900001111')
    expect(body.rows).toMatchObject([{ callId, isMissed: false, talkSeconds: 240, agent: { id: lin.id } }])
    expect(body.total.count).toBe(1)
  })

  test('two at once of a call nobody knows make one call', async () => {
    const at = world.clock.now().toISOString()
    const tell = (event: string) => telephone.post('/calls/events', { event, callId: 'cti-twins', at, extension: '8001' })
    const answers = await Promise.all([tell('ringing'), tell('answered'), tell('ringing')])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    await tell('ended')
  })

  test('only a token that may report calls is heard, and a recording stands behind https', async () => {
    const event = { event: 'ringing', callId: 'x', at: world.clock.now().toISOString() }
    expect((await lin.post('/calls/events', event)).status).toBe(403)
    expect((await clientOf(world.app).post('/calls/events', event)).status).toBe(401)
    const recordingUrl = 'http://10.0.0.5/a.mp3'
    expect((await telephone.post('/calls/events', { ...event, event: 'recordingReady', recordingUrl })).status).toBe(400)
    expect((await telephone.post('/calls/events', { ...event, event: 'transcriptReady' })).status).toBe(400)
  })

  test('a call whose end is never told is over after four hours of silence', async () => {
    const call = aCall('13900002222')
    await call.tell('ringing', { extension: '8001' })
    world.clock.moveMinutes(241)
    await world.settle()
    const { body } = await admin.get('/calls?of=all&number=13900002222')
    expect(body.rows).toMatchObject([{ state: 'ended', isMissed: true }])
  })
})

describe('what becomes of a call', () => {
  beforeAll(async () => {
    lin = { ...lin, ...(await signedInAs(world, lin.username, 'a good long password')) }
    admin = await signedInAs(world)
  })

  test('what was said is a contact, read, with who talked and how long, whichever came first', async () => {
    const call = aCall('13900003333')
    await call.tell('ringing', { extension: '8001' })
    await call.tell('answered', { extension: '8001' })
    await call.tell('transcriptReady', { turns })
    const { id } = await call.tell('ended')
    await call.tell('transcriptReady', { turns })
    const { body } = await admin.get(`/calls/${id}`)
    expect(body.contactId).not.toBeNull()
    expect(body.customer).not.toBeNull()
    const { body: contact } = await admin.get(`/contacts/${body.contactId}`)
    expect(contact).toMatchObject({ channel: 'hotline', turns: 2, reading: { signals: expect.arrayContaining(['regulator']) } })
    const { rows } = await sql<{ staff_id: string; handling_seconds: number; contacts: number }>`
      select staff_id, handling_seconds, count(*) over ()::int as contacts from contact where external_id = ${`call:${call.callId}`}`.execute(
      world.deps.database.tenant(world.tenantId),
    )
    expect(rows).toEqual([{ staff_id: lin.id, handling_seconds: 120, contacts: 1 }])
  })

  test('登记投诉: the case has the number, the call stands on its timeline, and again is the same', async () => {
    const call = aCall('13900004444')
    const { id } = await call.tell('ringing', { extension: '8001' })
    await call.tell('answered', { extension: '8001' })
    const complaint = { ...aComplaint({ complainant: { name: '周敏' } }), externalId: `${call.callId}-1` }
    const { status, body } = await lin.post(`/calls/${id}/complaints`, complaint)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(await lin.post(`/calls/${id}/complaints`, complaint)).toMatchObject({ status: 200, body: { caseId: body.caseId } })
    await call.tell('recordingReady', { recordingUrl: 'https://records.example.com/a.mp3?key=1' })
    await call.tell('ended')
    const { body: complaintCase } = await admin.get(`/cases/${body.caseId}`)
    expect(complaintCase.customer).toMatchObject({ phone: '139****4444' })
    const { body: timeline } = await admin.get(`/cases/${body.caseId}/timeline`)
    expect(timeline.rows.filter(({ kind }: { kind: string }) => kind === 'case.called')).toMatchObject([{ facts: { callId: id } }])
    const { body: calls } = await admin.get(`/cases/${body.caseId}/calls`)
    expect(calls.rows).toMatchObject([{ id, hasRecording: true, number: '139****4444', customer: { name: '周**' } }])
    const opened = await lin.get(`/calls/${id}/recording`)
    expect(opened).toMatchObject({ status: 302, headers: { location: 'https://records.example.com/a.mp3?key=1' } })
    expect((await admin.get('/audit/records?kind=call.recordingOpened')).body.rows).toHaveLength(1)
  })

  test('关联到工单: a call about an open case stands on that case; a closed one takes none', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '热水器点不着火，等了两天没人上门维修。' })
    const call = aCall('13900005555')
    const { id } = await call.tell('ringing', { extension: '8001' })
    expect((await lin.post(`/calls/${id}/links`, { caseId })).status).toBe(201)
    expect((await lin.post(`/calls/${id}/links`, { caseId })).status).toBe(201)
    expect((await lin.get(`/calls/${id}`)).body.cases).toMatchObject([{ id: caseId }])
    await call.tell('ended')
    await admin.post(`/cases/${caseId}/withdrawal`, { reason: '客户撤诉' })
    const second = aCall('13900005555')
    const { id: other } = await second.tell('ringing', { extension: '8001' })
    expect(await lin.post(`/calls/${other}/links`, { caseId })).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED' } })
    await second.tell('ended')
  })

  test('未接: whoever was not answered waits until somebody has called back and says so', async () => {
    const call = aCall('13900006666')
    const { id } = await call.tell('ringing')
    await call.tell('ended')
    const missed = async () => (await lin.get('/calls?of=all&show=missed&number=13900006666')).body.rows
    expect(await missed()).toMatchObject([{ id, isMissed: true }])
    expect((await lin.post(`/calls/${id}/callBacks`, { note: '已回电13900006666，客户问进度' })).status).toBe(201)
    expect(await missed()).toEqual([])
    const { body } = await admin.get(`/calls/${id}`)
    expect(body.calledBack).toMatchObject({ note: expect.stringContaining('****') })
    expect((await lin.post(`/calls/${id}/callBacks`, { note: '再打一次' })).status).toBe(409)
  })

  test('投诉直达: a complaint chosen in the voice menu rings at the complaint group, on all their screens until one takes it', async () => {
    const hou = await aPerson(world, admin, 'agent')
    await admin.put('/call-extensions/8003', { userId: hou.id })
    const { body: group } = await admin.post('/skill-groups', { name: '投诉组', memberIds: [lin.id, hou.id] })
    const { body: settings } = await admin.get('/call-settings')
    expect(
      await admin.put('/call-settings', { complaintChoices: ['complaint'], complaintGroupId: group.id, version: settings.version }),
    ).toMatchObject({ status: 200, body: { complaintGroupId: group.id } })
    const call = aCall('13900007777')
    expect(await call.tell('ringing', { choice: 'complaint' })).toMatchObject({ ring: ['8001', '8003'] })
    expect(await onScreen(lin)).toMatchObject([{ isComplaint: true, extension: null }])
    expect(await onScreen(hou)).toHaveLength(1)
    expect(await call.tell('answered', { extension: '8003' })).toMatchObject({ ring: [] })
    expect(await onScreen(lin)).toEqual([])
    expect(await onScreen(hou)).toMatchObject([{ state: 'answered' }])
    await call.tell('ended')
  })

  test('an agent sees the own calls; all of them who may', async () => {
    const { body: own } = await lin.get('/calls?of=all')
    expect(own.rows.every((row: { agent: { id: string } | null; isMissed: boolean }) => row.agent?.id === lin.id || row.isMissed)).toBe(
      true,
    )
    const { body: all } = await admin.get('/calls?of=all&limit=2')
    expect(all.rows).toHaveLength(2)
    const { body: next } = await admin.get(`/calls?of=all&limit=2&cursor=${all.nextCursor}`)
    expect(next.rows[0].id).not.toBe(all.rows[1].id)
    expect((await clientOf(world.app).get('/calls')).status).toBe(401)
  })
})

describe('calls whose end was never told', () => {
  test('are over after a while, each by itself: one that cannot be kept holds up no other', async () => {
    const [bad, good] = [aCall('13900005551'), aCall('13900005552')]
    for (const call of [bad, good]) {
      await call.tell('ringing', { extension: '8001' })
      await call.tell('answered', { extension: '8001' })
      await call.tell('transcriptReady', { turns })
    }
    world.clock.moveMinutes(3 * 1_440)
    const sources = {
      storeContact: (act: Act, contact: IncomingContact) =>
        contact.externalId?.includes(bad.callId) ? Promise.reject(new Error('not today')) : callSources.storeContact(act, contact),
    }
    await expect(endSilentCalls(sources)(world.deps, world.tenantId)).rejects.toThrow('1 silent call(s)')
    const rows = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('phone_call')
      .select(['external_id', 'state'])
      .where('external_id', 'in', [bad.callId, good.callId])
      .orderBy('external_id')
      .execute()
    expect(rows.map(({ state }) => state)).toEqual(['answered', 'ended'])
  })
})
