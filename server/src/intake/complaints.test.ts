import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'

describe('registering complaints (登记)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  test('the same externalId on the same channel answers with the same case, and says when the content differs', async () => {
    const first = await admin.post('/complaints', aComplaint({ externalId: 'KF-1' }))
    const again = await admin.post('/complaints', aComplaint({ externalId: 'KF-1' }))
    const other = await admin.post('/complaints', aComplaint({ externalId: 'KF-1', text: '另一件事' }))
    expect(again).toMatchObject({ status: 200, body: { caseId: first.body.caseId } })
    expect(again.body.differs).toBeUndefined()
    expect(other).toMatchObject({ status: 200, body: { caseId: first.body.caseId, differs: true } })
    const elsewhere = await admin.post('/complaints', aComplaint({ externalId: 'KF-1', channel: 'email' }))
    expect(elsewhere).toMatchObject({ status: 201 })
    expect(elsewhere.body.caseId).not.toBe(first.body.caseId)
  })

  test('the same externalId sent twice at once makes one case', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.post('/complaints', aComplaint({ externalId: 'KF-race' }))))
    expect(new Set(answers.map((answer) => answer.body.caseId)).size).toBe(1)
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 201])
  })

  test('an Idempotency-Key answers the repeat with the first answer, and refuses other content', async () => {
    const key = { 'idempotency-key': 'k-1' }
    const first = await admin.post('/complaints', aComplaint(), key)
    const again = await admin.post('/complaints', aComplaint(), key)
    const other = await admin.post('/complaints', aComplaint({ text: '别的' }), key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  })

  test('twins with one key at once make one case', async () => {
    const key = { 'idempotency-key': 'k-twins' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post('/complaints', aComplaint({ subject: '双胞胎' }), key)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(1)
  })

  test('another person may use the same key for something else', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const key = { 'idempotency-key': 'k-shared' }
    const mine = await admin.post('/complaints', aComplaint(), key)
    const theirs = await agent.post('/complaints', aComplaint({ text: '我的另一件' }), key)
    expect([mine.status, theirs.status]).toEqual([201, 201])
  })

  test('a word-for-word repeat of the same customer gets its own case, linked', async () => {
    const complainant = { name: '李四', phone: '13800000001' }
    const first = await admin.post('/complaints', aComplaint({ complainant, text: '冰箱有异响，晚上睡不着！' }))
    const again = await admin.post('/complaints', aComplaint({ complainant, text: '冰箱有异响,晚上睡不着' }))
    expect(again).toMatchObject({ status: 201, body: { duplicateOf: first.body.caseId } })
  })

  test.each([
    ['an unknown field', { urgent: true }, '#/'],
    ['a text of 20,001 characters', { text: '长'.repeat(20_001) }, '#/text'],
    ['no text', { text: '' }, '#/text'],
    ['white space only', { text: '  \n ' }, '#/text'],
    ['an unknown channel', { channel: 'fax' }, '#/channel'],
    ['a category that does not exist', { category: 'no.such' }, '#/category'],
    ['money with a fraction', { amountFen: 1.5 }, '#/amountFen'],
    ['a time in the future', { receivedAt: '2099-01-01T00:00:00Z' }, '#/receivedAt'],
  ])('%s is refused with a pointer, and nothing is stored', async (_what, given, pointer) => {
    const before = (await admin.get('/cases')).body.total.count
    const answer = await admin.post('/complaints', { ...aComplaint(), ...given })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect(answer.body.errors[0].pointer).toContain(pointer)
    expect((await admin.get('/cases')).body.total.count).toBe(before)
  })

  test.each([
    [{ name: '王小明', phone: '内线8012' }, '#/complainant/phone'],
    [{ kind: 'anonymous' as const, phone: '13912341234' }, '#/complainant/phone'],
    [{ kind: 'anonymous' as const, name: '王小明' }, '#/complainant/name'],
  ])('what could not be kept of the complainant is refused, not dropped: %j', async (complainant, pointer) => {
    const single = await admin.post('/complaints', aComplaint({ complainant }))
    expect(single).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ pointer }] } })
    const batch = await admin.post('/complaints/batch', { complaints: [aComplaint({ complainant }), aComplaint()] })
    expect(batch.body.results).toMatchObject([{ problem: { errors: [{ pointer }] } }, { caseId: expect.any(String) }])
  })

  test('NUL and lone surrogates are replaced, a text of 20,000 characters is kept whole', async () => {
    const odd = await admin.post('/complaints', aComplaint({ text: `坏字符\u0000和\ud800孤儿` }))
    expect((await admin.get(`/cases/${odd.body.caseId}`)).body.text).toBe('坏字符\uFFFD和\uFFFD孤儿')
    const long = await admin.post('/complaints', aComplaint({ text: '长'.repeat(20_000) }))
    expect((await admin.get(`/cases/${long.body.caseId}`)).body.text).toHaveLength(20_000)
  })

  test('a batch keeps its order and one bad row does not stop the others', async () => {
    const complaints = [
      aComplaint({ text: '第一', externalId: 'B-1' }),
      { channel: 'hotline' },
      aComplaint({ text: '第三' }),
      aComplaint({ text: '又是第一', externalId: 'B-1' }),
      aComplaint({ text: '坏分类', category: 'no.such' }),
      'not an object',
    ]
    const { status, body } = await admin.post('/complaints/batch', { complaints })
    expect(status).toBe(200)
    expect(body.results.map((result: { index: number }) => result.index)).toEqual([0, 1, 2, 3, 4, 5])
    expect(body.results[1]).toMatchObject({ problem: { code: 'INPUT_INVALID' } })
    expect(body.results[3].caseId).toBe(body.results[0].caseId)
    expect(body.results[4]).toMatchObject({ problem: { errors: [{ pointer: '#/category' }] } })
    expect(body.results[5]).toMatchObject({ problem: { code: 'INPUT_INVALID' } })
    expect((await admin.get(`/cases/${body.results[2].caseId}`)).body.text).toBe('第三')
  })

  test('repeats are noticed and linked in a batch too: of what is stored, and within it', async () => {
    const complainant = { name: '何七', phone: '13800000077' }
    const { caseId } = await aRegisteredCase(admin, { complainant, text: '路由器每晚掉线。' })
    const complaints = ['路由器每晚掉线', '宽带费用多扣', '宽带费用多扣！'].map((text) => aComplaint({ complainant, text }))
    const { body } = await admin.post('/complaints/batch', { complaints })
    const [first, second, third] = body.results.map((result: { caseId: string }) => result.caseId)
    const linked = async (id: string) => (await admin.get(`/cases/${id}`)).body
    expect(await linked(first)).toMatchObject({ duplicateOf: caseId, links: [{ kind: 'duplicateOf', direction: 'to', caseId }] })
    expect(await linked(second)).toMatchObject({ duplicateOf: null, links: [{ direction: 'from', caseId: third }] })
    expect(await linked(third)).toMatchObject({ duplicateOf: second, links: [{ kind: 'duplicateOf', caseId: second }] })
  })

  test('personal data in product, place and region is masked as in the text', async () => {
    const { caseId } = await aRegisteredCase(admin, { product: '热水器 13912341234', node: '找 13912341234', region: '福州 13912341234' })
    expect((await admin.get(`/cases/${caseId}`)).body).toMatchObject({
      product: '热水器 139****1234',
      node: '找 139****1234',
      region: '福州 139****1234',
    })
  })

  test('batches that bring the same new customers at the same time are all stored', async () => {
    const complainants = Array.from({ length: 100 }, (_, at) => ({ phone: `137${String(20_000_000 + at)}` }))
    const batch = (no: number) => ({ complaints: complainants.map((complainant) => aComplaint({ text: `第 ${no} 批`, complainant })) })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, no) => admin.post('/complaints/batch', batch(no))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const { body: found } = await admin.get('/customers?q=13720000007')
    expect(found.rows).toMatchObject([{ caseCount: 8 }])
  })

  test('a thousand at once are stored with customers found once each', async () => {
    const complaints = Array.from({ length: 1_000 }, (_, at) =>
      aComplaint({ text: `批量第 ${at} 件`, complainant: { phone: `139${String(10_000_000 + (at % 100))}` } }),
    )
    const { body } = await admin.post('/complaints/batch', { complaints })
    expect(new Set(body.results.map((result: { caseId: string }) => result.caseId)).size).toBe(1_000)
    const { body: found } = await admin.get('/customers?q=13910000007')
    expect(found.rows).toHaveLength(1)
    expect(found.rows[0].caseCount).toBe(10)
  })

  test('an API token with the one permission registers, and does nothing else', async () => {
    const { body: made } = await admin.post('/tokens', { name: '官网', permissions: ['complaints:register'] })
    const feed = clientOf(world.app, { authorization: `Bearer ${made.token}` })
    const { status, body } = await feed.post('/complaints', aComplaint({ channel: 'api' }))
    expect(status).toBe(201)
    // Nor is it the work of whoever made the token.
    expect((await admin.get('/cases?handlerId=me&limit=200')).body.rows.map(({ id }: { id: string }) => id)).not.toContain(body.caseId)
    expect((await feed.get('/users')).status).toBe(403)
    expect((await feed.get('/cases')).status).toBe(403)
  })

  test('declining needs a reason and that the customer was told', async () => {
    const { body } = await admin.post('/complaints', aComplaint())
    const untold = await admin.post(`/cases/${body.caseId}/declination`, { reason: '不属于我司' })
    expect(untold).toMatchObject({ status: 409, body: { missing: ['customerTold'] } })
    expect(await admin.post(`/cases/${body.caseId}/declination`, { reason: '不属于我司', customerTold: true })).toMatchObject({
      status: 201,
      body: { status: 'declined' },
    })
  })

  test('accepting needs a category', async () => {
    const { body } = await admin.post('/complaints', aComplaint())
    expect(await admin.post(`/cases/${body.caseId}/acceptance`)).toMatchObject({ status: 409, body: { missing: ['category'] } })
    expect(await admin.post(`/cases/${body.caseId}/acceptance`, { category: 'delivery.delay' })).toMatchObject({
      status: 201,
      body: { status: 'accepted' },
    })
  })
})
