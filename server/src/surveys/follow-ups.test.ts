import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { runScheduleOnce } from '../platform/worker.ts'
import { schedule } from '../schedule.ts'

let world: World
let admin: Client
let unitId: string
let caller: Awaited<ReturnType<typeof aPerson>>
let lead: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const callers = (await aUnit(admin, '回访组', 'callCentre')).id
  caller = await aPerson(world, admin, 'agent', callers)
  lead = await aPerson(world, admin, 'supervisor', callers)
})
afterAll(() => world.close())

const jobs = ['seal events', 'react to events', 'remind of follow-ups', 'ask again and end surveys']
const settle = () =>
  runScheduleOnce(
    world.deps,
    schedule.filter(({ name }) => jobs.includes(name)),
    world.tenantId,
  )
const tasksOf = async (caseId: string, who: Client = admin, state = 'open') =>
  (await who.get(`/follow-ups?of=all&state=${state}&caseId=${caseId}`)).body.rows
const linkOf = async (caseId: string): Promise<string> => {
  const made = await caller.post(`/cases/${caseId}/surveys`, {})
  expect(made).toMatchObject({ status: 201 })
  return new URL(made.body.address).pathname
}
const page = (path: string) => world.app.inject({ url: path, headers: { accept: 'text/html' } })
const fill = (path: string, form: Record<string, string>) =>
  world.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const caseOf = async (id: string, who: Client = lead) => (await who.get(`/cases/${id}`)).body

describe('the plan and the call list (回访方案、回访清单)', () => {
  test('an answered case is on the list of somebody who did not handle it; the call ends it', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { severity: 'major', reason: '多户受影响' })
    await settle()
    const [task] = await tasksOf(id)
    expect(task).toMatchObject({ channel: expect.any(String), tries: 3, attempts: 0, state: 'open', owner: { id: expect.any(String) } })
    const { body: me } = await admin.get('/sessions/current')
    expect(task.owner.id).not.toBe(me.user.id)

    const detail = (await caller.get(`/follow-ups/${task.id}`)).body
    expect(detail).toMatchObject({ answer: { text: expect.stringContaining('抱歉') }, phone: '139****1234', can: { register: true } })
    expect(detail.script.steps.map(({ step }: { step: string }) => step)).toEqual(['open', 'solved', 'score', 'wish', 'close'])

    await caller.post(`/cases/${id}/followUps`, { verdict: 'unreached' })
    expect(await tasksOf(id)).toMatchObject([{ attempts: 1, state: 'open' }])
    expect(await caller.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 5 })).toMatchObject({ status: 201 })
    expect(await tasksOf(id)).toEqual([])
    expect(await tasksOf(id, admin, 'done')).toMatchObject([{ ended: 'resolved', attempts: 2 }])
  })

  test('who is never reached is called so often and no more; the reader may come twice', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await settle()
    await settle()
    expect(await tasksOf(id)).toHaveLength(1)
    for (let call = 0; call < 3; call++) await caller.post(`/cases/${id}/followUps`, { verdict: 'unreached' })
    expect(await tasksOf(id, admin, 'done')).toMatchObject([{ ended: 'unreached', attempts: 3 }])
  })

  test('a case that is closed without a call is off the list; one sent back to work is planned anew after the next answer', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await settle()
    await caller.post(`/cases/${id}/followUps`, { verdict: 'notResolved', note: '师傅还没来' })
    expect(await tasksOf(id, admin, 'done')).toMatchObject([{ ended: 'notResolved' }])
    await admin.post(`/cases/${id}/returns`, { result: '已上门', finding: 'substantiated' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${id}/answers`, { text: '已上门安装完毕' })
    await settle()
    expect(await tasksOf(id)).toHaveLength(1)
    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏派' })
    await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })
    await settle()
    expect(await tasksOf(id)).toEqual([])
  })

  test('a plan is a dated version: category, severity and who calls; an impossible one is refused at its field', async () => {
    const shipped = (await admin.get('/follow-up-plans')).body.rows
    expect(shipped).toMatchObject([{ id: null, state: 'inForce' }])
    const definition = shipped[0].definition
    const own = { ...definition.rules[0], category: 'delivery', severities: [], channel: 'call', tries: 1, unitId: null }
    const write = (rules: object[], effectiveFrom?: string) =>
      admin.post('/follow-up-plans', {
        definition: { ...definition, rules },
        reason: '配送一律电话',
        ...(effectiveFrom && { effectiveFrom }),
      })
    expect(await write([own])).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/definition/rules' }] } })
    expect(await write([{ ...own, dueMinutes: 30, afterMinutes: 60 }, definition.rules.at(-1)])).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/definition/rules/0/dueMinutes' }] },
    })
    expect(await write([own, definition.rules.at(-1)], '2020-01-01T00:00:00Z')).toMatchObject({ status: 400 })
    expect(await caller.post('/follow-up-plans', { definition, reason: 'x' })).toMatchObject({ status: 403 })
    expect(await write([own, definition.rules.at(-1)])).toMatchObject({ status: 201 })
    const { id } = await aCaseIn('answered', admin, unitId)
    await settle()
    expect(await tasksOf(id)).toMatchObject([{ channel: 'call', tries: 1 }])
    expect((await admin.get('/follow-up-plans')).body.rows.map(({ state }: { state: string }) => state)).toEqual(['inForce', 'past'])
  })

  test('who sees only the cases of their unit sees no follow-up of others', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await settle()
    const other = await aUnit(admin, '配送部')
    const { body: role } = await admin.post('/roles', {
      name: '单位回访',
      code: 'unitCaller',
      permissions: ['cases:readUnit', 'cases:followUp'],
    })
    const handler = await aPerson(world, admin, 'handler', other.id)
    const { body: person } = await admin.get(`/users/${handler.id}`)
    await admin.patch(`/users/${handler.id}`, { roleIds: [role.id], version: person.version })
    const again = await signedInAs(world, handler.username, 'a good long password')
    expect(await tasksOf(id, again)).toEqual([])
    const [task] = await tasksOf(id)
    expect(await again.get(`/follow-ups/${task.id}`)).toMatchObject({ status: 404 })
  })
})

describe('the survey by link (问卷链接)', () => {
  test('a phone page without a script: solved and five points confirm the case; the score is in no event', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await settle()
    const path = await linkOf(id)
    expect(path).toMatch(/^\/p\/default\/s\/[\w-]{43}$/)
    const shown = await page(path)
    expect(shown.statusCode).toBe(200)
    expect(shown.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
    expect(shown.headers['referrer-policy']).toBe('no-referrer')
    expect(shown.body).not.toMatch(/<script|王|139/)
    expect(shown.body).not.toContain('checked')

    const sent = await fill(path, {
      solved: 'yes',
      satisfaction: '5',
      nps: '9',
      'expected.empathy': '4',
      'perceived.empathy': '5',
      comment: '谢谢',
    })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, path])
    expect((await page(path)).body).toContain('谢谢您告诉我们')
    const closed = await caseOf(id)
    expect(closed).toMatchObject({ status: 'confirmed', survey: { state: 'answered', satisfaction: 5, solved: true } })
    const { body: story } = await lead.get(`/cases/${id}/timeline`)
    expect(story.rows.at(-1)).toMatchObject({ kind: 'case.confirmed', by: null, facts: { verdict: 'resolved' } })
    expect(JSON.stringify(story)).not.toContain('satisfaction')
    expect(await tasksOf(id, admin, 'done')).toMatchObject([{ ended: 'answeredOnline', attempts: 0 }])
    // a second tap changes nothing
    await fill(path, { solved: 'no', satisfaction: '1' })
    expect(await caseOf(id)).toMatchObject({ status: 'confirmed', reworks: 0 })
  })

  test('not really solved before closing: back to work with what is still to be done, and the words about people kept back', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const path = await linkOf(id)
    await fill(path, { solved: 'no', satisfaction: '1', unsolved: '冰箱门还是关不上', comment: '那个坐席态度很差' })
    expect(await caseOf(id)).toMatchObject({ status: 'handling', cycle: 1, reworks: 1 })
    const { body: story } = await admin.get(`/cases/${id}/timeline`)
    expect(story.rows.at(-1)).toMatchObject({ kind: 'case.followedUp', text: '冰箱门还是关不上' })
    expect(JSON.stringify(story)).not.toContain('态度很差')
    expect((await lead.get(`/low-scores?caseId=${id}`)).body.rows).toEqual([])
  })

  test('only the hash of a token is kept; a token nobody has, an empty form and an old link end kindly', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const path = await linkOf(id)
    const token = path.split('/').at(-1) ?? ''
    const rows = await world.deps.database.tenant(world.tenantId).selectFrom('survey_link').selectAll().execute()
    expect(rows.map(({ token_hash }) => token_hash.toString('base64url')).join()).not.toContain(token)
    expect((await page(`/p/default/s/${'a'.repeat(43)}`)).statusCode).toBe(404)
    expect((await page(`/p/nobody/s/${token}`)).statusCode).toBe(404)
    expect((await fill(path, {})).statusCode).toBe(400)
    expect((await fill(path, { satisfaction: '9' })).statusCode).toBe(400)
    // What was filled in is not lost by what was wrong with it.
    const again = await fill(path, { comment: `电话打了三次\r\n<都没人接>`, nps: '3' })
    expect(again.body).toContain('\n电话打了三次\r\n&lt;都没人接&gt;</textarea>')
    expect(again.body).toContain('name="nps" value="3" aria-label="3" checked')
    const long = await fill(path, { solved: 'no', unsolved: '等'.repeat(2_001) })
    expect([long.statusCode, long.body.includes('写得太长了'), long.body.includes('value="no" aria-label="没有解决" checked')]).toEqual([
      400,
      true,
      true,
    ])
    world.clock.moveMinutes(15 * 24 * 60)
    expect((await page(path)).statusCode).toBe(410)
    expect((await fill(path, { solved: 'yes' })).statusCode).toBe(410)
    admin = await signedInAs(world)
    caller = { ...caller, ...(await signedInAs(world, caller.username, 'a good long password')) }
    lead = { ...lead, ...(await signedInAs(world, lead.username, 'a good long password')) }
    await settle()
    const { body } = await lead.get('/surveys?state=expired')
    expect(body.rows.map(({ caseId }: { caseId: string }) => caseId)).toContain(id)
  })

  test('who handled the case does not hand out its link, and nobody before the answer', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    expect(await admin.post(`/cases/${id}/surveys`, {})).toMatchObject({ status: 403 })
    const { id: early } = await aCaseIn('handling', admin, unitId)
    expect(await caller.post(`/cases/${early}/surveys`, {})).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED' } })
  })

  test('one address may not try for ever', async () => {
    const statuses = new Set<number>()
    for (let at = 0; at < 25; at++) statuses.add((await fill(`/p/default/s/${'b'.repeat(43)}`, { solved: 'yes' })).statusCode)
    expect([...statuses]).toEqual([404, 429])
  })
})
