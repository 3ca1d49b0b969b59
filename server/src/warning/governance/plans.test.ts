import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { raiseWarnings } from './raise.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

test('the plan of a warning is taken from one in force in the knowledge base, and from no other (预案)', async () => {
  const { body } = await admin.get('/knowledge?kind=plan&state=inForce&limit=1')
  const knowledgeId = body.rows[0].id
  const definition = { steps: ['逐单回电'], script: '', limits: '', knowledgeId }
  expect(await admin.post('/warning-plans/surge', { definition, reason: '照知识库的做' })).toMatchObject({ status: 201 })
  const { rows } = (await admin.get('/warning-rules')).body
  expect(rows.find(({ kind }: { kind: string }) => kind === 'surge').plans[0]).toMatchObject({ state: 'inForce', definition })
  const unknown = { ...definition, knowledgeId: '01a20393-61fd-730e-b546-49172e7296cc' }
  expect(await admin.post('/warning-plans/surge', { definition: unknown, reason: '没有这份' })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/definition/knowledgeId' }] },
  })
})

test('a surge shows the plan that is attached to it, its steps become measures with owners, and it is followed to its clearance (预案到解除)', async () => {
  const lin = await aPerson(world, admin, 'supervisor')
  const { body: known } = await admin.get('/knowledge?kind=plan&state=inForce&limit=1')
  const [{ id: knowledgeId }] = known.rows
  const steps = ['两小时内逐单回电', '停发同批次产品', '次日复核是否回到预期']
  const definition = { steps, script: '给您添麻烦了，我们正在逐台核查', limits: '单件补偿不超过 200 元', knowledgeId }
  expect((await admin.post('/warning-plans/surge', { definition, reason: '异响批次专用' })).status).toBe(201)
  const onset = world.clock.now()
  const raise = {
    kind: 'surge' as const,
    key: 'region:华东',
    subject: '华东·冰箱·异响',
    facts: { observed: 12, expected: 5 },
    caseIds: [],
    firstSeenAt: onset,
  }
  const [raised] = await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => raiseWarnings(tx, world.tenantId, [raise], onset))
  await world.settle()
  const address = `/warnings/${raised?.warningId}`
  expect((await lin.get(address)).body).toMatchObject({ state: 'raised', plan: definition })

  expect((await lin.post(`${address}/acknowledgement`)).status).toBe(201)
  const dueAt = new Date(onset.getTime() + 24 * 3_600_000).toISOString()
  const measures: string[] = []
  for (const text of steps) measures.push((await lin.post(`${address}/measures`, { text, dueAt, ownerId: lin.id })).body.id)
  for (const [at, id] of measures.entries()) {
    expect((await lin.post(`${address}/measures/${id}/result`, { result: `已完成：${steps[at]}` })).status).toBe(201)
    const open = (await lin.get(address)).body.measures.filter(({ result }: { result: string | null }) => result === null)
    expect(open).toHaveLength(steps.length - 1 - at)
  }
  expect((await lin.post(`${address}/label`, { verdict: 'true', note: '压缩机减振垫批次' })).status).toBe(201)
  expect((await lin.post(`${address}/clearance`, { reason: '复核：三天回到预期以内' })).status).toBe(201)
  const { body: after } = await lin.get(address)
  expect(after).toMatchObject({ state: 'cleared', label: { verdict: 'true' }, plan: { steps } })
  expect(after.measures.map(({ text }: { text: string }) => text)).toEqual(steps)
  const kinds = after.history.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind !== 'assigned')
  expect(kinds).toEqual([
    'raised',
    'acknowledged',
    ...steps.map(() => 'measureAdded'),
    ...steps.map(() => 'measureDone'),
    'labelled',
    'cleared',
  ])
})
