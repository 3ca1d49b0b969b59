import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'
import { suggestionsOf } from './rest/rules.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let lead: Person
let lin: Person
let colleague: Person
let otherLead: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '热线一组', 'callCentre')).id
  const elsewhere = (await aUnit(admin, '热线二组', 'callCentre')).id
  lead = await aPerson(world, admin, 'supervisor', unitId)
  lin = await aPerson(world, admin, 'agent', unitId)
  colleague = await aPerson(world, admin, 'agent', unitId)
  otherLead = await aPerson(world, admin, 'supervisor', elsewhere)
})
afterAll(() => world.close())

type Row = { id: string }
const angry = '你们就是骗子、垃圾公司、王八蛋！再不退款我就去12315投诉！'
async function aHardCase(agent: Person) {
  const { id } = await aCaseIn('accepted', admin, unitId, { text: angry })
  await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: agent.id })
  await agent.post(`/cases/${id}/notes`, { text: '客户情绪激动，先听完' })
  return id
}

describe('a break after what was hard (缓一缓)', () => {
  const at = (minutesAgo: number) => new Date(Date.UTC(2026, 10, 20, 8) - minutesAgo * 60_000)
  const day = () => '2026-11-20'
  const reasons = (traces: Parameters<typeof suggestionsOf>[0], isOff = false) =>
    suggestionsOf(traces, () => isOff, day, at(0)).map(({ reason }) => reason)

  test.each([
    ['stage 4 within the hour', [{ caseId: 'a', at: at(10), stage: 4, insult: false }], false, ['hard']],
    ['an insult goes before the stage', [{ caseId: 'a', at: at(10), stage: 5, insult: true }], false, ['insult']],
    ['one case is one occasion', [10, 20].map((ago) => ({ caseId: 'a', at: at(ago), stage: 4, insult: false })), false, ['hard']],
    ['longer than an hour ago', [{ caseId: 'a', at: at(61), stage: 5, insult: true }], false, []],
    ['a calm case', [{ caseId: 'a', at: at(5), stage: 2, insult: false }], false, []],
    ['work at night, hours ago', [{ caseId: 'a', at: at(300), stage: 1, insult: false }], true, ['night']],
  ])('%s', (_name, traces, isOff, expected) => expect(reasons(traces, isOff)).toEqual(expected))

  test('suggested, taken once, and no heavy case comes meanwhile; a declined one changes nothing', async () => {
    const id = await aHardCase(lin)
    const [suggested] = (await lin.get('/rests')).body.rows
    expect(suggested).toMatchObject({
      person: { id: lin.id },
      occasion: `case ${id}`,
      pauseMinutes: 15,
      answer: null,
      can: { answer: true },
    })

    // Of nobody: it came over a line of the open API.
    const { body: line } = await admin.post('/tokens', { name: '热线', permissions: ['complaints:register'] })
    const heavy = await clientOf(world.app, { authorization: `Bearer ${line.token}` }).post('/complaints', aComplaint({ text: angry }))
    const objections = async () => {
      const { body } = await lead.get(`/cases/${heavy.body.caseId}/routing`)
      const other = body.others.find(({ person }: { person: { id: string } }) => person.id === lin.id)
      return (other?.objections ?? []).map(({ code }: { code: string }) => code)
    }
    expect(await objections()).not.toContain('calm')
    const taken = await lin.post('/rests', { occasion: `case ${id}`, answer: 'taken' })
    expect(taken).toMatchObject({ status: 201, body: { answer: 'taken', until: expect.any(String) } })
    expect(await lin.post('/rests', { occasion: `case ${id}`, answer: 'declined' })).toMatchObject({ status: 409 })
    expect(await objections()).toContain('calm')
    expect(await lin.post('/rests', { occasion: 'case of nobody', answer: 'taken' })).toMatchObject({ status: 404 })

    const hard = await aHardCase(colleague)
    expect(await colleague.post('/rests', { occasion: `case ${hard}`, answer: 'declined' })).toMatchObject({
      status: 201,
      body: { until: null },
    })
  })

  test('answered, it is not suggested again when the case is worked on another day', async () => {
    const agent = await aPerson(world, admin, 'agent', unitId)
    const occasion = `case ${await aHardCase(agent)}`
    await agent.post('/rests', { occasion, answer: 'declined' })
    expect((await agent.get('/rests')).body.rows).toMatchObject([{ occasion, answer: 'declined', can: { answer: false } }])
    await world.deps.database
      .tenant(world.tenantId)
      .updateTable('staff_rest')
      .set({ at: new Date(world.clock.now().getTime() - 24 * 3_600_000) })
      .where('user_id', '=', agent.id)
      .execute()
    expect((await agent.get('/rests')).body.rows.map((row: { occasion: string }) => row.occasion)).not.toContain(occasion)
  })

  test('seen by the person and the lead of that team: no colleague, no other lead, no administrator', async () => {
    const people = async (who: { get: Client['get'] }) =>
      (await who.get('/rests')).body.rows.map(({ person }: { person: Row }) => person.id)
    expect(await people(lead)).toEqual(expect.arrayContaining([lin.id, colleague.id]))
    expect(await people(colleague)).not.toContain(lin.id)
    for (const who of [otherLead, admin]) {
      expect(await people(who)).not.toContain(lin.id)
      expect(await people(who)).not.toContain(colleague.id)
    }
    const asLead = (await lead.get('/rests')).body.rows
    expect(asLead.every(({ can }: { can: { answer: boolean } }) => !can.answer)).toBe(true)
  })
})

describe('buddies (同伴)', () => {
  const list = async (who: { get: Client['get'] }) => (await who.get('/buddies')).body.rows.map(({ id }: Row) => id)

  test('a person asks, the colleague agrees, and both are told', async () => {
    const asked = await lin.post('/buddies', { buddyId: colleague.id })
    expect(asked).toMatchObject({ status: 201, body: { agreed: false, can: { answer: false } } })
    const { id } = asked.body
    expect((await colleague.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'buddyAsked' }))
    expect(await lin.post('/buddies', { buddyId: colleague.id })).toMatchObject({ status: 409 })
    expect(await lead.post(`/buddies/${id}/answers`, { agree: true })).toMatchObject({ status: 403 })
    expect(await colleague.post(`/buddies/${id}/answers`, { agree: true })).toMatchObject({ status: 201, body: { agreed: true } })
    expect((await lin.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'buddyAgreed' }))

    expect(await list(lead)).toContain(id)
    for (const stranger of [otherLead, admin]) {
      expect(await list(stranger)).not.toContain(id)
      expect(await stranger.post(`/buddies/${id}/ending`)).toMatchObject({ status: 404 })
    }
    expect(await colleague.post(`/buddies/${id}/ending`)).toMatchObject({ status: 201 })
    expect(await list(lin)).not.toContain(id)
  })

  test('proposed by the lead both agree; another lead may not propose, and declining ends it', async () => {
    expect(await otherLead.post('/buddies', { userId: lin.id, buddyId: colleague.id })).toMatchObject({ status: 403 })
    const { body } = await lead.post('/buddies', { userId: lin.id, buddyId: colleague.id })
    expect(body).toMatchObject({ personAgreedAt: null, buddyAgreedAt: null })
    expect(await lin.post(`/buddies/${body.id}/answers`, { agree: true })).toMatchObject({ status: 201, body: { agreed: false } })
    expect(await colleague.post(`/buddies/${body.id}/answers`, { agree: false })).toMatchObject({ status: 201, body: { agreed: false } })
    expect(await list(lin)).not.toContain(body.id)
    expect(await lin.post('/buddies', { buddyId: lin.id })).toMatchObject({ status: 400 })
  })
})

describe('private notes (私人笔记)', () => {
  const word = '今天那通电话让我一直发抖'
  const texts = async (who: { get: Client['get'] }, of: string) => JSON.stringify((await who.get(`/private-notes?of=${of}`)).body)

  test('read by whoever wrote it: not by the lead, a colleague, an administrator, nor by search or in the audit record', async () => {
    const written = await lin.post('/private-notes', { text: word })
    expect(written).toMatchObject({ status: 201, body: { text: word, sharedAt: null } })
    expect(await texts(lin, 'mine')).toContain(word)
    for (const who of [lead, colleague, otherLead, admin]) {
      for (const of of ['mine', 'team']) expect(await texts(who, of)).not.toContain(word)
      expect(await who.put(`/private-notes/${written.body.id}/sharing`, { shared: true })).toMatchObject({ status: 404 })
      expect(await who.delete(`/private-notes/${written.body.id}`)).toMatchObject({ status: 404 })
    }
    for (const place of ['/cases?q=发抖', '/knowledge?q=发抖', '/audit?limit=200'])
      expect(JSON.stringify((await admin.get(place)).body)).not.toContain('发抖')
    const stored = await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('private_note')
      .select('cipher')
      .where('id', '=', written.body.id)
      .executeTakeFirstOrThrow()
    expect(stored.cipher.includes(Buffer.from(word))).toBe(false)
  })

  test('shared by choice with the lead of the own team alone, taken back, and removed for good', async () => {
    const { id } = (await lin.post('/private-notes', { text: '想请班长知道：这周太累', shared: true })).body
    expect(await texts(lead, 'team')).toContain('这周太累')
    for (const who of [colleague, otherLead, admin]) expect(await texts(who, 'team')).not.toContain('这周太累')
    expect(await lin.put(`/private-notes/${id}/sharing`, { shared: false })).toMatchObject({ status: 200, body: { sharedAt: null } })
    expect(await texts(lead, 'team')).not.toContain('这周太累')
    expect(await lin.delete(`/private-notes/${id}`)).toMatchObject({ status: 204 })
    expect(await texts(lin, 'mine')).not.toContain('这周太累')
  })

  test('no API token opens a diary, not even one of the writer', async () => {
    const { body } = await admin.post('/tokens', { name: '报表', permissions: ['cases:read'] })
    const response = await world.app.inject({ url: '/api/v1/private-notes', headers: { authorization: `Bearer ${body.token}` } })
    expect(response.statusCode).toBe(403)
  })
})
