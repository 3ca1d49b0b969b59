import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aUnit } from './builders.ts'
import { aWorld, type Client, signedInAs, type World } from './harness.ts'

// One complaint, from the door to the lesson: read this first.

describe('the way of a complaint (一件投诉的全程)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  test('it comes in by phone, is worked by two units, answered, confirmed, closed, and comes back', async () => {
    const installation = await aUnit(admin, '安装部')
    const logistics = await aUnit(admin, '物流部')
    const agent = await aPerson(world, admin, 'agent')
    const handler = await aPerson(world, admin, 'handler', installation.id)
    const logisticsHandler = await aPerson(world, admin, 'handler', logistics.id)
    const say = async (who: Client, noun: string, body: object = {}) => {
      const answer = await who.post(`/cases/${caseId}/${noun}`, body)
      expect(answer.status, `${noun}: ${JSON.stringify(answer.body)}`).toBe(201)
      return answer.body
    }
    const theCase = async (who: Client = admin) => (await who.get(`/cases/${caseId}`)).body

    const registered = await agent.post('/complaints', aComplaint())
    expect(registered).toMatchObject({
      status: 201,
      body: { status: 'registered', priority: 'normal', classification: { category: 'delivery.installation', confirmed: false } },
    })
    const { caseId, number } = registered.body
    expect(await theCase()).toMatchObject({ number, customer: { name: '王**', phone: '139****1234' } })

    await say(agent, 'acceptance', { category: 'delivery.installation' })
    await world.settle()
    expect((await theCase()).clocks).toContainEqual(expect.objectContaining({ step: 'answer', state: 'running' }))
    expect((await theCase()).dueAt).not.toBeNull()

    await say(agent, 'dispatches', {
      unitId: installation.id,
      instructions: '请核实为何未按时上门',
      coUnits: [{ unitId: logistics.id, instructions: '请查配送时间' }],
    })
    expect(await theCase(handler)).toMatchObject({ status: 'dispatched', unit: { name: '安装部' } })
    await say(handler, 'receipts')

    const early = await handler.post(`/cases/${caseId}/returns`, { result: '师傅路上堵车', finding: 'substantiated' })
    expect(early).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED', missing: ['openTasks'] } })
    const [task] = (await theCase(logisticsHandler)).tasks
    expect((await logisticsHandler.post(`/tasks/${task.id}/results`, { result: '货物前一日已到网点' })).status).toBe(201)
    await say(handler, 'returns', { result: '师傅漏看改约短信', finding: 'substantiated' })

    await say(agent, 'reviews', { verdict: 'pass' })
    await say(agent, 'remedies', { kind: 'refund', amountFen: 15_000, text: '退安装费' })
    await say(agent, 'answers', { text: '很抱歉让您久等，安装费已退，师傅今天下午三点上门。' })
    await say(agent, 'followUps', { verdict: 'notResolved', note: '师傅又没来' })
    expect(await theCase()).toMatchObject({ status: 'handling', cycle: 1, reworks: 1 })

    await say(handler, 'returns', { result: '主管已陪同上门装好', finding: 'substantiated' })
    await say(agent, 'reviews', { verdict: 'pass' })
    await say(agent, 'answers', { text: '主管已陪同上门，安装完成。' })
    await say(agent, 'followUps', { verdict: 'resolved', satisfaction: 4 })
    const uncaused = await agent.post(`/cases/${caseId}/closure`)
    expect(uncaused).toMatchObject({ status: 409, body: { missing: ['rootCause'] } })
    await say(agent, 'rootCauses', { code: 'people.process', text: '改约短信没有回执' })
    await say(agent, 'closure')
    await world.settle()
    expect(await theCase()).toMatchObject({ status: 'closed', finding: 'substantiated', rootCause: { code: 'people.process' } })
    expect((await theCase()).clocks.every((clock: { state: string }) => clock.state !== 'running')).toBe(true)

    await say(agent, 'reopening', { reason: '客户来电：又漏水了' })
    expect(await theCase()).toMatchObject({ status: 'handling', cycle: 2, finding: null })
    const timeline = (await agent.get(`/cases/${caseId}/timeline`)).body.rows
    expect(timeline.map((row: { kind: string }) => row.kind)).toEqual([
      'complaint.received',
      'case.accepted',
      'case.dispatched',
      'case.receipted',
      'case.taskDone',
      'case.returned',
      'case.reviewed',
      'case.remedyGranted',
      'case.answered',
      'case.followedUp',
      'case.returned',
      'case.reviewed',
      'case.answered',
      'case.confirmed',
      'case.causeFound',
      'case.closed',
      'case.reopened',
    ])
    expect(timeline.at(-1)).toMatchObject({ reason: '客户来电：又漏水了', cycle: 2 })
  })
})
