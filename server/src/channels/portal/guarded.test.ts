import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../../test/builders.ts'
import { adminPassword, aWorld, type Client, clientOf, origin, signedInAs, type World } from '../../../test/harness.ts'
import { aDraft, aFiledCase, askCode as askCodeOf, codesSent, holderOf, lookUp as lookUpBy } from '../../../test/portal.ts'
import { furnishTenant } from '../../furnish.ts'
import { makeAdministrator, makeTenant } from '../../identity/index.ts'

let world: World
let admin: Client
let unitId: string
let other: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const made = await makeTenant(world.deps.database, { code: 'other', name: '别家' }, world.clock.now(), furnishTenant)
  await makeAdministrator(world.deps.database, made, { username: 'boss', password: adminPassword }, world.clock.now())
  other = made
})
afterAll(() => world.close())

const tenant = 'default'
const stranger = () => clientOf(world.app)
const codesSentFor = (number: string) => codesSent(world, admin, number)
const askCode = (number: string, contact: string) => askCodeOf(world, { tenant, number, contact })
const lookUp = (number: string, code: string) => lookUpBy(world, { tenant, number, code })
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: never[]) {
    count += 1
    return (query as (...given: never[]) => unknown).apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return count
}

describe('looking up by number and one-time code (验证码)', () => {
  test('the code goes to the contact; it opens the case once', async () => {
    const { id, number } = await aCaseIn('handling', admin, unitId)
    expect(await askCode(number.toLowerCase().replace('-', ''), '139 1234 1234')).toMatchObject({ status: 202, body: { demoCode: null } })
    const [code = ''] = await codesSentFor(number)
    const entered = await lookUp(number, code)
    expect(entered).toMatchObject({ status: 201, body: { number, tenant } })
    expect(entered.headers['set-cookie']?.toString()).toMatch(/^__Host-zhiwei-portal=.+HttpOnly; Secure; SameSite=Lax/)
    expect((await holderOf(world, entered.body.token).get('/portal/case')).body).toMatchObject({ number, state: 'handling' })
    expect(await lookUp(number, code)).toMatchObject({ status: 422, body: { code: 'CODE_INVALID' } })
    expect((await admin.get(`/cases/${id}`)).body.status).toBe('handling')
  })

  test('a number nobody has, a wrong contact and a right one answer the same after the same work', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId)
    const asks = [
      [number, '13912341234'],
      [number, '13999990000'],
      ['0000-0000', '13912341234'],
      ['nonsense', 'not a contact'],
    ] as const
    const seen: unknown[] = []
    const work: number[] = []
    for (const [typed, contact] of asks) {
      work.push(
        await queriesOf(async () => {
          const { status, body } = await askCode(typed, contact)
          seen.push({ status, body })
        }),
      )
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(new Set(work).size).toBe(1)
    expect(await codesSentFor(number)).toHaveLength(1)
  })

  test('a wrong code for a case and any code for no case are refused alike, after the same work', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId)
    await askCode(number, '13912341234')
    const tries: { work: number; status: number; body: object }[] = []
    for (const typed of [number, '0000-0000']) {
      let answer = { status: 0, body: {} as Record<string, unknown> }
      const work = await queriesOf(async () => {
        answer = await lookUp(typed, '000000')
      })
      const { requestId: _id, instance: _instance, ...body } = answer.body
      tries.push({ work, status: answer.status, body })
    }
    expect(tries[0]).toEqual(tries[1])
  })

  test('after five wrong tries the right code opens nothing; a new one does', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId, { complainant: { phone: '13712340001' } })
    await askCode(number, '13712340001')
    const [code = ''] = await codesSentFor(number)
    const wrong = code === '123456' ? '654321' : '123456'
    for (let at = 0; at < 5; at++) expect((await lookUp(number, wrong)).status).toBe(422)
    expect((await lookUp(number, code)).status).toBe(422)
    await askCode(number, '13712340001')
    const codes = await codesSentFor(number)
    expect((await lookUp(number, codes.at(-1) ?? '')).status).toBe(201)
  })

  test('a code is over after ten minutes, and one contact gets no more than six an hour', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId, { complainant: { phone: '13712340002' } })
    await askCode(number, '13712340002')
    const [code = ''] = await codesSentFor(number)
    world.clock.moveMinutes(11)
    expect((await lookUp(number, code)).status).toBe(422)
    for (let at = 0; at < 8; at++) expect((await askCode(number, '13712340002')).status).toBe(202)
    expect(await codesSentFor(number)).toHaveLength(6)
  })

  test('other words around a phone are no other contact', async () => {
    const { number } = await aCaseIn('accepted', admin, unitId, { complainant: { phone: '13712340003' } })
    for (let at = 0; at < 8; at++) expect((await askCode(number, `${'abcdefgh'[at]} 13712340003`)).status).toBe(202)
    expect(await codesSentFor(number)).toHaveLength(6)
  })
})

describe('a session is of one case', () => {
  test('without one there is nothing to see; an ended one shows nothing', async () => {
    expect(await stranger().get('/portal/case')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
    const { customer } = await aFiledCase(world, { complainant: { phone: '13612340001' } })
    expect((await customer.delete('/portal/sessions/current')).status).toBe(204)
    expect((await customer.get('/portal/case')).status).toBe(401)
    const { customer: later } = await aFiledCase(world, { complainant: { phone: '13612340001' } })
    world.clock.moveMinutes(13 * 60)
    expect((await later.get('/portal/case')).status).toBe(401)
    admin = await signedInAs(world, 'admin', adminPassword, tenant)
  })

  test('a file of another case is not there, nor is one nobody showed', async () => {
    const { number, customer } = await aFiledCase(world, { complainant: { phone: '13612340002' } })
    const { customer: neighbour } = await aFiledCase(world, {
      complainant: { phone: '13612340003' },
      text: '冰箱门关不严，已经报修两次没人来。',
    })
    const { id } = (await admin.get(`/cases/${number}`)).body
    const inner = await upload('/cases', `${id}/files`, await cookieOf())
    expect((await customer.get(`/portal/case/files/${inner}`)).status).toBe(404)
    expect((await admin.post(`/cases/${id}/portal-files`, { fileId: inner, shown: true })).status).toBe(201)
    expect(await customer.get(`/portal/case/files/${inner}`)).toMatchObject({ status: 200, body: '收据' })
    expect((await neighbour.get(`/portal/case/files/${inner}`)).status).toBe(404)
    expect((await customer.get('/portal/case')).body.files).toMatchObject([{ id: inner, from: 'company' }])
    const shown = await admin.get(`/cases/${number}/portal-files`)
    expect(shown.body.rows).toEqual([
      { fileId: inner, from: 'company', at: expect.any(String), by: expect.objectContaining({ name: expect.any(String) }) },
    ])
  })

  test('what was shown is taken back, what the customer sent stays theirs', async () => {
    const { number, customer, session } = await aFiledCase(world, { complainant: { phone: '13612340013' }, tenant })
    const { id } = (await admin.get(`/cases/${number}`)).body
    const theirs = await upload('/portal', 'case/files', `__Host-zhiwei-portal=${session.token}`)
    const inner = await upload('/cases', `${id}/files`, await cookieOf())
    await admin.post(`/cases/${id}/portal-files`, { fileId: inner, shown: true })
    for (const fileId of [inner, theirs]) await admin.post(`/cases/${id}/portal-files`, { fileId, shown: false })
    expect((await customer.get(`/portal/case/files/${inner}`)).status).toBe(404)
    expect((await customer.get('/portal/case')).body.files).toMatchObject([{ id: theirs, from: 'customer' }])
    const kept = (await admin.get(`/cases/${id}/portal-files`)).body.rows
    expect(kept).toMatchObject([{ fileId: theirs, from: 'customer', by: null }])
  })

  test('a customer adds no more than 30 files to a case, and is told before sending them', async () => {
    const { number, customer, session } = await aFiledCase(world, { complainant: { phone: '13612340012' }, tenant })
    const { id } = (await admin.get(`/cases/${number}`)).body
    expect((await upload('/portal', 'case/files', `__Host-zhiwei-portal=${session.token}`)) ?? '').not.toBe('')
    await sql`
      with made as (
        insert into stored_file select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'storage_name', f.storage_name || n))).*
        from portal_file p join stored_file f on f.tenant_id = p.tenant_id and f.id = p.file_id, generate_series(2, 30) n where p.case_id = ${id}
        returning id)
      insert into portal_file (tenant_id, file_id, case_id, from_customer, at) select ${world.tenantId}, id, ${id}, true, ${world.clock.now()} from made`.execute(
      world.deps.database.tenant(world.tenantId),
    )
    const before = await filesKept()
    expect(await uploaded('/portal', 'case/files', `__Host-zhiwei-portal=${session.token}`)).toMatchObject({
      code: 'CASE_STEP_NOT_ALLOWED',
    })
    expect(await filesKept()).toEqual(before)
    expect((await customer.get('/portal/case')).body.files).toHaveLength(30)
  })

  test("another company's code, link or session opens nothing here", async () => {
    const { number, link, customer } = await aFiledCase(world, { complainant: { phone: '13612340004' }, tenant })
    const token = link.split('/').at(-1) ?? ''
    expect(await stranger().post('/portal/sessions', { tenant: 'other', link: token })).toMatchObject({ status: 410 })
    expect((await stranger().post('/portal/lookups', { tenant: 'other', number, code: '123456' })).status).toBe(422)
    const theirs = await stranger().post('/portal/complaints', aDraft({ tenant: 'other', complainant: { phone: '13612340004' } }))
    expect((await holderOf(world, theirs.body.session.token).get('/portal/case')).body.number).not.toBe(number)
    const forged = theirs.body.session.token.replace(other.replaceAll('-', ''), world.tenantId.replaceAll('-', ''))
    expect((await holderOf(world, forged).get('/portal/case')).status).toBe(401)
    expect((await customer.get('/portal/case')).status).toBe(200)
  })

  test('a cookie writes from our own pages only', async () => {
    const { session } = await aFiledCase(world, { complainant: { phone: '13612340005' }, tenant })
    const cookie = `__Host-zhiwei-portal=${session.token}`
    const say = (headers: Record<string, string>) =>
      world.app.inject({
        method: 'POST',
        url: '/api/v1/portal/case/messages',
        headers: { cookie, host: '127.0.0.1:3000', ...headers },
        payload: { text: '你好' },
      })
    expect((await say({ origin: 'https://evil.example' })).json().code).toBe('ORIGIN_NOT_ALLOWED')
    expect((await say({})).json().code).toBe('ORIGIN_NOT_ALLOWED')
    expect((await say({ origin })).statusCode).toBe(201)
  })
})

describe('the private link (专属链接)', () => {
  test('it opens the case without a code, until 90 days after its end', async () => {
    const { link, number } = await aFiledCase(world, { complainant: { phone: '13612340006' }, tenant })
    const token = link.split('/').at(-1) ?? ''
    expect(link).toMatch(/^\/p\/default\/c\/[\w-]{22}$/)
    expect(await stranger().post('/portal/sessions', { tenant, link: token })).toMatchObject({ status: 201, body: { number } })
    const boss = await signedInAs(world, 'admin', adminPassword, tenant)
    const { id } = (await boss.get(`/cases/${number}`)).body
    await boss.post(`/cases/${id}/withdrawal`, { reason: '客户来电撤回' })
    world.clock.moveMinutes(89 * 24 * 60)
    expect((await stranger().post('/portal/sessions', { tenant, link: token })).status).toBe(201)
    world.clock.moveMinutes(2 * 24 * 60)
    expect(await stranger().post('/portal/sessions', { tenant, link: token })).toMatchObject({ status: 410, body: { code: 'GONE' } })
    expect((await stranger().post('/portal/sessions', { tenant, link: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(410)
  })
})

describe('the duplicate hint (重复提示)', () => {
  const text = '洗衣机脱水时漏水，报修三次都没有修好，要求换一台新的。'
  test('strangers who give the same phone and the same words are told nothing', async () => {
    await aFiledCase(world, { complainant: { phone: '13512340001' }, text, tenant })
    const again = await aFiledCase(world, { complainant: { phone: '13512340001' }, text, tenant })
    expect(again.duplicate).toBeNull()
  })

  test('the same device is, before filing and with the answer', async () => {
    const first = await aFiledCase(world, { complainant: { phone: '13512340002' }, text, tenant })
    const asked = await first.customer.post('/portal/duplicates', { text })
    expect(asked.body.duplicate).toMatchObject({ number: first.number, says: expect.stringContaining('您有一件同样的投诉正在办理') })
    const again = await aFiledCase(world, { complainant: { phone: '13512340002' }, text, tenant }, first.customer)
    expect(again.duplicate).toMatchObject({ number: first.number })
  })
})

describe('one address (来源限速)', () => {
  test('that tries code after code is told to wait, whatever it types', async () => {
    const answers = []
    for (let at = 0; at < 31; at++) answers.push((await lookUp('0000-0000', '111111')).status)
    expect(answers.at(-1)).toBe(429)
  })
})

const cookieOf = async () => {
  const res = await clientOf(world.app).post('/sessions', { username: 'admin', password: adminPassword, tenant })
  return [res.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
}
const filesKept = async () => (await readdir(world.deps.config.dataDir, { recursive: true })).sort()
const upload = async (base: string, path: string, cookie: string): Promise<string> => (await uploaded(base, path, cookie)).id
async function uploaded(base: string, path: string, cookie: string) {
  const boundary = 'zzz'
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="收据.txt"\r\nContent-Type: text/plain\r\n\r\n收据\r\n--${boundary}--\r\n`
  const res = await world.app.inject({
    method: 'POST',
    url: `/api/v1${base}/${path}`,
    headers: { cookie, origin, host: '127.0.0.1:3000', 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
  return res.json()
}
