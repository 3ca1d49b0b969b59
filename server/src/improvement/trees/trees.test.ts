import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let caseId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  caseId = (await aCaseIn('caused', admin, unitId)).id
})
afterAll(() => world.close())

const node = (id: string, text: string, given: object = {}) => ({ id, parentId: null, text, ...given })
const whys = [
  node('a', '派工时没有确认师傅到位'),
  node('b', '系统里没有确认这一步', { parentId: 'a' }),
  node('c', '流程从不要求确认', { parentId: 'b' }),
]

describe('drawing what caused it (根因分析图)', () => {
  test('a tree of whys is kept, every saving a version that stays readable', async () => {
    const { status, body: tree } = await admin.post('/cause-trees', {
      kind: 'fiveWhys',
      title: '安装迟到三小时',
      nodes: whys,
      caseIds: [caseId],
    })
    expect(status, JSON.stringify(tree)).toBe(201)
    expect(tree).toMatchObject({
      version: 1,
      cases: [{ id: caseId }],
      nodes: [{ id: 'a', state: 'open', cause: null }, { id: 'b' }, { id: 'c', parentId: 'b' }],
    })

    const nodes = [...whys, node('d', '夜班没有调度员', { parentId: 'a', state: 'ruledOut', evidence: '排班表显示有' })]
    expect(await admin.patch(`/cause-trees/${tree.id}`, { nodes, version: 1 })).toMatchObject({
      status: 200,
      body: {
        version: 2,
        versions: [
          { version: 2, nodes: 4 },
          { version: 1, nodes: 3 },
        ],
      },
    })
    expect(await admin.patch(`/cause-trees/${tree.id}`, { nodes: [], version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect((await admin.get(`/cause-trees/${tree.id}/versions/1`)).body.nodes).toHaveLength(3)
    expect((await admin.get(`/cause-trees?caseId=${caseId}`)).body).toMatchObject({
      rows: [{ id: tree.id, nodes: 4 }],
      total: { count: 1 },
    })
  })

  test('what hangs nowhere, in a circle, or on no bone is refused; personal data is masked', async () => {
    const send = (kind: string, nodes: object[]) => admin.post('/cause-trees', { kind, title: '送货迟', nodes })
    expect(await send('fiveWhys', [node('a', '一', { parentId: 'x' })])).toMatchObject({ status: 400 })
    expect(await send('fiveWhys', [node('a', '一', { parentId: 'b' }), node('b', '二', { parentId: 'a' })])).toMatchObject({ status: 400 })
    expect(await send('fiveWhys', [node('a', '一'), node('a', '二')])).toMatchObject({ status: 400 })
    expect(await send('fishbone', [node('a', '师傅不熟')])).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/nodes/0/bone' }] },
    })
    expect(await send('fishbone', [node('a', '师傅不熟', { bone: 'people', cause: 'bad.luck' })])).toMatchObject({ status: 400 })
    const { body } = await send('fishbone', [node('a', '客户 13912341234 说没人来', { bone: 'people' })])
    expect(JSON.stringify(body)).not.toContain('13912341234')
  })

  test('a leaf becomes a cause of the catalogue; similar problems are offered it later', async () => {
    const nodes = [node('a', '派工流程缺少确认', { bone: 'method' }), node('b', '没有到位确认按钮', { parentId: 'a' })]
    const { body: tree } = await admin.post('/cause-trees', { kind: 'fishbone', title: '空调安装迟到', nodes, caseIds: [caseId] })
    const { status, body } = await admin.post(`/cause-trees/${tree.id}/nodes/b/cause`, {
      how: 'new',
      code: 'procedure.dispatch',
      name: '派工无确认',
      version: 1,
    })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.nodes).toContainEqual(expect.objectContaining({ id: 'b', cause: 'procedure.dispatch', state: 'confirmed' }))
    expect((await admin.get('/causes')).body.rows).toContainEqual(
      expect.objectContaining({ code: 'procedure.dispatch', name: '派工无确认', parent: 'procedure' }),
    )

    const q = encodeURIComponent('冰箱安装迟到')
    const { body: similar } = await admin.get(`/similar-causes?q=${q}&caseId=${caseId}`)
    expect(similar.rows[0]).toMatchObject({ text: '没有到位确认按钮', cause: 'procedure.dispatch', from: 'tree', tree: { id: tree.id } })
    expect(similar.rows).toContainEqual(expect.objectContaining({ from: 'cases', cause: 'people.process', cases: 1 }))
  })

  test('whoever may not keep the catalogue names a cause that is there; who may not see the case does not see its drawing', async () => {
    const own = await aPerson(world, admin, 'handler', unitId)
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
    const { body: tree } = await own.post('/cause-trees', { kind: 'fiveWhys', title: '迟到', nodes: whys, caseIds: [caseId] })
    expect(
      await own.post(`/cause-trees/${tree.id}/nodes/c/cause`, { how: 'new', code: 'procedure.none', name: '无流程', version: 1 }),
    ).toMatchObject({ status: 403 })
    expect(await own.post(`/cause-trees/${tree.id}/nodes/c/cause`, { how: 'existing', cause: 'procedure', version: 1 })).toMatchObject({
      status: 201,
    })
    expect(await stranger.get(`/cause-trees/${tree.id}`)).toMatchObject({ status: 404 })
    expect((await stranger.get('/cause-trees')).body.rows).toEqual([])
    expect(await stranger.post('/cause-trees', { kind: 'fiveWhys', title: '迟到', caseIds: [caseId] })).toMatchObject({ status: 404 })
    expect(await stranger.patch(`/cause-trees/${tree.id}`, { title: '换', version: 2 })).toMatchObject({ status: 404 })
  })
})
