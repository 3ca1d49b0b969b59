import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { runScheduleOnce } from '../../platform/worker.ts'
import { schedule } from '../../schedule.ts'
import { findingsAllowed } from './rules.ts'

let world: World
let admin: Client
let unitId: string
let rude: Awaited<ReturnType<typeof aPerson>>
let finder: Awaited<ReturnType<typeof aPerson>>
let second: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const centre = (await aUnit(admin, '客服一组', 'callCentre')).id
  rude = await aPerson(world, admin, 'agent', centre)
  finder = await aPerson(world, admin, 'supervisor', centre)
  second = await aPerson(world, admin, 'supervisor', centre)
})
afterAll(() => world.close())

const right = { attitude: 'right', accuracy: 'right', procedure: 'right' } as const
const rudely = { ...right, attitude: 'wrong' } as const
const find = (who: Client, caseId: string, input: object) =>
  who.post(`/cases/${caseId}/findings`, { text: '听了录音，核对了流程', ...input })
const staffRow = async () =>
  (await second.get('/finding-overview')).body.staff.rows.find(({ person }: { person: { id: string } }) => person.id === rude.id)

describe('what the three questions and the cause bear out (认定规则)', () => {
  test.each([
    ['all right', right, null, ['unsubstantiated']],
    ['all wrong', { attitude: 'wrong', accuracy: 'wrong', procedure: 'wrong' }, null, ['substantiated']],
    ['one wrong', rudely, null, ['substantiated', 'partly']],
    ['nothing wrong, something unknown', { ...right, procedure: 'unknown' }, null, ['unverifiable']],
    ['expectation too high', null, 'expectation', ['partly', 'unsubstantiated', 'unverifiable']],
    ['customer’s use, one wrong all the same', rudely, 'customerUse', ['partly']],
    ['not about a person', null, 'product', ['substantiated', 'partly', 'unsubstantiated', 'unverifiable']],
  ] as const)('%s', (_name, questions, cause, expected) => expect(findingsAllowed(questions, cause)).toEqual(expected))
})

describe('a finding (认定)', () => {
  test('stands on the case and its timeline with questions, cause and evidence; what they do not bear out is refused', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await find(finder, id, { finding: 'substantiated', aboutId: rude.id, questions: right })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/finding', detail: expect.stringContaining('不属实') }] },
    })
    expect(await find(finder, id, { finding: 'partly', aboutId: rude.id })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/questions' }] },
    })
    expect(await find(finder, id, { finding: 'partly', cause: 'no.such' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/cause' }] },
    })
    const { id: other } = await aCaseIn('handling', admin, unitId)
    const body = new FormData()
    body.append('file', new Blob(['录音转写：……'], { type: 'text/plain' }), '录音.txt')
    const file = (await admin.post(`/cases/${other}/files`, body)).body
    const fileId = (await admin.get(`/cases/${other}`)).body.files[0].id
    expect(file).toBeDefined()
    expect(await find(finder, id, { finding: 'partly', fileIds: [fileId] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/fileIds' }] },
    })

    const made = await find(finder, other, { finding: 'unsubstantiated', cause: 'expectation', fileIds: [fileId] })
    expect(made).toMatchObject({ status: 201, body: { finding: 'unsubstantiated' } })
    expect((await admin.get(`/cases/${other}`)).body.finding).toBe('unsubstantiated')
    expect((await admin.get(`/cases/${other}/findings`)).body.rows).toMatchObject([
      { kind: 'made', cause: 'expectation', stands: true, files: [{ id: fileId, name: '录音.txt' }], by: { id: finder.id } },
    ])
    expect((await admin.get(`/cases/${other}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.findingMade',
      text: '听了录音，核对了流程',
    })
    expect(await find(second, other, { finding: 'substantiated' })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
  })

  test('nobody finds what is said about themselves', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await find(finder, id, { finding: 'unsubstantiated', aboutId: finder.id, questions: right })).toMatchObject({ status: 403 })
  })

  test('an appeal waits for another person, whose word replaces the first and moves the number of the person', async () => {
    const { id } = await aCaseIn('closed', admin, unitId)
    expect(await find(finder, id, { finding: 'partly', aboutId: rude.id, questions: rudely })).toMatchObject({ status: 409 })
    const { id: open } = await aCaseIn('answered', admin, unitId)
    const { body: made } = await find(finder, open, { finding: 'partly', aboutId: rude.id, questions: rudely })
    expect(await staffRow()).toMatchObject({ complaints: 1, counts: 1, unsubstantiated: 0 })

    expect(await rude.post(`/findings/${made.id}/appeals`, { from: 'staff', reason: '录音里我道歉了' })).toMatchObject({ status: 201 })
    expect(await rude.post(`/findings/${made.id}/appeals`, { from: 'staff', reason: '再来一次' })).toMatchObject({ status: 409 })
    // While it waits it does not count.
    expect(await staffRow()).toMatchObject({ complaints: 1, counts: 0, appealed: 1 })
    expect((await second.get('/finding-overview')).body.appeals.rows).toMatchObject([
      { findingId: made.id, reason: '录音里我道歉了', by: { id: rude.id } },
    ])

    const review = (who: Client) =>
      who.post(`/findings/${made.id}/reviews`, {
        finding: 'unsubstantiated',
        aboutId: rude.id,
        questions: right,
        text: '重听全部录音，态度没有问题',
      })
    expect(await review(finder)).toMatchObject({ status: 403 })
    expect(await review(rude)).toMatchObject({ status: 403 })
    expect(await review(second)).toMatchObject({ status: 201, body: { finding: 'unsubstantiated' } })
    // Not substantiated: it does not count against them.
    expect(await staffRow()).toMatchObject({ complaints: 1, counts: 0, unsubstantiated: 1, appealed: 0 })
    const { rows, can } = (await finder.get(`/cases/${open}/findings`)).body
    expect(rows).toMatchObject([
      { kind: 'appealDecided', stands: true, finding: 'unsubstantiated', by: { id: second.id } },
      { kind: 'made', stands: false, finding: 'partly', appeal: { changed: true, decidedAt: expect.any(String) } },
    ])
    expect(can).toEqual({ make: false, appeal: true, review: false })
    expect(await review(second)).toMatchObject({ status: 409 })
    expect((await second.get('/finding-overview')).body.appeals.rows).toEqual([])
  })

  test('a return or an answer cannot find otherwise than what stands, and rework leaves it; the person it is about is told', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await find(finder, id, { finding: 'partly', aboutId: rude.id, questions: rudely })
    const otherwise = { status: 400, body: { errors: [{ pointer: '#/finding', detail: expect.stringContaining('部分属实') }] } }
    expect(await admin.post(`/cases/${id}/returns`, { result: '查过了', finding: 'substantiated' })).toMatchObject(otherwise)
    await admin.post(`/cases/${id}/returns`, { result: '查过了', finding: 'partly' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'rework', reason: '补充录音' })
    expect((await admin.get(`/cases/${id}`)).body.finding).toBe('partly')
    await admin.post(`/cases/${id}/returns`, { result: '补充了录音', finding: 'partly' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    expect(await admin.post(`/cases/${id}/answers`, { text: '您反映的问题属实', finding: 'substantiated' })).toMatchObject(otherwise)
    expect(await admin.post(`/cases/${id}/answers`, { text: '您反映的问题部分属实' })).toMatchObject({ status: 201 })
    expect((await admin.get(`/cases/${id}`)).body.finding).toBe('partly')

    await runScheduleOnce(
      world.deps,
      schedule.filter(({ name }) => ['seal events', 'react to events', 'tell of events'].includes(name)),
      world.tenantId,
    )
    expect((await rude.get('/notices')).body.rows).toContainEqual(
      expect.objectContaining({ kind: 'findingMade', case: expect.objectContaining({ id }) }),
    )
  })

  test('who may not see the case sees no finding of it and cannot appeal', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const { body: made } = await find(finder, id, { finding: 'unverifiable' })
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '配送部')).id)
    expect(await stranger.get(`/cases/${id}/findings`)).toMatchObject({ status: 404 })
    expect(await stranger.post(`/findings/${made.id}/appeals`, { from: 'staff', reason: '试试' })).toMatchObject({ status: 404 })
    expect(await stranger.get('/finding-overview')).toMatchObject({ status: 403 })
  })
})
