import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { causePicture } from '../trees/picture.ts'

let world: World
let admin: Client
let caseId: string
let treeId: string
let quality: Awaited<ReturnType<typeof aPerson>>
let doer: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const unitId = (await aUnit(admin, '安装部')).id
  caseId = (await aCaseIn('caused', admin, unitId)).id
  quality = await aPerson(world, admin, 'quality')
  doer = await aPerson(world, admin, 'handler', unitId)
  const nodes = [
    {
      id: 'a',
      parentId: null,
      text: '派工流程缺少确认',
      bone: 'method',
      cause: 'procedure',
      state: 'confirmed',
      evidence: '十单中九单没有',
    },
  ]
  treeId = (await admin.post('/cause-trees', { kind: 'fishbone', title: '安装迟到', nodes, caseIds: [caseId] })).body.id
})
afterAll(() => world.close())

describe('an 8D report (8D 报告)', () => {
  let id: string
  let version = 1

  test('it is opened for a problem with its team and bound to cases and a drawing', async () => {
    const { status, body } = await admin.post('/eight-d', {
      title: '空调安装迟到',
      leaderId: quality.id,
      teamIds: [doer.id],
      texts: { problem: '十月起华东安装迟到 12 件，平均迟 3 小时' },
      caseIds: [caseId],
      causeTreeId: treeId,
    })
    expect(status, JSON.stringify(body)).toBe(201)
    id = body.id
    expect(body).toMatchObject({
      leader: { id: quality.id },
      team: [{ id: doer.id }],
      cases: [{ id: caseId }],
      causeTree: { id: treeId, name: '安装迟到' },
      confirmedCauses: [{ text: '派工流程缺少确认', cause: 'procedure' }],
      lacks: ['corrective', 'thanks'],
      mayEdit: true,
    })
  })

  test('its team writes it; nobody else does', async () => {
    const { body } = await doer.patch(`/eight-d/${id}`, { texts: { escape: '派工报表只看是否派出' }, version })
    version = body.version
    expect(body).toMatchObject({ texts: { problem: expect.stringContaining('十月起'), escape: '派工报表只看是否派出' } })
    const other = await aPerson(world, admin, 'agent')
    expect(await other.get(`/eight-d/${id}`)).toMatchObject({ status: 200, body: { mayEdit: false } })
    expect(await other.patch(`/eight-d/${id}`, { title: '换', version })).toMatchObject({ status: 403 })
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
    expect(await stranger.get(`/eight-d/${id}`)).toMatchObject({ status: 404 })
  })

  test('its actions stand under their disciplines, and it does not close before they have ended', async () => {
    const open = async (given: object) => {
      const { status, body } = await admin.post('/actions', {
        ownerId: doer.id,
        verifierId: quality.id,
        dueOn: '2026-11-20',
        eightDId: id,
        ...given,
      })
      expect(status, JSON.stringify(body)).toBe(201)
      return body.id as string
    }
    const stopgap = await open({ kind: 'containment', title: '逐单电话确认' })
    await open({ kind: 'corrective', title: '派工系统加到位确认', cause: 'procedure', causeTreeId: treeId })
    expect(await quality.post(`/actions/${stopgap}/approval`, { verdict: 'approve' })).toMatchObject({ status: 201 })
    const { body } = await admin.get(`/eight-d/${id}`)
    expect(body).toMatchObject({
      actions: { all: 2, ended: 0 },
      actionRows: [{ title: '逐单电话确认' }, { kind: 'corrective' }],
      lacks: ['corrective', 'openActions', 'thanks'],
    })
    expect(await admin.post(`/eight-d/${id}/closure`, { version })).toMatchObject({
      status: 409,
      body: { code: 'ACTION_STEP_NOT_ALLOWED', missing: ['corrective', 'openActions', 'thanks'] },
    })
    expect((await admin.get('/eight-d?open=true')).body).toMatchObject({
      rows: [{ id, actions: { all: 2, ended: 0 } }],
      total: { count: 1 },
    })
    expect((await admin.get(`/actions?eightDId=${id}`)).body.total.count).toBe(2)
  })

  test('it is printed as PDF with its words inside', async () => {
    const response = await world.app.inject({ url: `/api/v1/eight-d/${id}/file`, headers: await cookie() })
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('application/pdf')
    expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(response.rawPayload.length).toBeGreaterThan(5_000)
    const { body: tree } = await admin.get(`/cause-trees/${treeId}`)
    const { shapes, width } = causePicture(tree)
    expect(shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))).toEqual(
      expect.arrayContaining(['安装迟到', '派工流程缺少确认', '法']),
    )
    expect(width).toBeGreaterThanOrEqual(760)
  }, 60_000)
})

async function cookie() {
  const response = await world.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    headers: { host: '127.0.0.1:3000' },
    payload: { username: 'admin', password: 'correct horse battery' },
  })
  return { cookie: [response.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '', host: '127.0.0.1:3000' }
}
