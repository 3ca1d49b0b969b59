import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

describe('the workbench (工作台)', () => {
  let world: World
  let admin: Client
  let unit: { id: string; name: string }

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unit = await aUnit(admin, '维修部')
  })
  afterAll(() => world.close())
  const numbersFound = async (query: string, who: Client = admin) =>
    (await who.get(`/cases?${query}`)).body.rows.map((row: { number: string }) => row.number)

  test('bulk assignment goes on past a case that cannot be changed', async () => {
    const supervisor = await aPerson(world, admin, 'supervisor')
    const agent = await aPerson(world, admin, 'agent')
    const open = await aRegisteredCase(admin)
    const { id: closed } = await aCaseIn('closed', admin, unit.id)
    const missing = '01890000-0000-7000-8000-000000000000'
    const { body } = await supervisor.post('/cases/bulk/assignments', { caseIds: [open.caseId, closed, missing], agentId: agent.id })
    expect(Object.fromEntries(body.results.map((row: { caseId: string; code?: string }) => [row.caseId, row.code ?? 'ok']))).toEqual({
      [open.caseId]: 'ok',
      [closed]: 'CASE_STEP_NOT_ALLOWED',
      [missing]: 'CASE_NOT_FOUND',
    })
  })

  test('the workbench counts what waits', async () => {
    const before = (await admin.get('/workbench')).body.counts
    await admin.post('/complaints', aComplaint())
    const { counts, first } = (await admin.get('/workbench')).body
    expect(counts.toAccept).toBe(before.toAccept + 1)
    expect(first.length).toBeGreaterThan(0)
  })

  test('what waits for approval, and what was closed since a day, can be listed', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const { caseId, number } = await aRegisteredCase(admin)
    await agent.post(`/cases/${caseId}/remedies`, { kind: 'refund', amountFen: 90_000_000, text: '整机退款' })
    expect(await numbersFound('awaitingApproval=true')).toEqual([number])
    expect(await numbersFound('awaitingApproval=false')).not.toContain(number)

    const { number: closed } = await aCaseIn('closed', admin, unit.id)
    expect(await numbersFound('closedFrom=2026-01-01')).toContain(closed)
    expect(await numbersFound('closedFrom=2126-01-01')).toEqual([])
    expect(await numbersFound('dueTo=2020-01-01')).toEqual([])
  })

  test('each number of the workbench is the count of the list it opens', async () => {
    await aCaseIn('returned', admin, unit.id)
    await aCaseIn('reviewed', admin, unit.id)
    const main = await aRegisteredCase(admin)
    const part = await aRegisteredCase(admin)
    await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })
    const { counts } = (await admin.get('/workbench')).body
    const countOf = async (query: string) => (await admin.get(`/cases?${query}`)).body.total.count
    expect(counts).toMatchObject({
      toAccept: await countOf('status=registered'),
      mine: await countOf('handlerId=me&open=true'),
      overdue: await countOf('overdue=true'),
      toReview: await countOf('toReview=true'),
      toFollowUp: await countOf('status=answered'),
      toApprove: await countOf('open=true&awaitingApproval=true'),
      registeredToday: await countOf('from=2026-11-02'),
      closedToday: await countOf('status=closed,archived&closedFrom=2026-11-02'),
    })
    expect(counts.toReview).toBeGreaterThan(0)
  })

  test('what may burn stands on the workbench: an escalated case does', async () => {
    const { caseId, number } = await aRegisteredCase(admin)
    expect((await admin.get('/workbench')).body.atRisk.map((row: { number: string }) => row.number)).not.toContain(number)
    await admin.post(`/cases/${caseId}/escalations`, { reason: '客户要求主管答复' })
    expect(await numbersFound('atRisk=true')).toContain(number)
  })

  test('a threat to go outside stands there with its signals, as long as nobody says they are not there', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '再不处理我就打12315投诉，还要发抖音曝光你们！' })
    const signals = async () => {
      const { atRisk } = (await admin.get('/workbench')).body
      return atRisk.find(({ id }: { id: string }) => id === caseId)?.signals.toSorted()
    }
    expect(await signals()).toEqual(['media', 'regulator'])
    await admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: ['regulator'] })
    expect(await signals()).toEqual(['regulator'])
  })
})
