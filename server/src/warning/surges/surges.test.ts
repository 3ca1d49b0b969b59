import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { type Act, registerCases, systemActor } from '../../cases/index.ts'

const regions = ['华东', '华南', '华北', '西南']
const products = ['云享冰箱', '云岚空调', '净屿洗衣机']

describe('surges of live intake (突增)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  const asAct = <T>(work: (act: Act) => Promise<T>) =>
    world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => work({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }))
  const surges = async () => (await admin.get('/warnings?kind=surge')).body.rows
  const register = async (count: number, given: Parameters<typeof aComplaint>[0]) => {
    for (let at = 0; at < count; at++) {
      const answer = await admin.post(
        '/complaints',
        aComplaint({ ...given, complainant: { name: '李雷', phone: `139${String(10_000_000 + at * 37 + count)}` } }),
      )
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    }
  }

  test('an import of history raises no warning, however many it brings', async () => {
    // Two months, some six a day over every product and region; the last day as busy as a surge.
    const days = Array.from({ length: 60 }, (_, at) => at + 1)
    const rows = days.flatMap((day) =>
      Array.from({ length: day === 1 ? 40 : 6 }, (_, at) => ({
        complaint: {
          channel: 'import' as const,
          complainant: {},
          text: at % 2 ? '门封条变形，关不严，要求上门维修' : '送货迟了两天，客服让我继续等',
          category: at % 2 ? 'quality.fault' : 'delivery.delay',
          product: products[(at + day) % 3] as string,
          region: regions[(at * 7 + day * 3) % 4] as string,
          receivedAt: new Date(world.clock.now().getTime() - day * 86_400_000 + at * 600_000).toISOString(),
        },
        customerId: null,
        duplicateOf: null,
        origin: 'history' as const,
      })),
    )
    await asAct((act) => registerCases(act, rows))
    await world.settle()
    expect(await surges()).toEqual([])
  })

  test('an ordinary morning raises none', async () => {
    await register(2, { category: 'quality.fault', product: '云享冰箱', region: '华东' })
    await world.settle()
    expect(await surges()).toEqual([])
  })

  test('many complaints of one product in one region raise one warning within a sweep: where, since when, how many, which cases, which words', async () => {
    await register(9, {
      category: 'quality.fault',
      product: '云享冰箱',
      region: '华东',
      subject: '压缩机异响',
      text: '冰箱半夜发出嗡嗡的异响，压缩机声音像拖拉机，一家人睡不好。',
    })
    await world.settle()
    const rows = await surges()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      kind: 'surge',
      subject: expect.stringMatching(/华东.*云享冰箱/),
      facts: { observed: 11, grain: 'hour' },
    })
    expect(rows[0].facts.high).toBeLessThan(11)
    expect(rows[0].facts.words).toEqual(expect.arrayContaining(['压缩机', '异响']))
    expect(new Date(rows[0].firstSeenAt).getTime()).toBeLessThanOrEqual(world.clock.now().getTime())

    const { body: surge } = await admin.get(`/warnings/${rows[0].id}/surge`)
    expect(surge.points.at(-1)).toMatchObject({ day: '2026-11-02', count: 11 })
    expect(surge.points.at(-1).high).toBeLessThan(11)
    expect(surge.surge.words[0]).toMatchObject({ before: 0 })
    const { body: cases } = await admin.get(`/series/${surge.series.id}/cases?from=2026-11-02`)
    expect(cases).toMatchObject({ counted: 11 })
    expect(cases.rows).toHaveLength(11)
  })

  test('the course of what it lies in tells of it as well, and of where it was; the course of something else does not', async () => {
    const [warning] = await surges()
    const told = async (query: string) =>
      (await admin.get(encodeURI(`/series/course?${query}`))).body.surges.map(
        ({ series, warningId }: { series: { name: string }; warningId: string }) => [series.name, warningId],
      )
    for (const query of ['', 'product=云享冰箱', 'region=华东', 'product=云享冰箱&region=华东'])
      expect(await told(query), query).toEqual([[warning.subject, warning.id]])
    for (const query of ['product=净屿洗衣机', 'region=华南']) expect(await told(query), query).toEqual([])
  })

  test('what comes later is a repeat of the same warning', async () => {
    await register(6, { category: 'quality.fault', product: '云享冰箱', region: '华东', text: '冰箱嗡嗡异响，要求退货' })
    await world.settle()
    await world.settle()
    const rows = await surges()
    expect(rows).toHaveLength(1)
    expect(rows[0].facts.observed).toBe(17)
  })

  test('another matter elsewhere is a warning of its own', async () => {
    await register(10, { category: 'price.billing', product: '净屿洗衣机', region: '西南', text: '重复扣款两次，账单多收了安装费' })
    await world.settle()
    const rows = await surges()
    expect(rows).toHaveLength(2)
    expect(rows.map((row: { facts: { observed: number } }) => row.facts.observed).sort()).toEqual([10, 17])
  })

  test('a new matter within something wide that surged the days before is a warning of its own, also while that rests', async () => {
    const yesterday = (at: number) => new Date(world.clock.now().getTime() - 86_400_000 + at * 600_000)
    const rows = Array.from({ length: 12 }, (_, at) => ({
      complaint: {
        channel: 'hotline' as const,
        complainant: {},
        text: '送货迟了两天，客服让我继续等',
        category: 'delivery.delay',
        product: products[at % 3] as string,
        region: '华北',
        receivedAt: yesterday(at).toISOString(),
      },
      customerId: null,
      duplicateOf: null,
    }))
    await asAct((act) => registerCases(act, rows))
    await world.settle()
    const db = world.deps.database.tenant(world.tenantId)
    const { id } = await db
      .selectFrom('series')
      .select('id')
      .where('tenant_id', '=', world.tenantId)
      .where('dims', '=', 'region')
      .where('key', '=', '华北')
      .executeTakeFirstOrThrow()
    const figures = {
      observed: 12,
      expected: 2,
      low: 0,
      high: 5,
      p: 1e-5,
      method: 'days',
      words: '[]',
      explains: `[${id}]`,
      warning_id: null,
    }
    const told = {
      tenant_id: world.tenantId,
      id: '01980000-0000-7000-8000-000000000001',
      series_id: id,
      grain: 'day' as const,
      day: '2026-11-01',
    }
    await db
      .insertInto('surge')
      .values({ ...told, ...figures, at: world.clock.now(), since: yesterday(0) })
      .execute()
    const before = (await surges()).length
    await register(10, { category: 'quality.safety', product: '扫地机器人 R9', region: '华北', text: '扫地机器人充电时冒烟，有焦糊味' })
    await world.settle()
    const after = await surges()
    expect(after).toHaveLength(before + 1)
    expect(after.map(({ subject }: { subject: string }) => subject)).not.toContain('华北')
    expect(after.map(({ facts }: { facts: { observed: number } }) => facts.observed).sort()).toEqual([10, 10, 17])
  })
})
