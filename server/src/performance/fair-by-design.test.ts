import type { PerformanceFigure } from '@zhiwei/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let lin: Awaited<ReturnType<typeof aPerson>>
let sheet: { edition: { sides: { figures: PerformanceFigure[] }[]; talkTime: object } }

const act = async (caseId: string, noun: string, body: object = {}) =>
  expect(await admin.post(`/cases/${caseId}/${noun}`, body), noun).toMatchObject({ status: 201 })
const figure = (line: string) => sheet.edition.sides.flatMap(({ figures }) => figures).find((one) => one.line === line)

async function aCaseOfLin(phone: string) {
  const { caseId } = await aRegisteredCase(admin, { category: 'delivery.delay', complainant: { name: '王小明', phone } })
  await act(caseId, 'acceptance')
  return { id: caseId, give: () => act(caseId, 'dispatches', { unitId, handlerId: lin.id }) }
}

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  lin = await aPerson(world, admin, 'handler', unitId)
  const finder = await aPerson(world, admin, 'supervisor')
  // One is given to her at once and left lying; one reaches her after its limits, though she is as quick as can be.
  const left = await aCaseOfLin('13900000001')
  await left.give()
  const late = await aCaseOfLin('13900000002')
  for (const [questions, appeals] of [
    [{ attitude: 'wrong', accuracy: 'right', procedure: 'right' }, true],
    [{ attitude: 'right', accuracy: 'right', procedure: 'right' }, false],
  ] as const) {
    const { id } = await aCaseIn('handling', admin, unitId, { complainant: { phone: '13900000003' } })
    const finding = appeals ? 'partly' : 'unsubstantiated'
    const made = await finder.post(`/cases/${id}/findings`, { finding, aboutId: lin.id, questions, text: '听了录音' })
    expect(made, finding).toMatchObject({ status: 201 })
    if (appeals)
      expect(await lin.post(`/findings/${made.body.id}/appeals`, { from: 'staff', reason: '我道歉了' })).toMatchObject({ status: 201 })
  }
  const talk = { channel: 'chat', staff: lin.username, turns: [{ by: 'customer', text: '请问周末上门吗' }] }
  const angry = { ...talk, turns: [{ by: 'customer', text: '我要投诉，等了三天没有人来' }] }
  for (const [no, [given, handlingSeconds]] of (
    [
      [talk, 300],
      [angry, 1_800],
    ] as const
  ).entries()) {
    const complainant = { name: '李雷', phone: `1380000000${no}` }
    expect(
      await admin.post('/contacts', { ...given, handlingSeconds, complainant, occurredAt: world.clock.now().toISOString() }),
    ).toMatchObject({ status: 201 })
  }
  await world.settle()
  world.clock.set('2026-11-10T02:00:00Z')
  admin = await signedInAs(world)
  await world.settle()
  await late.give()
  await act(late.id, 'receipts')
  await act(late.id, 'returns', { result: '已核实', finding: 'substantiated' })
  await act(late.id, 'reviews', { verdict: 'pass' })
  await act(late.id, 'answers', { text: '非常抱歉，我们已安排今日上门。' })
  await world.settle()
  world.clock.set('2026-12-03T02:00:00Z')
  await world.settle()
  Object.assign(lin, await signedInAs(world, lin.username, 'a good long password'))
  const { rows } = (await lin.get('/performance/sheets?kind=person')).body
  sheet = (await lin.get(`/performance/sheets/${rows[0].id}`)).body
})
afterAll(() => world.close())

test('接手时已超时: what was late before it came to somebody is left out; what lay with them counts', () => {
  for (const line of ['closureInTime', 'contactInTime'])
    expect(figure(line), line).toMatchObject({ count: 0, of: 1, leftOut: [{ why: 'cameLate', count: 1 }] })
  expect(figure('closureDone')).toMatchObject({ count: 1, of: 2, leftOut: [] })
})

test('投诉通话不计: talks of complaints are left out of handling time', () => {
  expect(sheet.edition.talkTime).toEqual({ talks: 1, meanSeconds: 300, leftOut: 1 })
})

test('认定: unsubstantiated takes nothing off, and what is under appeal counts nowhere', () => {
  expect(figure('finding')).toMatchObject({ count: 1, of: 1, observed: 0, leftOut: [{ why: 'appealed', count: 1 }] })
})
