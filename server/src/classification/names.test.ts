import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const text = '西湖门店卖给我的静享35空调一直滴水'
const found = async () =>
  (await admin.post('/text/analyses', { text })).body.entities
    .filter(({ kind }: { kind: string }) => kind === 'product' || kind === 'place')
    .map(({ kind, value }: { kind: string; value: string }) => [kind, value])

test('products and places of the lists are found in texts and cases, other names under the one (产品与地点名单)', async () => {
  expect((await admin.get('/text/names')).body.rows).toMatchObject([
    { kind: 'product', names: [], version: 0, changedAt: null },
    { kind: 'place', names: [], version: 0 },
  ])
  expect(await found()).toEqual([])
  const names = [{ name: '静享壁挂空调', aliases: ['静享35'] }, { name: '净水器' }, { name: '净水器' }]
  expect(await admin.put('/text/names/product', { names, version: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
  expect(await admin.put('/text/names/place', { names: [{ name: '西湖门店' }], version: 0 })).toMatchObject({ status: 200 })
  expect((await admin.get('/text/names')).body.rows[0].names).toHaveLength(2)
  expect(await found()).toEqual([
    ['place', '西湖门店'],
    ['product', '静享壁挂空调'],
  ])
  const { caseId } = await aRegisteredCase(admin, { text })
  const { entities } = (await admin.get(`/cases/${caseId}/analysis`)).body
  expect(entities).toContainEqual(expect.objectContaining({ kind: 'product', value: '静享壁挂空调', eventNo: 1 }))
})

test('a list is written only over the version that was read', async () => {
  const names = [{ name: '热水器', aliases: [] }]
  expect(await admin.put('/text/names/product', { names, version: 0 })).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
  expect(await admin.put('/text/names/product', { names, version: 7 })).toMatchObject({ status: 409 })
  expect(await admin.put('/text/names/product', { names, version: 1 })).toMatchObject({ status: 200, body: { version: 2, names } })
})

test('nonsense is refused, and so is whoever may not manage', async () => {
  for (const body of [
    { names: [{ name: '短' }], version: 0 },
    { names: 'all', version: 0 },
    { names: [] },
    { names: [{ name: '好', x: 1 }], version: 0 },
  ])
    expect(await admin.put('/text/names/place', body)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
  expect(await admin.put('/text/names/people', { names: [], version: 0 })).toMatchObject({ status: 400 })
  const auditor = await aPerson(world, admin, 'auditor')
  expect(await auditor.get('/text/names')).toMatchObject({ status: 200 })
  expect(await auditor.put('/text/names/place', { names: [], version: 1 })).toMatchObject({ status: 403 })
  expect(await auditor.post('/text/learning-runs', {})).toMatchObject({ status: 403 })
})
