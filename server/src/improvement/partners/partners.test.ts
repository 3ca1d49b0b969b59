import type { PartDetail } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { scoreOf } from './rules.ts'

let world: World
let admin: Client
let firm: { id: string; name: string }
let other: { id: string; name: string }
let fitter: Awaited<ReturnType<typeof aPerson>>
let rival: Awaited<ReturnType<typeof aPerson>>
let quality: Awaited<ReturnType<typeof aPerson>>
let caseId: string
let reportId: string

beforeAll(async () => {
  world = await aWorld()
  world.clock.set('2026-11-02T02:00:00Z')
  admin = await signedInAs(world)
  const unit = await aUnit(admin, '安装部')
  firm = await aUnit(admin, '快修服务商', 'partner')
  other = await aUnit(admin, '另一家服务商', 'partner')
  caseId = (await aCaseIn('handling', admin, unit.id)).id
  fitter = await aPerson(world, admin, 'partner', firm.id)
  rival = await aPerson(world, admin, 'partner', other.id)
  quality = await aPerson(world, admin, 'quality', unit.id)
  reportId = (
    await admin.post('/eight-d', {
      title: '王小明家安装迟到',
      leaderId: quality.id,
      texts: { problem: '内部判断：服务商管理混乱，准备换人' },
      caseIds: [caseId],
    })
  ).body.id
})
afterAll(() => world.close())

/** Sessions end while days go by: everybody signs in anew. */
async function goTo(instant: string) {
  world.clock.set(instant)
  admin = await signedInAs(world)
  const anew = async <Person extends { username: string }>(person: Person) => ({
    ...person,
    ...(await signedInAs(world, person.username, 'a good long password')),
  })
  quality = await anew(quality)
  fitter = await anew(fitter)
  rival = await anew(rival)
}

const invitation = (given: object = {}) => ({
  unitId: firm.id,
  title: '华东安装迟到',
  brief: '十月你方安装的 12 单迟到，例如王小明 13912341234 一单等了三小时，请查清原因。',
  asks: [
    { discipline: 'containment', dueOn: '2026-11-03' },
    { discipline: 'cause', dueOn: '2026-11-10' },
  ],
  ...given,
})
const askOf = (part: PartDetail, discipline: string) => part.asks.find((ask) => ask.discipline === discipline)

describe('a partner firm takes part in an 8D (合作单位参加 8D)', () => {
  let part: PartDetail

  test('it is asked in words of their own, without what is personal; only who writes the report asks', async () => {
    const handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
    expect((await handler.post(`/eight-d/${reportId}/parts`, invitation())).status).toBe(404)
    const asked = await quality.post(`/eight-d/${reportId}/parts`, invitation())
    expect(asked.status, JSON.stringify(asked.body)).toBe(201)
    part = asked.body
    expect(part.brief).not.toMatch(/王小明|13912341234/)
    expect(part).toMatchObject({ unit: { id: firm.id }, open: true, dueOn: '2026-11-03', can: { decide: true, answer: false } })
    expect(await quality.post(`/eight-d/${reportId}/parts`, invitation())).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    const ordinary = (await aUnit(admin, '物流部')).id
    expect(await quality.post(`/eight-d/${reportId}/parts`, invitation({ unitId: ordinary }))).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/unitId' }] },
    })
  })

  test('it sees its part and nothing else of the report, of the case or of other firms', async () => {
    const action = {
      kind: 'containment',
      title: '王小明家先上门',
      ownerId: quality.id,
      unitId: firm.id,
      dueOn: '2026-11-20',
      eightDId: reportId,
    }
    const { body: opened } = await admin.post('/actions', action)
    expect(await quality.post(`/actions/${opened.id}/approval`, { verdict: 'approve' })).toMatchObject({
      status: 201,
    })
    const { body } = await fitter.get('/partner-parts')
    expect(body).toMatchObject({ rows: [{ id: part.id, title: '华东安装迟到', asks: { all: 2, accepted: 0 } }], total: { count: 1 } })
    const own = await fitter.get(`/partner-parts/${part.id}`)
    expect(own).toMatchObject({
      status: 200,
      body: {
        asks: [{ discipline: 'containment', state: 'asked' }, { discipline: 'cause' }],
        actions: [{ title: '客户家先上门' }],
        can: { answer: true },
      },
    })
    const everything = JSON.stringify([body, own.body])
    expect(everything).not.toMatch(/王小明|139|准备换人|内部判断/)
    for (const id of [caseId, reportId]) expect(everything).not.toContain(id)

    expect((await rival.get('/partner-parts')).body.rows).toEqual([])
    expect(await rival.get(`/partner-parts/${part.id}`)).toMatchObject({ status: 404 })
    expect(await rival.post(`/partner-parts/${part.id}/answers`, { discipline: 'cause', text: '?' })).toMatchObject({ status: 404 })
    for (const address of [
      `/eight-d`,
      `/eight-d/${reportId}`,
      `/eight-d/${reportId}/parts`,
      `/eight-d/${reportId}/file`,
      '/partners',
      `/partners/${firm.id}`,
      '/actions',
      '/cause-trees',
      '/notices',
    ])
      expect((await fitter.get(address)).status, address).toBe(403)
    expect((await admin.get('/partner-parts')).body.rows).toEqual([])
    expect((await fitter.get('/sessions/current')).body).toMatchObject({ partner: true })
    expect((await quality.get('/sessions/current')).body).toMatchObject({ partner: false })
  })

  test('it answers; what is lacking comes back with the reason, and is answered anew', async () => {
    const answer = (text: string, discipline = 'containment') => fitter.post(`/partner-parts/${part.id}/answers`, { discipline, text })
    const decide = (verdict: string, reason = '', discipline = 'containment') =>
      quality.post(`/eight-d/${reportId}/parts/${part.id}/decisions`, { discipline, verdict, reason })
    expect(await answer('未请答', 'prevention')).toMatchObject({ status: 404 })
    expect(await decide('accepted')).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect(await answer('逐单电话确认')).toMatchObject({ status: 201 })
    expect(await answer('再答一次')).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect(await decide('returned')).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/reason' }] } })
    expect(
      await fitter.post(`/eight-d/${reportId}/parts/${part.id}/decisions`, { discipline: 'containment', verdict: 'accepted' }),
    ).toMatchObject({ status: 403 })
    expect(await decide('returned', '缺已确认的单数')).toMatchObject({ status: 201 })
    expect(askOf((await fitter.get(`/partner-parts/${part.id}`)).body, 'containment')).toMatchObject({
      state: 'returned',
      answers: [{ round: 1, verdict: 'returned', reason: '缺已确认的单数' }],
    })
    await goTo('2026-11-03T02:00:00Z')
    await answer('逐单电话确认，已确认 38 单')
    const accepted = await decide('accepted')
    expect(askOf(accepted.body, 'containment')).toMatchObject({ state: 'accepted', answers: [{}, { round: 2, verdict: 'accepted' }] })
    expect((await admin.get(`/eight-d/${reportId}`)).body).toMatchObject({
      partnerAnswers: [{ unit: { name: '快修服务商' }, discipline: 'containment', text: '逐单电话确认，已确认 38 单' }],
      lacks: expect.arrayContaining(['partners']),
    })
  })

  test('files go both ways within the part alone', async () => {
    const form = (name: string) => {
      const body = new FormData()
      body.append('file', new Blob(['照片说明']), name)
      return body
    }
    const given = await fitter.post(`/partner-parts/${part.id}/files`, form('抽查表.txt'))
    expect(given.status, JSON.stringify(given.body)).toBe(201)
    expect((await quality.post(`/eight-d/${reportId}/parts/${part.id}/files`, form('迟到清单.txt'))).status).toBe(201)
    expect((await fitter.get(`/partner-parts/${part.id}`)).body.files).toMatchObject([
      { name: '抽查表.txt', fromPartner: true },
      { name: '迟到清单.txt', fromPartner: false },
    ])
    expect(await fitter.get(`/partner-parts/${part.id}/files/${given.body.id}`)).toMatchObject({ status: 200, body: '照片说明' })
    expect((await rival.get(`/partner-parts/${part.id}/files/${given.body.id}`)).status).toBe(404)
    expect((await rival.post(`/partner-parts/${part.id}/files`, form('x.txt'))).status).toBe(404)
  })

  test('late and returned answers stand in its score, which says that it is of few', async () => {
    await goTo('2026-11-12T02:00:00Z')
    await fitter.post(`/partner-parts/${part.id}/answers`, { discipline: 'cause', text: '排班未按区域' })
    await quality.post(`/eight-d/${reportId}/parts/${part.id}/decisions`, { discipline: 'cause', verdict: 'accepted' })
    const { body } = await admin.get(`/partners/${firm.id}`)
    // One of two in time, one of two accepted at once: (0.3 × 0.5 + 0.3 × 0.5) ÷ 0.6.
    expect(body).toMatchObject({
      score: {
        score: 50,
        few: true,
        timely: { hits: 1, of: 2, few: true },
        complete: { hits: 1, of: 2 },
        effective: { of: 0, share: null },
      },
      asks: [
        { discipline: 'cause', onTime: false, firstAnsweredOn: '2026-11-12', rounds: 1 },
        { discipline: 'containment', onTime: true, firstAnsweredOn: '2026-11-02', rounds: 2 },
      ],
    })
    expect((await admin.get('/partners')).body.rows).toMatchObject([
      { unit: { name: '快修服务商' }, openParts: 1, score: { score: 50 } },
      { unit: { name: '另一家服务商' }, score: { score: null } },
    ])
    expect((await fitter.get('/partner-score')).body).toMatchObject({ score: 50 })
    const handler = await aPerson(world, admin, 'handler', firm.id)
    expect((await handler.get('/partners')).status).toBe(403)
  })

  test('a withdrawn part is gone for the firm; what was accepted stays', async () => {
    expect(await quality.post(`/eight-d/${reportId}/parts/${part.id}/withdrawal`, { reason: '换一家' })).toMatchObject({
      status: 201,
      body: { open: false, withdrawal: '换一家' },
    })
    expect((await fitter.get('/partner-parts')).body.rows).toEqual([])
    expect((await fitter.get(`/partner-parts/${part.id}`)).status).toBe(404)
    expect((await admin.get(`/eight-d/${reportId}`)).body.partnerAnswers).toHaveLength(2)
    expect(
      (await quality.post(`/eight-d/${reportId}/parts`, invitation({ asks: [{ discipline: 'cause', dueOn: '2026-12-01' }] }))).status,
    ).toBe(201)
  })
})

describe('the score of a firm (合作单位评分)', () => {
  test.each([
    // 9 of 10 in time, 6 of 8 at the first answer, 2 of 5 worked: 0.3 × 0.9 + 0.3 × 0.75 + 0.4 × 0.4
    [{ timely: [9, 10], complete: [6, 8], effective: [2, 5] }, 66, false],
    // Without judged actions the other two weigh half each: (0.9 + 0.75) ÷ 2
    [{ timely: [9, 10], complete: [6, 8], effective: [0, 0] }, 83, true],
    [{ timely: [4, 4], complete: [0, 0], effective: [0, 0] }, 100, true],
    [{ timely: [0, 0], complete: [0, 0], effective: [0, 0] }, null, true],
  ] as const)('%j', (given, score, few) => {
    const counted = ([hits, of]: readonly [number, number]) => ({ hits, of })
    const { timely, complete, effective } = given
    expect(scoreOf({ timely: counted(timely), complete: counted(complete), effective: counted(effective), undecided: 0 })).toMatchObject({
      score,
      few,
    })
  })

  test('a share stands with its interval (Wilson 1927: 9 of 10 is 0.596–0.982)', () => {
    const { timely } = scoreOf({ timely: { hits: 9, of: 10 }, complete: { hits: 0, of: 0 }, effective: { hits: 0, of: 0 }, undecided: 0 })
    expect(timely).toEqual({ hits: 9, of: 10, share: 0.9, interval: { low: 0.5958, high: 0.9821 }, few: false })
  })
})
