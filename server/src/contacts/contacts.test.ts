import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { aContact, anUnhappyTalk, settledWorld } from './contacts-for-tests.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

describe('registering contacts (登记联络)', () => {
  test('a talk is read at the door', async () => {
    const { status, body } = await admin.post('/contacts', aContact({ turns: anUnhappyTalk }))
    expect(status).toBe(201)
    expect(body.reading).toMatchObject({ sentiment: 'negative', satisfaction: expect.any(Number) })
    expect(body.reading.unhappy).toBeGreaterThan(0.6)
  })

  test('the same externalId on the same channel answers 200 with the same contact, and says when the content differs', async () => {
    const first = await admin.post('/contacts', aContact({ externalId: 'C-1' }))
    const again = await admin.post('/contacts', aContact({ externalId: 'C-1' }))
    const other = await admin.post('/contacts', aContact({ externalId: 'C-1', turns: [{ by: 'customer', text: '另一件事' }] }))
    const elsewhere = await admin.post('/contacts', aContact({ externalId: 'C-1', channel: 'hotline' }))
    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 200, body: { contactId: first.body.contactId } })
    expect(again.body.differs).toBeUndefined()
    expect(other).toMatchObject({ status: 200, body: { contactId: first.body.contactId, differs: true } })
    expect(elsewhere.body.contactId).not.toBe(first.body.contactId)
  })

  test('an Idempotency-Key answers the repeat with the first answer, and refuses other content', async () => {
    const key = { 'idempotency-key': 'k-contact' }
    const first = await admin.post('/contacts', aContact(), key)
    expect(await admin.post('/contacts', aContact(), key)).toMatchObject({ status: 201, body: first.body })
    expect(await admin.post('/contacts', aContact({ score: 1 }), key)).toMatchObject({ status: 422 })
  })

  test.each([
    ['an unknown field', { mood: 'bad' }, '#/'],
    ['no turn', { turns: [] }, '#/turns'],
    ['501 turns', { turns: Array(501).fill({ by: 'customer', text: '在吗' }) }, '#/turns'],
    ['an unknown speaker', { turns: [{ by: 'boss', text: '在吗' }] }, '#/turns/0/by'],
    ['white space only', { turns: [{ by: 'customer', text: ' \n' }] }, '#/turns/0/text'],
    ['no time', { occurredAt: undefined }, '#/occurredAt'],
    ['a time in the future', { occurredAt: '2099-01-01T00:00:00Z' }, '#/occurredAt'],
    ['an unknown channel', { channel: 'fax' }, '#/channel'],
    ['a score above the best', { score: 6 }, '#/score'],
    ['an unreadable phone', { complainant: { phone: 'none' } }, '#/complainant/phone'],
  ])('%s is refused with a pointer', async (_what, given, pointer) => {
    const answer = await admin.post('/contacts', { ...aContact(), ...given })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect(answer.body.errors[0].pointer).toContain(pointer)
  })

  test('a batch answers in order, and one bad row does not stop the others', async () => {
    const contacts = [aContact({ externalId: 'B-1' }), { ...aContact(), turns: [] }, aContact({ externalId: 'B-1' }), aContact()]
    const { status, body } = await admin.post('/contacts/batch', { contacts })
    expect(status).toBe(200)
    expect(body.results.map((result: { problem?: { code: string } }) => result.problem?.code ?? 'stored')).toEqual([
      'stored',
      'INPUT_INVALID',
      'stored',
      'stored',
    ])
    expect(body.results[2].contactId).toBe(body.results[0].contactId)
  })

  test('who may not register contacts is refused', async () => {
    const handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '售后部')).id)
    expect(await handler.post('/contacts', aContact())).toMatchObject({ status: 403 })
  })

  test('people see what was said masked, with its emotion curve', async () => {
    const { body } = await admin.post(
      '/contacts',
      aContact({ turns: [...anUnhappyTalk, { by: 'customer', text: '我电话 13912345678，你们看着办' }] }),
    )
    const detail = (await admin.get(`/contacts/${body.contactId}`)).body
    expect(detail.conversation.at(-1).text).toContain('139****5678')
    expect(detail.curve.length).toBe(anUnhappyTalk.filter(({ by }) => by === 'customer').length + 1)
    const { rows } = await world.deps.database.pool.query("select 1 from contact_text where masked::text like '%13912345678%'")
    expect(rows).toEqual([])
  })
})

describe('finding latent complainants (隐性客户)', () => {
  const verdictOf = async (id: string) => (await admin.get(`/contacts/${id}`)).body.verdict
  const told = async (given: object) => {
    const { body } = await admin.post('/contacts', aContact(given))
    await settledWorld(world)
    return verdictOf(body.contactId)
  }

  test('an unhappy customer without a complaint is tagged, a content one is not', async () => {
    expect(await told({ complainant: { phone: '13900000001' }, turns: anUnhappyTalk })).toBe('latent')
    expect(await told({ complainant: { phone: '13900000002' } })).toBe('content')
    const { body } = await admin.get('/latent-customers?sort=likely')
    const found = body.rows.find((row: { customer: { name: string } }) => row.customer.name.includes('139****0001'))
    expect(found).toMatchObject({ contacts: 1, reasons: expect.arrayContaining([expect.objectContaining({ code: 'unhappyEnd' })]) })
  })

  test('who complained about it already is not tagged; who complained about something else is', async () => {
    const complainant = { phone: '13900000003' }
    await admin.post('/complaints', aComplaint({ complainant }))
    expect(await told({ complainant, turns: anUnhappyTalk })).toBe('complained')
    const other = { phone: '13900000008' }
    const { body } = await admin.post('/complaints', aComplaint({ complainant: other, text: '开票开错了抬头', category: 'price.invoice' }))
    await admin.post(`/cases/${body.caseId}/acceptance`, { category: 'price.invoice' })
    expect(await told({ complainant: other, turns: anUnhappyTalk })).toBe('latent')
  })

  test('of who gave no name nothing can be called, but the words count', async () => {
    expect(await told({ complainant: {}, turns: anUnhappyTalk })).toBe('anonymous')
  })

  test('a low score of a survey speaks for itself', async () => {
    const answer = { channel: 'survey', turns: [{ by: 'customer', text: '一般吧，等了很久也没人管' }] }
    expect(await told({ ...answer, complainant: { phone: '13900000004' }, score: 1 })).toBe('latent')
    expect(
      await told({ ...answer, complainant: { phone: '13900000005' }, score: 5, turns: [{ by: 'customer', text: '挺好的，谢谢' }] }),
    ).toBe('content')
  })

  test('a later contact of the same customer adds to the tag', async () => {
    const complainant = { phone: '13900000006' }
    await told({ complainant, turns: anUnhappyTalk })
    await told({ complainant, turns: anUnhappyTalk, channel: 'hotline' })
    const { body } = await admin.get('/latent-customers')
    const own = body.rows.filter((row: { customer: { name: string } }) => row.customer.name.includes('139****0006'))
    expect(own).toHaveLength(1)
    expect(own[0]).toMatchObject({ contacts: 2 })
  })

  test('a person decides where the machine is unsure, or got it wrong', async () => {
    const { body } = await admin.post('/contacts', aContact({ complainant: { phone: '13900000007' } }))
    await settledWorld(world)
    expect(await admin.post(`/contacts/${body.contactId}/judgement`, { verdict: 'latent', reason: '听录音很不满' })).toMatchObject({
      status: 201,
    })
    expect(await verdictOf(body.contactId)).toBe('latent')
  })

  test('whoever sees only their own tasks judges no contact of others, and takes no tag off', async () => {
    const handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '门店部')).id)
    const complainant = { phone: '13900000009' }
    const { body } = await admin.post('/contacts', aContact({ complainant, turns: anUnhappyTalk }))
    expect(await handler.post(`/contacts/${body.contactId}/judgement`, { verdict: 'dismissed' })).toMatchObject({ status: 404 })
    await admin.post(`/contacts/${body.contactId}/judgement`, { verdict: 'latent' })
    const { customer } = (await admin.get(`/contacts/${body.contactId}`)).body
    const [tag] = (await admin.get(`/latent-customers?customerId=${customer.id}`)).body.rows
    expect(await handler.post(`/latent-customers/${tag.id}/dismissal`, { reason: '看着不像' })).toMatchObject({ status: 404 })
    const none = { waiting: 0, inCare: 0, overdue: 0, left: 0, unsure: 0, saysComplaint: 0 }
    expect((await handler.get('/latent-customers/counts')).body).toMatchObject(none)
    expect(await admin.post(`/latent-customers/${tag.id}/dismissal`, { reason: '是同事试打的' })).toMatchObject({ status: 201 })
  })
})

test('1,000 contacts of a batch are stored, read and decided of', async () => {
  const contacts = Array.from({ length: 1_000 }, (_, at) =>
    aContact({ externalId: `L-${at}`, complainant: { phone: `1380000${1000 + at}` } }),
  )
  const { body } = await admin.post('/contacts/batch', { contacts })
  expect(new Set(body.results.map((result: { contactId: string }) => result.contactId)).size).toBe(1_000)
  await settledWorld(world)
  expect((await admin.get('/contacts?verdict=content')).body.total.count).toBeGreaterThan(999)
})
