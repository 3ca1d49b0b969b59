import { ExportState } from '@zhiwei/contract'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let supervisor: Awaited<ReturnType<typeof aPerson>>
let unit: { id: string; name: string }
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  supervisor = await aPerson(world, admin, 'supervisor')
  unit = await aUnit(admin, '维修部')
  await aRegisteredCase(admin, { subject: '=HYPERLINK("http://evil","点我")', complainant: { name: '欧阳锋', phone: '13755551234' } })
  await aCaseIn('closed', admin, unit.id)
  await aCaseIn('dispatched', admin, unit.id)
  await world.settle()
})
afterAll(() => world.close())

async function fileOf(who: Client, input: object, headers: Record<string, string> = {}) {
  const made = await who.post('/exports', input, headers)
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const file = await who.get(`/exports/${made.body.id}/file`)
  return { ...file, id: made.body.id as string, expected: made.body.expected as number }
}
/** Lines below the head; no cell of these tests runs over lines. */
const linesOf = (csv: string) => csv.trimEnd().split('\r\n').slice(1)
const auditOf = async (kind: string, id: string) =>
  (await admin.get(`/audit/records?kind=${kind}&limit=50`)).body.rows.find(({ subject }: { subject: string }) => subject === id)

describe('exporting rows (导出)', () => {
  test('the file holds the rows of the list, masked, closed to formulas, under a clear name', async () => {
    const { status, body, headers, expected } = await fileOf(supervisor, { what: 'cases' })
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(decodeURIComponent(String(headers['content-disposition']))).toMatch(/filename\*=UTF-8''工单_\d{4}-\d\d-\d\d_\d{4}\.csv/)
    expect(body.startsWith('\uFEFF工单编号,主题,')).toBe(true)
    expect(linesOf(body)).toHaveLength(3)
    expect(expected).toBe(3)
    expect(body).toContain('"\'=HYPERLINK(')
    expect(body).toContain('137****1234')
    expect(body).not.toContain('13755551234')
    expect(body).not.toContain('欧阳锋')
    expect(body).toContain('已派单')
  })

  test('filters are those of the list, and a wrong one is told', async () => {
    expect(
      linesOf((await fileOf(supervisor, { what: 'cases', query: { status: 'closed,dispatched', sort: 'receivedAt' } })).body),
    ).toHaveLength(2)
    expect(linesOf((await fileOf(supervisor, { what: 'cases', query: { q: '点我' } })).body)).toHaveLength(1)
    expect(await supervisor.post('/exports', { what: 'cases', query: { status: 'lost' } })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ pointer: '#/query/status/0' }] },
    })
  })

  test('as a workbook Excel can open, in English, with instants of the tenant’s zone', async () => {
    const made = await supervisor.post(
      '/exports',
      { what: 'cases', format: 'xlsx', query: { status: 'closed' } },
      { 'accept-language': 'en' },
    )
    const response = await world.app.inject({
      method: 'GET',
      url: `/api/v1/exports/${made.body.id}/file`,
      headers: { cookie: (await cookieOf(supervisor.username)) ?? '', host: '127.0.0.1:3000' },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(response.rawPayload as never)
    const sheet = book.getWorksheet('cases')
    const titles = ((sheet?.getRow(1).values ?? []) as string[]).slice(1)
    expect(titles.slice(0, 4)).toEqual(['Case number', 'Subject', 'Excerpt (masked)', 'Status'])
    const received = sheet?.getRow(2).getCell(titles.indexOf('Received') + 1).value as Date
    const { body } = await admin.get('/cases?status=closed')
    expect(received.getTime() - 8 * 3_600_000).toBe(Math.floor(new Date(body.rows[0].receivedAt).getTime()))
  })

  test('the rows behind a figure are as many as the figure says', async () => {
    const { body } = await admin.get('/measures?names=closureRatio,complaints')
    for (const [name, part, count] of [
      ['complaints', 'denominator', body.measures.find((one: { name: string }) => one.name === 'complaints').total.numerator],
      ['closureRatio', 'numerator', body.measures.find((one: { name: string }) => one.name === 'closureRatio').total.numerator],
    ]) {
      const file = await fileOf(supervisor, { what: 'measureRows', query: { name, part } })
      expect(linesOf(file.body), name).toHaveLength(count)
    }
  })

  test('contacts and surveys leave by the same door', async () => {
    await admin.post('/contacts', {
      channel: 'chat',
      occurredAt: world.clock.now().toISOString(),
      complainant: { name: '李雷', phone: '13600001111' },
      turns: [{ by: 'customer', text: '网络又断了，很失望' }],
    })
    expect(linesOf((await fileOf(supervisor, { what: 'contacts' })).body)).toHaveLength(1)
    expect((await fileOf(supervisor, { what: 'surveys' })).status).toBe(200)
  })

  test('persons in full need the right and a reason, and both stand in the record', async () => {
    const whole = { what: 'cases', inFull: true, query: { q: '13755551234' } }
    expect(await supervisor.post('/exports', whole)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/reason' }] } })
    const manager = await aPerson(world, admin, 'manager')
    expect(await manager.post('/exports', { ...whole, reason: '回访' })).toMatchObject({ status: 403 })
    const { body, id } = await fileOf(supervisor, { ...whole, reason: '监管要求报送' })
    expect(body).toContain('欧阳锋,13755551234')
    expect(await auditOf('export.begun', id)).toMatchObject({
      reason: '监管要求报送',
      facts: { what: 'cases', inFull: true, expected: 1, filter: { q: '***' } },
    })
    expect(await auditOf('export.ended', id)).toMatchObject({ facts: { state: 'complete', rows: 1 } })
  })

  test('nobody exports without the right, more than they see, or what somebody else asked for', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.post('/exports', { what: 'cases' })).toMatchObject({ status: 403 })
    const { body: made } = await supervisor.post('/exports', { what: 'cases' })
    expect(await admin.get(`/exports/${made.id}`)).toMatchObject({ status: 404 })
    expect(await admin.get(`/exports/${made.id}/file`)).toMatchObject({ status: 404 })
    expect(await admin.delete(`/exports/${made.id}`)).toMatchObject({ status: 404 })
    const lead = await aReader(unit.id, ['exports:make', 'cases:readUnit'])
    expect(linesOf((await fileOf(lead, { what: 'cases' })).body)).toHaveLength(2)
    expect(await lead.post('/exports', { what: 'surveys' })).toMatchObject({ status: 403 })
  })

  test('is fetched once, and not after it was called off', async () => {
    const { id } = await fileOf(supervisor, { what: 'cases' })
    expect(await supervisor.get(`/exports/${id}`)).toMatchObject({ body: { state: 'complete', rows: 3, expected: 3 } })
    expect(await supervisor.get(`/exports/${id}/file`)).toMatchObject({ status: 409, body: { code: 'EXPORT_STEP_NOT_ALLOWED' } })
    const { body: made } = await supervisor.post('/exports', { what: 'cases' })
    expect((await supervisor.delete(`/exports/${made.id}`)).status).toBe(204)
    expect(await supervisor.get(`/exports/${made.id}`)).toMatchObject({ body: { state: 'cancelled' } })
    expect(await supervisor.get(`/exports/${made.id}/file`)).toMatchObject({ status: 409 })
    expect(await supervisor.delete(`/exports/${made.id}`)).toMatchObject({ status: 409 })
  })

  test('every code has a word', async () => {
    const codes = await import('../codes.json', { with: { type: 'json' } })
    const contract = await import('@zhiwei/contract')
    const groups = {
      status: contract.Status,
      channel: contract.ContactChannel,
      severity: contract.Severity,
      priority: contract.Priority,
      tier: contract.CustomerTier,
      finding: contract.Finding,
      verdict: contract.ContactVerdict,
      surveyState: contract.SurveyState,
    }
    for (const [group, { options }] of Object.entries(groups))
      expect(Object.keys(codes.default[group as keyof typeof groups]).toSorted(), group).toEqual([...options].toSorted())
    expect(ExportState.options).toContain('complete')
  })
})

async function aReader(unitId: string, permissions: string[]) {
  const { body: role } = await admin.post('/roles', { code: `reader${permissions.length}`, name: '导出人', permissions })
  const username = `reader${permissions.length}`
  const password = 'a good long password'
  await admin.post('/users', { username, name: '导出人', password, unitId, roleIds: [role.id] })
  return signedInAs(world, username, password)
}

async function cookieOf(username: string) {
  const signedIn = await world.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username, password: 'a good long password' },
    headers: { host: '127.0.0.1:3000' },
  })
  return [signedIn.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0]
}
