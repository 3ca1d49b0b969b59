import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

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
