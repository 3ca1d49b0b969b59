import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

describe('finding cases (工单列表)', () => {
  let world: World
  let admin: Client
  let unit: { id: string; name: string }

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unit = await aUnit(admin, '维修部')
  })
  afterAll(() => world.close())
  const numbersFound = async (query: string, who: Client = admin) =>
    (await who.get(`/cases?${query}`)).body.rows.map((row: { number: string }) => row.number)

  describe('search (全文检索)', () => {
    test('any two characters in a row find the case: in subject, text, a note, a message, a number', async () => {
      const { caseId, number } = await aRegisteredCase(admin, { subject: '热水器漏水', text: '昨晚水淹到了楼下邻居，要求赔偿' })
      await admin.post(`/cases/${caseId}/notes`, { text: '已联系物业鹦鹉先生' })
      await admin.post(`/cases/${caseId}/messages`, { text: '您好，水管工程师蓝鲸将上门' })
      for (const q of ['热水', '楼下', '邻居', '鹦鹉', '师蓝鲸', number, number.toLowerCase().replace('-', '')]) {
        expect(await numbersFound(`q=${encodeURIComponent(q)}`), q).toContain(number)
      }
      expect(await numbersFound(`q=${encodeURIComponent('邻楼')}`)).not.toContain(number)
    })
    test('a phone number finds the cases of its customer for those who may read customers', async () => {
      const { number } = await aRegisteredCase(admin, { complainant: { phone: '13711112222' } })
      expect(await numbersFound('q=137-1111-2222')).toEqual([number])
    })
    test('quotes, backslashes and operators of the query language are plain characters', async () => {
      const { number } = await aRegisteredCase(admin, { text: `他说'别急' & C:\\temp | (a:*) !真的` })
      for (const q of [`'别急'`, 'C:\\temp', '& C', '| (a', '!真', ':*)'])
        expect(await numbersFound(`q=${encodeURIComponent(q)}`), q).toEqual([number])
    })
    test('one character alone finds nothing and breaks nothing', async () => {
      expect(await numbersFound(`q=${encodeURIComponent('水')}`)).toEqual([])
    })
    test('personal data in a text cannot be searched by its hidden digits', async () => {
      const { number } = await aRegisteredCase(admin, { text: '请打我电话 13655557777 联系张先生' })
      expect(await numbersFound('q=5555')).not.toContain(number)
      expect((await admin.get(`/cases?q=${encodeURIComponent('张先生')}`)).body.rows[0].excerpt).toContain('136****7777')
    })
  })

  describe('lists (列表)', () => {
    test.each(['-receivedAt', 'receivedAt', 'dueAt', '-updatedAt', '-priority'])('paging by %s shows every case once', async (sort) => {
      const { body: all } = await admin.get(`/cases?sort=${sort}&limit=200`)
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body }: { body: { rows: { id: string }[]; nextCursor: string | null } } = await admin.get(
          `/cases?sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`,
        )
        seen.push(...body.rows.map((row) => row.id))
        cursor = body.nextCursor
      }
      expect(seen).toEqual(all.rows.map((row: { id: string }) => row.id))
      expect(all.total).toEqual({ count: seen.length, capped: false })
    })
    test('filters narrow by status, category and what lies below it, handler and dates', async () => {
      const { id, number } = await aCaseIn('handling', admin, unit.id, { category: 'quality.fault', receivedAt: '2026-10-20T03:00:00Z' })
      expect(await numbersFound('status=handling,returned&category=quality')).toEqual([number])
      expect(await numbersFound('from=2026-10-20&to=2026-10-20')).toEqual([number])
      expect(await numbersFound('from=2026-10-21&status=handling')).not.toContain(number)
      expect(await numbersFound(`unitId=${unit.id}&status=handling`)).toEqual([number])
      expect((await admin.get(`/cases/${id}`)).body.number).toBe(number)
    })
    test('a bad cursor and a bad filter are told apart from an empty list', async () => {
      expect(await admin.get('/cases?cursor=xyz')).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } })
      expect(await admin.get('/cases?status=lost')).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    })
    test('a handler sees the cases of the own unit only', async () => {
      const elsewhere = await aUnit(admin, '财务部')
      const handler = await aPerson(world, admin, 'handler', elsewhere.id)
      const { id, number } = await aCaseIn('dispatched', admin, elsewhere.id)
      const { id: foreign } = await aCaseIn('dispatched', admin, unit.id)
      expect(await numbersFound('', handler)).toEqual([number])
      expect((await handler.get(`/cases/${id}`)).status).toBe(200)
      expect((await handler.get(`/cases/${foreign}`)).status).toBe(404)
      expect((await handler.post(`/cases/${foreign}/receipts`)).status).toBe(404)
    })
  })

  test('a saved view is its maker’s unless shared', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const { body: view } = await agent.post('/saved-views', { name: '今天到期', query: '?overdue=true' })
    expect((await admin.get('/saved-views')).body.rows).not.toContainEqual(expect.objectContaining({ id: view.id }))
    await agent.post('/saved-views', { name: '全组', query: '?open=true', shared: true })
    expect((await admin.get('/saved-views')).body.rows).toContainEqual(expect.objectContaining({ name: '全组', mine: false }))
    expect((await admin.delete(`/saved-views/${view.id}`)).status).toBe(404)
    expect((await agent.delete(`/saved-views/${view.id}`)).status).toBe(204)
  })

  test('views belong to a page, and each person says with which one it opens', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const viewsOf = async (who: Client, page: string) => (await who.get(`/saved-views?page=${page}`)).body.rows
    const save = async (name: string, shared: boolean) =>
      (await admin.post('/saved-views', { page: '/dashboards/manager', name, query: 'days=30', shared })).body.id
    const [month, secret] = [await save('近一月', true), await save('自己的', false)]
    expect(await viewsOf(admin, '/cases')).not.toContainEqual(expect.objectContaining({ id: month }))
    expect((await viewsOf(agent, '/dashboards/manager')).map(({ id }: { id: string }) => id)).toEqual([month])

    expect(await agent.put(`/saved-views/${month}/default`, { isDefault: true })).toMatchObject({ status: 200, body: { isDefault: true } })
    expect(await agent.put(`/saved-views/${secret}/default`, { isDefault: true })).toMatchObject({ status: 404 })
    expect(await viewsOf(agent, '/dashboards/manager')).toMatchObject([{ id: month, isDefault: true }])
    expect(await viewsOf(admin, '/dashboards/manager')).toMatchObject([{ isDefault: false }, { isDefault: false }])

    await admin.put(`/saved-views/${month}/default`, { isDefault: true })
    await admin.put(`/saved-views/${secret}/default`, { isDefault: true })
    expect(await viewsOf(admin, '/dashboards/manager')).toMatchObject([{ isDefault: false }, { id: secret, isDefault: true }])
    await admin.put(`/saved-views/${secret}/default`, { isDefault: false })
    await admin.delete(`/saved-views/${month}`)
    expect(await viewsOf(agent, '/dashboards/manager')).toEqual([])
    expect(await viewsOf(admin, '/dashboards/manager')).toMatchObject([{ id: secret, isDefault: false }])
    expect(await admin.post('/saved-views', { page: 'https://elsewhere', name: '外面', query: '' })).toMatchObject({ status: 400 })
  })
})
