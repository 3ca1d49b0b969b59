import { afterAll, beforeAll, expect, test } from 'vitest'
import { aComplaint } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { registerCases, systemActor } from '../../cases/index.ts'

const dayMs = 86_400_000
const products = ['云享冰箱', '云岚空调', '净屿洗衣机'] as const

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

async function aHistory() {
  const now = world.clock.now()
  const rows = Array.from({ length: 240 }, (_, at) => ({
    complaint: {
      channel: 'import' as const,
      complainant: {},
      text: '送货迟了两天，客服让继续等',
      category: at % 2 ? 'quality.fault' : 'delivery.delay',
      product: products[at % 3] ?? products[0],
      region: at % 5 ? '华北' : '华东',
      receivedAt: new Date(now.getTime() - (1 + (at % 40)) * dayMs).toISOString(),
    },
    customerId: null,
    duplicateOf: null,
    origin: 'history' as const,
  }))
  await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => registerCases({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now }, rows))
}

test('a surge that comes case by case is one warning, named by where it turns out to lie, with its words', async () => {
  await aHistory()
  const matter = { category: 'quality.fault', product: '云享冰箱', region: '华东' }
  const names: string[] = []
  for (let at = 0; at < 12; at++) {
    const complainant = { name: '李雷', phone: `1390000${1_000 + at}` }
    const { status, body } = await admin.post(
      '/complaints',
      aComplaint({ ...matter, complainant, subject: '压缩机异响', text: '冰箱半夜嗡嗡异响，压缩机声音像拖拉机' }),
    )
    expect(status, JSON.stringify(body)).toBe(201)
    await world.settle()
    const { rows } = (await admin.get('/warnings?kind=surge')).body
    expect(rows.length).toBeLessThanOrEqual(1)
    if (rows[0]) names.push(rows[0].subject)
  }
  expect(names[0]).not.toBe('华东·云享冰箱·性能故障')
  expect(names.at(-1)).toBe('华东·云享冰箱·性能故障')
  const [warning] = (await admin.get('/warnings?kind=surge')).body.rows
  expect(warning.facts).toMatchObject({ observed: 12, words: expect.arrayContaining(['压缩机', '异响']) })
})
