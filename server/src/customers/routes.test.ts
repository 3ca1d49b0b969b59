import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { makeAdministrator, makeTenant } from '../identity/index.ts'

let world: World
let admin: Client
let agent: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  agent = await aPerson(world, admin, 'agent')
})
afterAll(() => world.close())

async function aCustomer(given: object) {
  const { status, body } = await agent.post('/customers', given)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const found = async (q: string) => (await agent.get(`/customers?q=${encodeURIComponent(q)}`)).body.rows.map((row: { id: string }) => row.id)

describe('a customer in the list (客户列表)', () => {
  test('is found by whole phone, its last 4 digits, e-mail, customer number and full name, and shown masked', async () => {
    const { id } = await aCustomer({
      name: '王小明',
      phone: '+86 139-1234-8765',
      email: 'Wang@example.com',
      customerNo: 'K-1001',
      tier: 'vip',
      tags: ['老客户'],
    })
    for (const q of ['13912348765', '１３９ 1234 8765', '8765', 'wang@EXAMPLE.com', 'k-1001', '王小明', ' 王 小明 '])
      expect(await found(q), q).toEqual([id])
    for (const q of ['1391234876', '876', '小明', 'wang']) expect(await found(q), q).toEqual([])
    const { body } = await agent.get('/customers?q=8765')
    expect(body).toMatchObject({
      rows: [
        {
          id,
          name: '王**',
          phone: '139****8765',
          email: 'w***@example.com',
          customerNo: '****1',
          tier: 'vip',
          caseCount: 0,
          lastCaseAt: null,
        },
      ],
      total: { count: 1, capped: false },
    })
  })
  test('comes newest change first, page by page, narrowed by tier and tag', async () => {
    for (const at of [1, 2, 3, 4, 5]) {
      world.clock.moveMinutes(1)
      await aCustomer({ name: `页${at}`, tier: 'largeUser', tags: at % 2 ? ['大客户', '单'] : ['大客户'] })
    }
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: { body: { rows: { id: string }[]; nextCursor: string | null; total: object } } = await agent.get(
        `/customers?tag=${encodeURIComponent('大客户')}&limit=2${cursor && `&cursor=${cursor}`}`,
      )
      expect(body.total).toEqual({ count: 5, capped: false })
      seen.push(...body.rows.map((row) => row.id))
      cursor = body.nextCursor
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual((await agent.get('/customers?tier=largeUser')).body.rows.map((row: { id: string }) => row.id))
    expect((await agent.get(`/customers?tag=${encodeURIComponent('单')}`)).body.total.count).toBe(3)
    expect((await agent.get('/customers?cursor=rubbish')).body.code).toBe('CURSOR_INVALID')
  })
})

describe('making and changing a customer', () => {
  test('somebody must be said, and a phone must be one', async () => {
    expect((await agent.post('/customers', {})).body.code).toBe('INPUT_INVALID')
    expect((await agent.post('/customers', { name: '某某', phone: '不详' })).body).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ pointer: '#/phone' }],
    })
  })
  test('a phone, e-mail or number of somebody else is refused with who has it', async () => {
    const { id } = await aCustomer({ phone: '13500001111', email: 'taken@example.com', customerNo: 'TAKEN' })
    const other = await aCustomer({ name: '另一位' })
    for (const [field, value] of Object.entries({ phone: '135 0000 1111', email: 'TAKEN@example.com', customerNo: 'taken' })) {
      const made = await agent.post('/customers', { [field]: value })
      expect(made.body).toMatchObject({ code: 'ALREADY_EXISTS', errors: [{ pointer: `#/${field}` }] })
      expect(made.body.detail).toContain(id)
      const changed = await agent.patch(`/customers/${other.id}`, { [field]: value, version: other.version })
      expect(changed).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    }
  })
  test('a change keeps what is not named, replaces the first phone, and null removes it', async () => {
    const customer = await aCustomer({ name: '赵一', phone: '13500002222', lifecycle: 'retained', tags: ['甲'] })
    const changed = await agent.patch(`/customers/${customer.id}`, { phone: '13500003333', tier: 'keyAccount', version: customer.version })
    expect(changed).toMatchObject({
      status: 200,
      body: { name: '赵**', phone: '135****3333', tier: 'keyAccount', lifecycle: 'retained', tags: ['甲'] },
    })
    expect(await found('13500002222')).toEqual([])
    const without = await agent.patch(`/customers/${customer.id}`, { phone: null, name: '钱二', version: changed.body.version })
    expect(without.body).toMatchObject({ name: '钱**', phone: null, contactPoints: [] })
    expect(await found('赵一')).toEqual([])
    expect(await found('钱二')).toEqual([customer.id])
  })
  test('two people change it at once: the second gets VERSION_CONFLICT', async () => {
    const { id, version } = await aCustomer({ name: '并发' })
    expect((await agent.patch(`/customers/${id}`, { tier: 'vip', version })).status).toBe(200)
    expect(await agent.patch(`/customers/${id}`, { tier: 'largeUser', version })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
  })
  test('an organisation shows both ends of its name; as a person it would not', async () => {
    const customer = await aCustomer({ kind: 'organisation', name: '杭州西湖家电有限公司' })
    expect(customer.name).toBe('杭州****公司')
    const changed = await agent.patch(`/customers/${customer.id}`, { kind: 'person', version: customer.version })
    expect(changed.body.name).toBe('杭**')
  })
  test('whoever may only read can neither make, change, merge nor reveal, and is told so', async () => {
    const auditor = await aPerson(world, admin, 'auditor')
    const { id, version, can } = await aCustomer({ name: '只读' })
    expect(can).toEqual({ edit: true, merge: true, reveal: true })
    expect((await auditor.get(`/customers/${id}`)).body.can).toEqual({ edit: false, merge: false, reveal: false })
    for (const answer of [
      await auditor.post('/customers', { name: '不行' }),
      await auditor.patch(`/customers/${id}`, { tier: 'vip', version }),
      await auditor.post(`/customers/${id}/merges`, { doubleId: id, reason: '不行' }),
      await auditor.post(`/customers/${id}/reveals`, { field: 'name', reason: '不行' }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    }
  })
})

describe('seeing personal data in full (查看完整信息)', () => {
  test('needs a reason, and who saw what and why stands in the record', async () => {
    const { id } = await aCustomer({ name: '诸葛亮', phone: '13511110000', customerNo: 'ZG-1' })
    expect((await agent.post(`/customers/${id}/reveals`, { field: 'phone' })).body.code).toBe('INPUT_INVALID')
    expect((await agent.post(`/customers/${id}/reveals`, { field: 'phone', reason: '  ' })).body.code).toBe('INPUT_INVALID')

    const revealed = await agent.post(`/customers/${id}/reveals`, { field: 'phone', reason: '回拨客户' })

    expect(revealed).toMatchObject({ status: 201, body: { field: 'phone', value: '13511110000' } })
    expect((await agent.post(`/customers/${id}/reveals`, { field: 'email', reason: '回信' })).body.value).toBeNull()
    const { body } = await admin.get('/audit/records?kind=customer.revealed')
    expect(body.rows).toContainEqual(expect.objectContaining({ facts: { field: 'phone' }, reason: '回拨客户', subject: id }))
    expect(JSON.stringify(body)).not.toContain('13511110000')
  })
  test('the record keeps no number that somebody typed into the reason', async () => {
    const { id } = await aCustomer({ name: '理由', phone: '13511115555' })
    await agent.post(`/customers/${id}/reveals`, { field: 'phone', reason: '回拨 13511115555' })
    const double = await aCustomer({ name: '理由二' })
    await agent.post(`/customers/${id}/merges`, { doubleId: double.id, reason: '都是(0591)87654321' })
    const reasons = (await admin.get('/audit/records')).body.rows.map((row: { reason: string | null }) => row.reason)
    expect(reasons).toEqual(expect.arrayContaining(['回拨 135****5555', '都是(0591)******21']))
  })
  test("a partner firm's people never, whatever their role says", async () => {
    const partner = await aUnit(admin, '快修服务商', 'partner')
    const fitter = await aPerson(world, admin, 'agent', partner.id)
    const { id } = await aCustomer({ name: '合作方不可见', phone: '13511113333' })
    expect(await fitter.post(`/customers/${id}/reveals`, { field: 'phone', reason: '想看' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_PERMITTED' },
    })
    expect(await fitter.get(`/customers/${id}`)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })
})

describe('who does not see every case (承办人)', () => {
  test('opens and reveals the customers of own cases only, and has no list', async () => {
    const unit = await aUnit(admin, '安装一组')
    const handler = await aPerson(world, admin, 'handler', unit.id)
    const { caseId } = await aRegisteredCase(agent, { complainant: { name: '我的客户', phone: '13799990001' } })
    const stranger = await aCustomer({ name: '别组的客户', phone: '13799990002' })
    const mine = (await agent.get('/customers?q=13799990001')).body.rows[0].id
    await world.deps.database
      .tenant(world.tenantId)
      .updateTable('complaint_case')
      .set({ unit_id: unit.id })
      .where('id', '=', caseId)
      .execute()

    expect((await handler.get(`/customers/${mine}`)).body).toMatchObject({ id: mine, phone: '137****0001' })
    expect((await handler.post(`/customers/${mine}/reveals`, { field: 'phone', reason: '上门前联系' })).body.value).toBe('13799990001')
    for (const answer of [
      await handler.get(`/customers/${stranger.id}`),
      await handler.post(`/customers/${stranger.id}/reveals`, { field: 'phone', reason: '想看' }),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    for (const url of ['/customers', '/customers?q=13799990002', '/callers?phone=13799990002'])
      expect(await handler.get(url), url).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })
})

describe('who is on the line (来电查找)', () => {
  test('by the last 4 digits or the whole number, with open cases, those with open ones first', async () => {
    const quiet = await aCustomer({ name: '无单', phone: '13622226688' })
    await aRegisteredCase(agent, { complainant: { name: '有单', phone: '13711116688' }, text: '冰箱第三次维修后仍然不制冷，要求换货。' })
    const { body } = await agent.get('/callers?phone=6688')
    expect(body.matches).toHaveLength(2)
    expect(body.matches[0]).toMatchObject({ name: '有**', phone: '137****6688', openCaseCount: 1, openCases: [{ status: 'registered' }] })
    expect(body.matches[1]).toMatchObject({ id: quiet.id, openCases: [], recentCases: [] })
    for (const phone of ['13711116688', '+86 137 1111 6688', '１３７１１１１６６８８']) {
      expect((await agent.get(`/callers?phone=${encodeURIComponent(phone)}`)).body.matches, phone).toHaveLength(1)
    }
  })
  test('a short number and an unknown or unreadable one', async () => {
    const { id } = await aCustomer({ kind: 'organisation', name: '供电公司', phone: '95598' })
    expect((await agent.get('/callers?phone=95598')).body.matches).toMatchObject([{ id, phone: '***98' }])
    expect((await agent.get('/callers?phone=13900000000')).body.matches).toEqual([])
    expect((await agent.get(`/callers?phone=${encodeURIComponent('王小明的电话')}`)).body.matches).toEqual([])
    expect((await agent.get('/callers?phone=1')).body.code).toBe('INPUT_INVALID')
  })
})

describe('another tenant', () => {
  test('sees nothing of it on any route, and may have a customer with the same phone', async () => {
    const { id, version } = await aCustomer({ name: '本企业', phone: '13755556666', customerNo: 'SAME' })
    const otherId = await makeTenant(world.deps.database, { code: 'other', name: '另一家' }, world.clock.now())
    await makeAdministrator(world.deps.database, otherId, { username: 'admin', password: adminPassword }, world.clock.now())
    const stranger = await signedInAs(world, 'admin', adminPassword, 'other')
    const theirs = await stranger.post('/customers', { name: '别的', phone: '13755556666', customerNo: 'SAME' })
    expect(theirs.status).toBe(201)
    for (const answer of [
      await stranger.get(`/customers/${id}`),
      await stranger.patch(`/customers/${id}`, { tier: 'vip', version }),
      await stranger.post(`/customers/${id}/reveals`, { field: 'phone', reason: '偷看' }),
      await stranger.post(`/customers/${id}/merges`, { doubleId: theirs.body.id, reason: '并入' }),
      await stranger.post(`/customers/${theirs.body.id}/merges`, { doubleId: id, reason: '并入' }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    }
    expect((await stranger.get('/customers?q=13755556666')).body.rows.map((row: { id: string }) => row.id)).toEqual([theirs.body.id])
    expect((await stranger.get('/callers?phone=6666')).body.matches).toHaveLength(1)
  })
})
