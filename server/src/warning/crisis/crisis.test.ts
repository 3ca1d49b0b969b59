import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { raiseWarnings } from '../index.ts'

let world: World
let admin: Client
let author: Awaited<ReturnType<typeof aPerson>>
let approver: Awaited<ReturnType<typeof aPerson>>
let legal: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  author = await aPerson(world, admin, 'manager')
  approver = await aPerson(world, admin, 'manager')
  legal = await aPerson(world, admin, 'agent')
})
afterAll(() => world.close())
const inHours = (hours: number) => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString()
const kindsOf = async (who: Client) => (await who.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind)

describe('the war room (危机事件)', () => {
  test('from a red warning: tasks, a statement approved by another, one voice on the cases, closed with a review', async () => {
    const { caseId, number } = await aRegisteredCase(admin)
    const other = await aRegisteredCase(admin, { text: '同一批次的冰箱起火了，家里老人吓坏了。' })
    const raise = {
      kind: 'exposure' as const,
      key: 'fire',
      subject: '冰箱起火',
      facts: { safety: true },
      caseIds: [caseId],
      firstSeenAt: world.clock.now(),
    }
    const [warning] = await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => raiseWarnings(tx, world.tenantId, [raise], world.clock.now()))
    expect(warning?.level).toBe('red')

    expect((await legal.post('/crises', { title: '冰箱起火' })).status).toBe(403)
    const opened = await author.post('/crises', { title: '冰箱起火事件', warningId: warning?.warningId, leadId: approver.id })
    expect(opened.status).toBe(201)
    const at = `/crises/${opened.body.id}`
    expect((await author.post('/crises', { title: '再开一个', warningId: warning?.warningId })).body.code).toBe('ALREADY_EXISTS')
    expect(await kindsOf(approver)).toEqual(['crisisOpened'])

    expect((await author.post(`${at}/cases`, { numbers: ['0000-0000'] })).status).toBe(400)
    expect((await author.post(`${at}/cases`, { numbers: [other.number.toLowerCase()] })).status).toBe(201)
    const task = await author.post(`${at}/tasks`, { desk: 'legal', text: '评估召回义务', ownerId: legal.id, dueAt: inHours(4) })
    expect(await kindsOf(legal)).toContain('crisisTask')
    const draft = await author.post(`${at}/statements`, { text: '我们已注意到冰箱起火事件，正在配合消防部门调查。' })
    expect(await kindsOf(approver)).toContain('statementWaiting')
    expect((await admin.get(`/cases/${caseId}/one-voice`)).body.crises).toMatchObject([{ statement: null }])

    const decide = (who: Client) => who.post(`${at}/statements/${draft.body.id}/decision`, { verdict: 'approved' })
    expect(await decide(author)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await decide(approver)).toMatchObject({ status: 201 })
    expect(await decide(approver)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    for (const id of [caseId, other.caseId])
      expect((await legal.get(`/cases/${id}/one-voice`)).body.crises).toMatchObject([
        { title: '冰箱起火事件', statement: '我们已注意到冰箱起火事件，正在配合消防部门调查。' },
      ])

    const second = await approver.post(`${at}/statements`, { text: '调查结果已公布。' })
    await author.post(`${at}/statements/${second.body.id}/decision`, { verdict: 'approved' })
    expect((await author.get(at)).body.statements.map(({ state }: { state: string }) => state)).toEqual(['inForce', 'replaced'])

    expect((await author.post(`${at}/closure`, { review: '复盘' })).body.code).toBe('CRISIS_NOT_FINISHED')
    expect((await legal.post(`${at}/tasks/${task.body.id}/result`, { result: '不触发召回' })).status).toBe(201)
    expect((await author.post(`${at}/closure`, { review: '起因是私拉电线；口径发布用时 2 小时。' })).status).toBe(201)
    const after = (await author.get(at)).body
    expect(after).toMatchObject({ review: '起因是私拉电线；口径发布用时 2 小时。', cases: 2, openTasks: 0, can: { manage: false } })
    expect(after.caseRows.map((row: { number: string }) => row.number)).toContain(number)
    expect(after.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'opened',
      'casesLinked',
      'taskGiven',
      'statementDrafted',
      'statementApproved',
      'statementDrafted',
      'statementApproved',
      'taskDone',
      'closed',
    ])
    expect((await admin.get(`/cases/${caseId}/one-voice`)).body.crises).toEqual([])
    expect((await author.get('/crises')).body.rows).toEqual([])
    expect((await author.get('/crises?state=closed')).body.total.count).toBe(1)
    expect((await author.post(`${at}/notes`, { text: '补记' })).body.code).toBe('ALREADY_DECIDED')
  })
})
