import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '售后部')).id
})
afterAll(() => world.close())

const settle = async () => {
  await world.settle()
  await world.settle()
}
let counter = 0
const somebody = () => ({ name: `客户${++counter}`, phone: `1380000${String(1000 + counter)}` })
const groupsWith = async (caseId: string, who: Client = admin) => (await who.get(`/case-groups?caseId=${caseId}`)).body.rows
const copied = '贵公司八月卖给我们小区的澄海牌净水器滤芯有一股刺鼻的塑料味，孩子喝了肚子疼，要求全部召回并退款。'
const copies = async (people: number, text = copied) => {
  const ids: string[] = []
  for (let at = 0; at < people; at++)
    ids.push((await aRegisteredCase(admin, { complainant: somebody(), text: `${text}${'！'.repeat(at % 3)}` })).caseId)
  await settle()
  return ids
}

describe('group complaints (群诉)', () => {
  test('four people are no group; the fifth makes one, and later ones join it', async () => {
    const [first = ''] = await copies(4)
    expect(await groupsWith(first)).toEqual([])
    const [fifth = ''] = await copies(1)
    expect(await groupsWith(fifth)).toMatchObject([{ state: 'found', people: 5, cases: 5 }])
    await copies(1)
    expect(await groupsWith(first)).toMatchObject([{ people: 6 }])
    const [warning] = (await admin.get(`/warnings?kind=group&caseId=${first}`)).body.rows
    expect(warning).toMatchObject({ facts: { people: 6, cases: 6, sameText: 6 }, level: 'yellow' })
    expect((await groupsWith(first))[0].warningId).toBe(warning.id)
  })

  test('one customer who writes five times is a repeat, not a group', async () => {
    const complainant = somebody()
    const text = '空调外机漏水一直滴到楼下阳台，物业已经找我两次了，麻烦尽快派人过来处理外机漏水。'
    let last = ''
    for (let at = 0; at < 5; at++) last = (await aRegisteredCase(admin, { complainant, text })).caseId
    await settle()
    expect(await groupsWith(last)).toEqual([])
  })

  test('five people who tell one matter in their own words, of the same product and place, are a group', async () => {
    const told = [
      '冰箱用了一周就开始嗡嗡响，夜里压缩机响得睡不着',
      '新买的冰箱压缩机噪音很大，嗡嗡响个不停',
      '冰箱晚上嗡嗡的响声特别大，怀疑压缩机有问题',
      '压缩机噪音大，冰箱一启动就嗡嗡响，全家都被吵醒',
      '冰箱压缩机一直嗡嗡响，噪音太大，没法睡觉',
    ]
    let last = ''
    const about = { product: '冰箱', region: '杭州', category: 'quality.fault', subject: '冰箱压缩机噪音大嗡嗡响' }
    for (const text of told) last = (await aRegisteredCase(admin, { complainant: somebody(), text, ...about })).caseId
    await settle()
    expect(await groupsWith(last)).toMatchObject([{ people: 5, product: '冰箱', region: '杭州' }])
  })

  test('who sees no case of a group does not see the group', async () => {
    const { rows } = (await admin.get('/case-groups')).body
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
    expect((await stranger.get('/case-groups')).body.rows).toEqual([])
    expect(await stranger.get(`/case-groups/${rows[0].id}`)).toMatchObject({ status: 404 })
  })
})

describe('a major case (重大投诉)', () => {
  const text = '你们上周的直播间承诺买一送一，下单后客服却说赠品没有了，请给个说法，把承诺的赠品补发给我。'
  let groupId: string
  let members: string[]

  test('whoever proposed it may not approve it', async () => {
    members = await copies(6, text)
    ;[{ id: groupId }] = await groupsWith(members[0] ?? '')
    const proposal = { severity: 'serious', reason: '六位客户反映直播赠品未兑现' }
    expect(await admin.post(`/case-groups/${groupId}/proposals`, proposal)).toMatchObject({
      status: 200,
      body: { state: 'proposed', can: { decide: false } },
    })
    expect(await admin.post(`/case-groups/${groupId}/proposals`, proposal)).toMatchObject({ status: 409 })
    expect(await admin.post(`/case-groups/${groupId}/decisions`, { approve: true, reason: '同意' })).toMatchObject({ status: 403 })
    const agent = await aPerson(world, admin, 'agent', unitId)
    expect(await agent.post(`/case-groups/${groupId}/decisions`, { approve: true, reason: '同意' })).toMatchObject({ status: 403 })
  })

  test('approved by another, a parent case is registered and the open cases are its children', async () => {
    const supervisor = await aPerson(world, admin, 'supervisor', unitId)
    const { status, body } = await supervisor.post(`/case-groups/${groupId}/decisions`, { approve: true, reason: '情况属实，合并处理' })
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'approved' })
    expect(body.parent).toMatchObject({ status: 'registered' })
    expect(body.members.map(({ linked }: { linked: boolean }) => linked)).toEqual(Array(6).fill(true))
    const parent = (await admin.get(`/cases/${body.parent.id}`)).body
    expect(parent).toMatchObject({ severity: 'serious' })
    expect(parent.links.filter(({ kind }: { kind: string }) => kind === 'childOf')).toHaveLength(6)
    await settle()
    expect(await groupsWith(members[0] ?? '')).toMatchObject([{ cases: 6 }])
  })

  test('one answer reaches every case that is ready, by its own answer step; the others are named', async () => {
    const [ready = '', alsoReady = '', ...rest] = members
    for (const id of [ready, alsoReady])
      expect(await admin.post(`/cases/${id}/acceptance`, { category: 'delivery.delay' })).toMatchObject({ status: 201 })
    const answer = { text: '赠品已经补发，三天内送到，给您添麻烦了。', finding: 'substantiated' }
    const { status, body } = await admin.post(`/case-groups/${groupId}/answers`, answer)
    expect(status).toBe(200)
    expect(body.answered.map(({ caseId }: { caseId: string }) => caseId).sort()).toEqual([ready, alsoReady].sort())
    expect(body.waiting).toHaveLength(rest.length + 1)
    expect(body.waiting[0].missing).toEqual(['status:accepted|returned'])
    expect((await admin.get(`/cases/${ready}`)).body).toMatchObject({ status: 'answered', answer: { text: answer.text } })

    for (const id of rest) await admin.post(`/cases/${id}/acceptance`, { category: 'delivery.delay' })
    const again = await admin.post(`/case-groups/${groupId}/answers`, answer)
    expect(again.body.answered).toHaveLength(4)
    const detail = (await admin.get(`/case-groups/${groupId}`)).body
    expect(detail.answers).toMatchObject([{ answered: 4 }, { answered: 2 }])
    expect(await admin.post(`/case-groups/${groupId}/answers`, answer)).toMatchObject({ status: 409 })
  })

  test('what people say is no group stays none; one that is another matter is taken out', async () => {
    const other = '小区门口那家门店的店员态度非常恶劣，骂老人，要求公开道歉并开除这名店员。'
    const ids = await copies(5, other)
    const [{ id }] = await groupsWith(ids[0] ?? '')
    const removed = await admin.post(`/case-groups/${id}/removals`, { caseId: ids[4], reason: '另一家门店' })
    expect(removed.body).toMatchObject({ people: 4, can: { propose: false } })
    expect(await admin.post(`/case-groups/${id}/dismissals`, { reason: '同一家人用几个号码' })).toMatchObject({
      body: { state: 'dismissed' },
    })
    const [later = ''] = await copies(1, other)
    expect(await groupsWith(later)).toEqual([])
  })
})
