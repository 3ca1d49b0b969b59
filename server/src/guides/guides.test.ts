import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { pilesUp } from './rules.ts'

const product = '油烟机拆洗'
let world: World
let admin: Client
let unitId: string
let writer: Awaited<ReturnType<typeof aPerson>>
let reviewer: Awaited<ReturnType<typeof aPerson>>
let handler: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '售后部')).id
  writer = await aPerson(world, admin, 'quality')
  reviewer = await aPerson(world, admin, 'manager')
  handler = await aPerson(world, admin, 'handler', unitId)
})
afterAll(() => world.close())

async function found(cause: string | null, finding: string, given: object = {}) {
  const { id } = await aCaseIn('handling', admin, unitId, { product, ...given })
  const made = await admin.post(`/cases/${id}/findings`, { finding, ...(cause && { cause }), text: '现场核实的情况如记录。' })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return id
}

const content = {
  title: '拆洗前后怎么用',
  misuse: '拆洗当天就开大火爆炒。\n有疑问打 13912341234。',
  right: '拆洗后通风两小时\n第一次使用先开小火十分钟',
  why: '清洁剂需要挥发干净。',
  help: '',
}

describe('a guide is proposed where misuse piles up (使用误区)', () => {
  test.each([
    [{ use: 5, all: 25 }, true],
    [{ use: 5, all: 26 }, false],
    [{ use: 4, all: 4 }, false],
  ])('%j: %s', (counted, expected) => expect(pilesUp(counted)).toBe(expected))

  test('five findings of one product that lie in its use or in what was expected', async () => {
    for (const cause of ['customerUse', 'customerUse', 'expectation', 'expectation']) await found(cause, 'unsubstantiated')
    expect((await writer.get('/guide-proposals')).body.rows).toEqual([])
    await found('customerUse', 'partly')
    await found('product', 'substantiated')
    await found('customerUse', 'unsubstantiated', { product: '别的产品' })
    expect((await writer.get('/guide-proposals')).body.rows).toMatchObject([
      {
        product,
        customerUse: 3,
        expectation: 2,
        all: 6,
        share: 0.8333,
        cases: expect.arrayContaining([expect.objectContaining({ subject: expect.any(String) })]),
      },
    ])
    expect((await handler.get('/guide-proposals')).status).toBe(403)
  })
})

describe('a guide is written, reviewed by another and read without sign-in (客户指南)', () => {
  let id: string
  let url: string
  const read = (address: string) => world.app.inject({ url: new URL(address).pathname })
  const versionOf = async () => (await writer.get(`/guides/${id}`)).body.version as number

  test('what is written names nobody; the product is not proposed any more and has one guide', async () => {
    const { status, body } = await writer.post('/guides', { product, content })
    expect(status, JSON.stringify(body)).toBe(201)
    id = body.id
    expect(body).toMatchObject({ state: 'draft', url: null, can: { submit: true, decide: false } })
    expect(JSON.stringify(body)).not.toContain('13912341234')
    expect((await writer.get('/guide-proposals')).body.rows).toEqual([])
    expect(await writer.post('/guides', { product, content })).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    expect((await handler.get(`/guides/${id}`)).status).toBe(404)
  })

  test('who wrote it does not publish it; another does, and it stands at its address', async () => {
    await writer.post(`/guides/${id}/submission`, { version: await versionOf() })
    expect(await writer.post(`/guides/${id}/decisions`, { verdict: 'approved', version: await versionOf() })).toMatchObject({ status: 403 })
    expect((await reviewer.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind)).toContain('guideWaiting')
    const published = await reviewer.post(`/guides/${id}/decisions`, { verdict: 'approved', version: await versionOf() })
    expect(published).toMatchObject({ status: 201, body: { state: 'published', publishedNo: 1 } })
    url = published.body.url
    const page = await read(url)
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).toContain('<li>拆洗后通风两小时</li>')
    expect(page.body).not.toMatch(/<script|13912341234/)
    await read(url)
    expect((await handler.get(`/guides/${id}`)).body).toMatchObject({ views: { lately: 2, all: 2 }, can: { edit: false } })
    expect((await world.app.inject({ url: '/p/page.css' })).headers['content-type']).toContain('text/css')
  })

  test('the next version takes its place only when it is published', async () => {
    await writer.post(`/guides/${id}/drafts`, { content: { ...content, title: '拆洗以后三步走' }, version: await versionOf() })
    expect((await read(url)).body).toContain('拆洗前后怎么用')
    await writer.post(`/guides/${id}/submission`, { version: await versionOf() })
    await reviewer.post(`/guides/${id}/decisions`, { verdict: 'refused', note: '第二步写清时间', version: await versionOf() })
    expect((await writer.get(`/guides/${id}`)).body.versions[0]).toMatchObject({ no: 2, state: 'draft', note: '第二步写清时间' })
    await writer.post(`/guides/${id}/submission`, { version: await versionOf() })
    await reviewer.post(`/guides/${id}/decisions`, { verdict: 'approved', version: await versionOf() })
    expect((await read(url)).body).toContain('拆洗以后三步走')
    expect((await writer.get(`/guides/${id}`)).body.versions).toMatchObject([{ state: 'published' }, { no: 1, state: 'replaced' }])
  })

  test('it is offered where an answer is written, those of the product first', async () => {
    const caseId = await found('customerUse', 'unsubstantiated')
    expect((await handler.get(`/cases/${caseId}/guides`)).body.rows).toMatchObject([{ id, url, fits: true }])
  })

  test('withdrawn, its address says so', async () => {
    await writer.post(`/guides/${id}/withdrawal`, { reason: '产品停售', version: await versionOf() })
    expect((await read(url)).statusCode).toBe(404)
    expect((await read(`${url}x`)).statusCode).toBe(404)
    expect((await writer.get('/guide-proposals')).body.rows).toMatchObject([{ product }])
    const { body } = await writer.post('/guide-proposals/dismissal', { product, reason: '已停售' })
    expect(body.rows).toEqual([])
  })
})
