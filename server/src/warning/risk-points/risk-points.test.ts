import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { type Act, eraseCases, registerCases, systemActor } from '../../cases/index.ts'
import { aContact, anUnhappyTalk } from '../../contacts/contacts-for-tests.ts'

describe('the register of risk points (风险点)', () => {
  let world: World
  let admin: Client
  let pointId: string

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
  const register = async (given: Parameters<typeof aComplaint>[0]) => {
    const { status, body } = await admin.post('/complaints', aComplaint({ subject: '反映问题', ...given }))
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.caseId as string
  }
  /** What came, complaints and doubts (stage 2) together. */
  const cameTo = async (id: string) => {
    const { heat } = (await admin.get(`/risk-points/${id}`)).body
    return heat.complaints + heat.doubts
  }

  test('a point without a rule is refused, one with owner, measure and rule takes in the complaints of the last year', async () => {
    await register({ category: 'delivery.installation', text: '约好上门安装，师傅迟到三小时' })
    await register({ category: 'quality.fault', text: '冰箱不制冷' })
    const rule = { categories: [], products: [], nodes: [], words: [] }
    expect((await admin.post('/risk-points', { kind: 'service', name: '上门安装', rule })).body.code).toBe('INPUT_INVALID')
    const unit = await aUnit(admin, '安装部')
    const { status, body } = await admin.post('/risk-points', {
      kind: 'service',
      name: '上门安装',
      unitId: unit.id,
      measure: '派工前一小时与客户确认',
      measureDueOn: '2026-10-01',
      rule: { ...rule, categories: ['delivery'] },
    })
    expect(status).toBe(201)
    pointId = body.id
    expect(body).toMatchObject({ unit: { name: '安装部' }, measureOverdue: true, version: 1 })
    await world.settle()
    expect(await cameTo(pointId)).toBe(1)
    expect((await admin.post('/risk-points', { kind: 'service', name: '上门安装', rule: { ...rule, words: ['安装'] } })).body.code).toBe(
      'ALREADY_EXISTS',
    )
  })

  test('a child counts for its parent, once; a case classified elsewhere and a blanked one leave', async () => {
    const rule = { categories: [], products: [], nodes: [], words: ['迟到'] }
    const child = (await admin.post('/risk-points', { kind: 'service', name: '师傅迟到', parentId: pointId, rule })).body
    await world.settle()
    expect(await cameTo(child.id)).toBe(1)
    expect(await cameTo(pointId)).toBe(1)
    const caseId = await register({ category: 'delivery.delay', text: '送货的人没来' })
    await world.settle()
    expect(await cameTo(pointId)).toBe(2)
    await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', version: 1 })
    await world.settle()
    expect(await cameTo(pointId)).toBe(1)
    const blanked = await register({ category: 'delivery.delay', text: '又没来' })
    await world.settle()
    await asAct((act) => eraseCases(act, [blanked], { cause: 'importUndone' }))
    await world.settle()
    expect(await cameTo(pointId)).toBe(1)
    const loop = await admin.patch(`/risk-points/${pointId}`, { parentId: child.id, version: 1 })
    expect(loop.body.code).toBe('INPUT_INVALID')
  })

  test('万投比 where the denominator is known; the map has a row a point and a cell a week', async () => {
    const { body } = await admin.put(`/risk-points/${pointId}/exposures`, { month: '2026-11', exposure: 2_000 })
    expect(body.per10k).toEqual({ month: '2026-11', complaints: 1, exposure: 2_000, ratio: 5 })
    const { body: map } = await admin.get('/risk-map?weeks=4')
    expect(map.weeks).toEqual(['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'])
    expect(map.rows.map((row: { name: string; depth: number }) => [row.name, row.depth])).toEqual([
      ['上门安装', 0],
      ['师傅迟到', 1],
    ])
    expect(map.rows[0].cells).toHaveLength(4)
    const { body: cases } = await admin.get(`/risk-points/${pointId}/cases?from=2026-11-02&to=2026-11-08`)
    expect(cases).toMatchObject({ latent: 0, rows: [{ category: 'delivery.installation' }] })
  })

  test('a week far above its own history warns once, and again only when more comes', async () => {
    const days = Array.from({ length: 90 }, (_, at) => at + 8)
    const ago = (day: number) => new Date(world.clock.now().getTime() - day * 86_400_000).toISOString()
    await asAct((act) =>
      registerCases(
        act,
        days
          .filter((day) => day % 4 === 0)
          .map((day) => ({
            complaint: { channel: 'import' as const, complainant: {}, text: '送货迟到', category: 'delivery.delay', receivedAt: ago(day) },
            customerId: null,
            duplicateOf: null,
            origin: 'history' as const,
          })),
      ),
    )
    await world.settle()
    expect((await admin.get('/warnings?kind=riskPoint')).body.rows).toEqual([])
    for (let at = 0; at < 11; at++)
      await register({
        category: 'delivery.delay',
        product: `型号${at}`,
        text: `没有送到，第 ${at} 次`,
        complainant: { phone: `1381111${1000 + at}` },
      })
    await world.settle()
    const { body } = await admin.get('/warnings?kind=riskPoint')
    expect(body.rows.map(({ subject }: { subject: string }) => subject)).toEqual(['上门安装'])
    expect(body.rows[0]).toMatchObject({ facts: { observed: 12, why: 'history' } })
    await world.settle()
    expect((await admin.get('/warnings?kind=riskPoint')).body.rows[0].repeats).toBe(body.rows[0].repeats)
    expect((await admin.get(`/risk-points/${pointId}`)).body).toMatchObject({ warningId: body.rows[0].id, heat: { level: 5 } })
  })

  test('words of complaints that fit no point are suggested once; accepting makes a point, declining asks why', async () => {
    for (let at = 0; at < 8; at++)
      await register({
        category: 'marketing.promotion',
        text: `优惠券过期不能用，说好的满减没有给，客服推来推去 ${at}`,
        complainant: { phone: `1382222${1000 + at}` },
      })
    await world.settle()
    world.clock.moveMinutes(24 * 60)
    admin = await signedInAs(world)
    await world.settle()
    const { body } = await admin.get('/risk-point-suggestions')
    const suggestion = body.rows.find(({ cases }: { cases: number }) => cases === 8)
    expect(suggestion).toMatchObject({ source: 'words', state: 'open', cases: 8 })
    expect(suggestion.examples.length).toBeGreaterThan(0)
    const rule = { categories: [], products: [], nodes: [], words: suggestion.words }
    const refused = await admin.post(`/risk-point-suggestions/${suggestion.id}/decisions`, { verdict: 'decline' })
    expect(refused.status).toBe(400)
    const accepted = await admin.post(`/risk-point-suggestions/${suggestion.id}/decisions`, {
      verdict: 'accept',
      point: { kind: 'process', name: '优惠券规则', rule },
    })
    expect(accepted.status).toBe(201)
    await world.settle()
    expect(await cameTo(accepted.body.riskPointId)).toBe(8)
    expect((await admin.post(`/risk-point-suggestions/${suggestion.id}/decisions`, { verdict: 'decline', reason: '晚了' })).body.code).toBe(
      'VERSION_CONFLICT',
    )
  })

  test('a product that one category names out of proportion is suggested with its figures; accepted it holds its cases', async () => {
    const came = (count: number, product: string, category: string) =>
      Array.from({ length: count }, (_, at) => ({
        complaint: {
          channel: 'import' as const,
          complainant: {},
          text: `来反映 ${category}，第 ${at} 次`,
          product,
          category,
          receivedAt: new Date(world.clock.now().getTime() - (at + 1) * 86_400_000).toISOString(),
        },
        customerId: null,
        duplicateOf: null,
        origin: 'history' as const,
      }))
    const usual = ['云享冰箱', '云岚空调', '净屿洗衣机'].flatMap((product) =>
      ['price.billing', 'service.inaction'].flatMap((category) => came(10, product, category)),
    )
    await asAct((act) => registerCases(act, [...usual, ...came(14, '星河电视', 'price.invoice'), ...came(1, '星河电视', 'price.billing')]))
    world.clock.moveMinutes(24 * 60)
    admin = await signedInAs(world)
    await world.settle()
    const { rows } = (await admin.get('/risk-point-suggestions')).body
    const suggestions = rows.filter(({ source }: { source: string }) => source === 'disproportion')
    expect(suggestions).toMatchObject([{ words: [], cases: 14, pair: { product: '星河电视', category: 'price.invoice', observed: 14 } }])
    const [{ id, pair }] = suggestions
    expect(pair.low).toBeGreaterThan(2)
    expect(pair.ratio).toBeGreaterThan(pair.low)
    const rule = { categories: [pair.category], products: [pair.product], nodes: [], words: [] }
    const point = { kind: 'product', name: '星河电视发票', rule }
    const accepted = await admin.post(`/risk-point-suggestions/${id}/decisions`, { verdict: 'accept', point })
    expect(accepted.status).toBe(201)
    await world.settle()
    const { complaints, doubts } = (await admin.get(`/risk-points/${accepted.body.riskPointId}/cases?from=2026-10-01&to=2026-11-30`)).body
    expect(complaints + doubts).toBe(14)
  })

  test('the register goes out as a sheet and comes in again; wrong rows are named and nothing comes in', async () => {
    const { body: csv } = await admin.get('/risk-points-file?format=csv')
    expect(csv).toContain('上门安装')
    const bring = async (text: string) => {
      const boundary = 'x-risk-points'
      const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="风险点.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
      return admin.post('/risk-points-file', payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
    }
    const wrong = await bring('风险点,上级,类型,关键词\n漏水,不存在的上级,产品,漏水\n')
    expect(wrong.body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ detail: '第 2 行：找不到上级风险点' }] })
    const { status, body } = await bring(
      '风险点,上级,类型,关键词,分类,月份,暴露量\n内漏,漏水,产品,内漏,,,\n漏水,,产品,漏水、渗水,,2026-10,50000\n师傅迟到,上门安装,,,,2026-11,800\n',
    )
    expect({ status, ...body }).toMatchObject({ status: 201, added: 2, exposures: 2 })
    const year = await bring('风险点,类型,关键词,月份,暴露量\n漏水,产品,漏水、渗水,2026-08,50000\n漏水,产品,漏水、渗水,2026-09,52000\n')
    expect(year).toMatchObject({ status: 201, body: { added: 0, changed: 2, exposures: 2 } })
    const names = (await admin.get('/risk-points')).body.rows.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['漏水', '内漏']))
  })

  test('an unhappy customer who did not complain counts, and the cell opens what was said: for whoever may hear it', async () => {
    const rule = { categories: [], products: [], nodes: [], words: ['空调又不制冷'] }
    const { id } = (await admin.post('/risk-points', { kind: 'service', name: '修后又坏', rule })).body
    const today = world.clock.now().toISOString()
    const { contactId } = (await admin.post('/contacts', aContact({ turns: anUnhappyTalk, occurredAt: today }))).body
    await admin.post(`/contacts/${contactId}/judgement`, { verdict: 'latent', reason: '听录音很不满' })
    await world.settle()
    const behind = async (who: Client) => (await who.get(`/risk-points/${id}/cases?from=${today.slice(0, 10)}&to=2026-11-30`)).body
    expect(await behind(admin)).toMatchObject({ rows: [], latent: 1, contactIds: [contactId] })
    const handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '门店部')).id)
    expect(await behind(handler)).toMatchObject({ rows: [], latent: 1, contactIds: [] })
  })

  test('whoever may only read may not change the register', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect((await agent.get('/risk-points')).status).toBe(200)
    expect((await agent.patch(`/risk-points/${pointId}`, { name: '别的', version: 1 })).status).toBe(403)
  })
})
