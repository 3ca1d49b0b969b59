import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { judgeSkills } from './skills/rules.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let lead: Person
let lin: Person
let other: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '热线一组', 'callCentre')).id
  lead = await aPerson(world, admin, 'supervisor', unitId)
  lin = await aPerson(world, admin, 'agent', unitId)
  other = await aPerson(world, admin, 'agent', unitId)
})
afterAll(() => world.close())

const figures = async (of: Person = lin, by: { get: Client['get'] } = lead) => (await by.get(`/staff-figures?userId=${of.id}`)).body

describe('findings in a person’s figures (绩效单)', () => {
  const right = { attitude: 'right', accuracy: 'right', procedure: 'right' }
  async function found(finding: string, questions: object) {
    const { id } = await aCaseIn('handling', admin, unitId)
    const { status, body } = await admin.post(`/cases/${id}/findings`, { finding, questions, aboutId: lin.id, text: '听了录音' })
    expect(status, JSON.stringify(body)).toBe(201)
    return body.id as string
  }
  const counted = async () => (await figures()).findings
  const overview = async () => {
    const row = (await admin.get('/finding-overview')).body.staff.rows.find(
      ({ person }: { person: { id: string } }) => person.id === lin.id,
    )
    const { person: _person, ...numbers } = row
    return numbers
  }

  test('an unsubstantiated one is told and does not count; the number is that of the overview, before and after', async () => {
    await found('unsubstantiated', right)
    expect(await counted()).toEqual({ complaints: 1, counts: 0, unsubstantiated: 1, unverifiable: 0, appealed: 0 })
    expect(await counted()).toEqual(await overview())

    const id = await found('substantiated', { attitude: 'wrong', accuracy: 'wrong', procedure: 'wrong' })
    expect(await counted()).toMatchObject({ complaints: 2, counts: 1 })
    expect(await counted()).toEqual(await overview())

    await admin.post(`/findings/${id}/appeals`, { from: 'staff', reason: '当天系统故障' })
    expect(await counted()).toMatchObject({ counts: 0, appealed: 1 })
    const reviewed = await lead.post(`/findings/${id}/reviews`, {
      finding: 'unsubstantiated',
      questions: right,
      aboutId: lin.id,
      text: '故障属实',
    })
    expect(reviewed).toMatchObject({ status: 201 })
    expect(await counted()).toEqual({ complaints: 2, counts: 0, unsubstantiated: 2, unverifiable: 0, appealed: 0 })
    expect(await counted()).toEqual(await overview())
    // What does not count is no gap either.
    const [all] = (await lead.get(`/skills?userId=${lin.id}`)).body.rows
    expect(all.measures.find(({ measure }: { measure: string }) => measure === 'attitude')).toMatchObject({ count: 0 })
  })
})

describe('handling time (处理时长) comes from contacts', () => {
  let phones = 0
  const aTalk = (given: object = {}) =>
    admin.post('/contacts', {
      channel: 'hotline',
      occurredAt: world.clock.now().toISOString(),
      complainant: { phone: `1380000${String(1_000 + phones++)}` },
      turns: [
        { by: 'customer', text: '请问冰箱保修几年？' },
        { by: 'staff', text: '整机一年，压缩机三年。' },
        { by: 'customer', text: '好的，谢谢。' },
      ],
      staff: lin.username,
      handlingSeconds: 200,
      ...given,
    })

  test('talks of complaints are left out, however long they took', async () => {
    expect(await aTalk()).toMatchObject({ status: 201 })
    await aTalk({ handlingSeconds: 400 })
    expect((await figures()).handlingTime).toEqual({ talks: 2, meanSeconds: 300, leftOut: 0 })

    const phone = '13911112222'
    await admin.post('/complaints', {
      channel: 'hotline',
      complainant: { phone },
      subject: '冰箱不制冷',
      text: '冰箱不制冷，三天没人上门，要求退货',
    })
    await aTalk({ complainant: { phone }, handlingSeconds: 3_000 })
    await aTalk({ handlingSeconds: 2_500, turns: [{ by: 'customer', text: '我要投诉你们！再不处理我就去12315投诉！' }] })
    expect((await figures()).handlingTime).toEqual({ talks: 2, meanSeconds: 300, leftOut: 2 })
  })

  test('what has no time, or is somebody else’s, is nobody’s handling time', async () => {
    const before = (await figures()).handlingTime
    await aTalk({ handlingSeconds: undefined })
    await aTalk({ staff: 'nobody.known', handlingSeconds: 9_000 })
    expect((await figures()).handlingTime).toEqual(before)
    await aTalk({ staff: other.username, handlingSeconds: 120 })
    expect((await figures(other)).handlingTime).toEqual({ talks: 1, meanSeconds: 120, leftOut: 0 })
  })
})

describe('process adherence and timeliness (按流程, 按时)', () => {
  test('are of the cases in the person’s hands', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId)
    await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: other.id })
    await world.settle()
    const { adherence, timeliness } = await figures(other)
    expect(adherence).toMatchObject({ of: 1, low: expect.any(Number), high: expect.any(Number) })
    expect(timeliness.of).toBeGreaterThanOrEqual(0)
    expect((await figures()).adherence.of).toBe(0)
  })

  test('everybody sees their own sheet, whoever trains that of others, a colleague none', async () => {
    expect((await lin.get('/staff-figures')).body).toMatchObject({ person: { id: lin.id } })
    expect(await other.get(`/staff-figures?userId=${lin.id}`)).toMatchObject({ status: 404 })
    expect(await other.get(`/skills?userId=${lin.id}`)).toMatchObject({ status: 404 })
    expect((await lin.get('/skills')).body).toMatchObject({ person: { id: lin.id }, can: { plan: false } })
    expect((await lead.get(`/skills?userId=${lin.id}`)).body).toMatchObject({ can: { plan: true } })
  })
})

describe('gaps (短板)', () => {
  const judge = (count: number, of: number, others: { count: number; of: number }) =>
    judgeSkills([{ measure: 'late', count, of, others }])[0]

  test.each([
    ['five times as often', 10, 40, { count: 20, of: 400 }, 'gap'],
    ['as often as colleagues, on enough cases', 20, 400, { count: 50, of: 1_000 }, 'even'],
    ['as often, on few: three times cannot be ruled out', 1, 20, { count: 20, of: 400 }, 'tooFew'],
    ['nine of nine: too few of one’s own', 9, 9, { count: 20, of: 400 }, 'tooFew'],
    ['colleagues with too few', 10, 40, { count: 1, of: 20 }, 'tooFew'],
  ] as const)('%s', (_name, count, of, others, verdict) => {
    expect(judge(count, of, others)).toMatchObject({ verdict })
  })

  test('the interval is that of R: poisson.test(c(10, 20), c(40, 400))', () => {
    const found = judge(10, 40, { count: 20, of: 400 })
    expect(found?.ratio).toBeCloseTo(5, 9)
    expect(found?.low).toBeCloseTo(2.09006, 5)
    expect(found?.high).toBeCloseTo(11.19183, 5)
  })

  test('of many looks a lone lucky one is no gap (Benjamini and Hochberg)', () => {
    const even = Array.from({ length: 19 }, () => ({ measure: 'late' as const, count: 10, of: 100, others: { count: 100, of: 1_000 } }))
    const slight = { measure: 'reopened' as const, count: 9, of: 40, others: { count: 90, of: 1_000 } }
    expect(judgeSkills([slight])[0]?.verdict).toBe('gap')
    expect(judgeSkills([slight, ...even])[0]?.verdict).not.toBe('gap')
  })

  test('late cases of a person count by category, beside those of colleagues', async () => {
    const { rows } = (await lead.get(`/skills?userId=${other.id}`)).body
    expect(rows[0]).toMatchObject({ category: null })
    expect(rows[1]).toMatchObject({
      category: 'delivery',
      handled: 1,
      measures: [{ measure: 'reopened', count: 0, of: 1, verdict: 'tooFew' }, {}, {}],
    })
  })
})
