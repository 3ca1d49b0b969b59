import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { steps } from './lifecycle.ts'

describe('cases (工单)', () => {
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

  describe('steps (流程)', () => {
    test('two people changing one case: the second gets 409', async () => {
      const { caseId } = await aRegisteredCase(admin)
      const { version } = (await admin.get(`/cases/${caseId}`)).body
      const answers = await Promise.all([1, 2].map((n) => admin.post(`/cases/${caseId}/classification`, { product: `空调${n}`, version })))
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409])
      expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('VERSION_CONFLICT')
    })

    const bodies: Record<string, object> = {
      declination: { reason: '不属我司', customerTold: true },
      classification: { product: '空调' },
      notes: { text: '备注' },
      messages: { text: '您好' },
      reveals: { field: 'phone', reason: '回电' },
      dispatches: {},
      transfers: { reason: '转' },
      sendBacks: { reason: '非我部' },
      returns: { result: '好', finding: 'partly' },
      reviews: { verdict: 'pass' },
      remedies: { kind: 'apology', text: '道歉' },
      settlements: { kind: 'apology', remedyText: '道歉', text: '答复' },
      reversals: { remedyId: '019a0000-0000-7000-8000-000000000000', reason: '错了' },
      answers: { text: '答复', finding: 'partly' },
      followUps: { verdict: 'resolved' },
      rootCauses: { code: 'product', text: '压缩机' },
      closure: { exemptionReason: '客户表示不必回访' },
      reopening: { reason: '复发' },
      withdrawal: { reason: '客户撤诉' },
      suspensions: { reason: '等配件', expectedEndAt: '2026-12-01T00:00:00Z' },
      escalations: { reason: '催' },
      deEscalations: { reason: '已安抚' },
      supervisionAnswers: { supervisionId: '019a0000-0000-7000-8000-000000000000', text: '已办' },
      supervisionClosures: { supervisionId: '019a0000-0000-7000-8000-000000000000', reason: '已办' },
      supervisions: { reason: '督' },
      extensions: { reason: '延', dueAt: '2026-12-31T00:00:00Z' },
    }
    test.each(['registered', 'accepted', 'dispatched', 'handling', 'returned', 'answered', 'confirmed', 'closed', 'archived'])(
      'every step that does not begin at %s is refused and says so',
      async (status) => {
        const { id } = await aCaseIn(status, admin, unit.id)
        for (const [noun, step] of Object.entries(steps)) {
          if (
            noun === 'files' ||
            noun === 'taskResults' ||
            noun === 'disputeDecisions' ||
            noun === 'links' ||
            noun === 'merges' ||
            noun === 'splits' ||
            noun === 'approvals'
          )
            continue
          if ((step.from as readonly string[]).includes(status)) continue
          const body = {
            ...bodies[noun],
            ...(noun === 'dispatches' && { unitId: unit.id }),
            ...(noun === 'transfers' && { unitId: unit.id }),
          }
          const answer = await admin.post(`/cases/${id}/${noun}`, body)
          expect(answer, `${noun} of a case that is ${status}`).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED' } })
          expect(answer.body.missing[0]).toBe(`status:${step.from.join('|')}`)
        }
        expect((await admin.get(`/cases/${id}`)).body.status).toBe(status)
      },
    )

    test('what the person may do travels with the case', async () => {
      const { id } = await aCaseIn('handling', admin, unit.id)
      const { can } = (await admin.get(`/cases/${id}`)).body
      expect(can.returns).toEqual({ allowed: true, missing: [] })
      expect(can.acceptance.allowed).toBe(false)
      const auditor = await aPerson(world, admin, 'auditor')
      const seen = (await auditor.get(`/cases/${id}`)).body.can
      expect(Object.values(seen).some((entry) => (entry as { allowed: boolean }).allowed)).toBe(false)
    })
    test('closing from answered needs a recorded exemption', async () => {
      const { id } = await aCaseIn('answered', admin, unit.id)
      await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '压缩机批次问题' })
      expect(await admin.post(`/cases/${id}/closure`)).toMatchObject({ status: 409, body: { missing: ['followUp'] } })
      expect(await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户明确不需要回访' })).toMatchObject({
        status: 201,
        body: { status: 'closed' },
      })
    })
  })

  describe('what is said and shown', () => {
    test('a phone number is masked until somebody asks with a reason, which stands on the timeline', async () => {
      const { caseId } = await aRegisteredCase(admin, { complainant: { name: '赵六', phone: '13612345678' } })
      expect((await admin.post(`/cases/${caseId}/reveals`, { field: 'phone' })).status).toBe(400)
      expect(await admin.post(`/cases/${caseId}/reveals`, { field: 'phone', reason: '回电核实' })).toMatchObject({
        status: 201,
        body: { value: '13612345678' },
      })
      const { body } = await admin.get(`/cases/${caseId}/timeline`)
      expect(body.rows).toContainEqual(expect.objectContaining({ kind: 'case.revealed', reason: '回电核实', facts: { field: 'phone' } }))
      expect(JSON.stringify(body)).not.toContain('13612345678')
    })
    test('people of a partner firm see no original text, whatever their role says', async () => {
      const partner = await aUnit(admin, '快修服务商', 'partner')
      const fitter = await aPerson(world, admin, 'agent', partner.id)
      const { caseId } = await aRegisteredCase(admin)
      expect((await admin.post(`/cases/${caseId}/reveals`, { field: 'text', reason: '核实' })).status).toBe(201)
      expect(await fitter.post(`/cases/${caseId}/reveals`, { field: 'text', reason: '想看' })).toMatchObject({ status: 403 })
    })
    test('links to cases of other units are not shown', async () => {
      const { id } = await aCaseIn('handling', admin, unit.id, { text: '本部门的事' })
      const other = await aRegisteredCase(admin, { text: '别的部门的事' })
      await admin.post(`/cases/${id}/links`, { kind: 'related', caseId: other.caseId })
      const handler = await aPerson(world, admin, 'handler', unit.id)
      expect((await admin.get(`/cases/${id}`)).body.links).toHaveLength(1)
      expect((await handler.get(`/cases/${id}`)).body.links).toEqual([])
    })
    test('notes without end leave the case able to act', async () => {
      const { caseId } = await aRegisteredCase(admin)
      for (let note = 0; note < 12; note++) {
        const text = Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * (note + 7) * 31 + at) % 20_000))).join(
          '',
        )
        expect((await admin.post(`/cases/${caseId}/notes`, { text })).status).toBe(201)
      }
      expect((await admin.post(`/cases/${caseId}/withdrawal`, { reason: '客户撤诉' })).status).toBe(201)
    })
    test('a file is typed by its content, kept under a random name, downloaded as an attachment', async () => {
      const { caseId } = await aRegisteredCase(admin)
      const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
      const sent = await upload(admin, `/cases/${caseId}/files`, '../../照片.html', png)
      expect(sent.status).toBe(201)
      const { files } = (await admin.get(`/cases/${caseId}`)).body
      expect(files[0]).toMatchObject({ contentType: 'image/png', sizeBytes: png.length, name: '照片.html' })
      const got = await admin.get(`/files/${files[0].id}`)
      expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
      expect(got.headers['content-disposition']).toMatch(/^attachment/)
      expect((await upload(admin, `/cases/${caseId}/files`, 'x.png', Buffer.from([0, 1, 2, 3, 255]))).status).toBe(415)
    })
  })

  describe('merge and split (合并与拆分)', () => {
    test('a merged case keeps everything, waits with its steps, and can be taken out again', async () => {
      const main = await aRegisteredCase(admin, { subject: '停水', text: '整栋停水' })
      const part = await aRegisteredCase(admin, { subject: '也停水', text: '我家也停水了，孔雀家园三栋' })
      expect((await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })).status).toBe(201)
      expect((await admin.get(`/cases/${part.caseId}`)).body).toMatchObject({ mergedInto: main.caseId, text: '我家也停水了，孔雀家园三栋' })
      expect(await admin.post(`/cases/${part.caseId}/acceptance`, { category: 'other' })).toMatchObject({
        status: 409,
        body: { missing: ['notMerged'] },
      })
      expect(await admin.post(`/cases/${main.caseId}/splits`, { caseId: part.caseId, reason: '其实是两件事' })).toMatchObject({
        status: 201,
        body: { newCaseId: part.caseId },
      })
      expect((await admin.post(`/cases/${part.caseId}/acceptance`, { category: 'other' })).status).toBe(201)
    })
    test('splitting off registers a case of its own with the same customer', async () => {
      const { caseId } = await aRegisteredCase(admin, { complainant: { phone: '13500001111' } })
      const { body } = await admin.post(`/cases/${caseId}/splits`, { text: '另外还投诉客服态度', reason: '两个诉求' })
      const [whole, part] = [(await admin.get(`/cases/${caseId}`)).body, (await admin.get(`/cases/${body.newCaseId}`)).body]
      expect(part.customer.id).toBe(whole.customer.id)
      expect(part.links).toContainEqual(expect.objectContaining({ kind: 'splitFrom', caseId }))
    })
    test.each([
      ['withdrawal', { reason: '客户撤诉' }],
      ['declination', { reason: '不属于本公司', customerTold: true }],
    ])('a part stands on its own again after the %s of the case it went into', async (noun, input) => {
      const main = await aRegisteredCase(admin, { text: `整栋楼停电，${noun}` })
      const part = await aRegisteredCase(admin, { text: `我家停电，${noun}`, category: 'delivery.delay' })
      await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })
      expect((await admin.post(`/cases/${main.caseId}/${noun}`, input)).status).toBe(201)

      expect((await admin.get(`/cases/${part.caseId}`)).body).toMatchObject({ mergedInto: null, status: 'registered', links: [] })
      expect((await admin.get(`/cases/${part.caseId}/timeline`)).body.rows.at(-1)).toMatchObject({
        kind: 'case.split',
        reason: input.reason,
      })
      expect((await admin.post(`/cases/${part.caseId}/acceptance`)).status).toBe(201)
    })

    test('parts of a part follow it into the main case and close with it, their open tasks too', async () => {
      const { id } = await aCaseIn('confirmed', admin, unit.id)
      const part = await aRegisteredCase(admin)
      const partOfPart = await aCaseIn('accepted', admin, unit.id, { text: '三层也停电' })
      const coUnits = [{ unitId: (await aUnit(admin, '物流部')).id, instructions: '查物流' }]
      expect((await admin.post(`/cases/${partOfPart.id}/dispatches`, { unitId: unit.id, coUnits })).status).toBe(201)
      await admin.post(`/cases/${part.caseId}/merges`, { caseId: partOfPart.id, reason: '同一事件' })
      expect((await admin.post(`/cases/${id}/merges`, { caseId: part.caseId, reason: '同一事件' })).status).toBe(201)
      expect((await admin.get(`/cases/${partOfPart.id}`)).body).toMatchObject({
        mergedInto: id,
        links: [{ kind: 'mergedInto', caseId: id }],
      })

      await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '派工未确认' })
      expect((await admin.post(`/cases/${id}/closure`)).status).toBe(201)
      await world.settle()
      expect((await admin.get(`/cases/${partOfPart.id}`)).body).toMatchObject({ status: 'closed', tasks: [{ state: 'excused' }] })
    })

    test('cases merged into one close with it', async () => {
      const { id } = await aCaseIn('confirmed', admin, unit.id)
      const part = await aRegisteredCase(admin)
      await admin.post(`/cases/${id}/merges`, { caseId: part.caseId, reason: '同一事件' })
      await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '批次问题' })
      expect((await admin.post(`/cases/${id}/closure`)).status).toBe(201)
      expect((await admin.get(`/cases/${part.caseId}`)).body.status).toBe('closed')
    })
  })

  test('bulk assignment goes on past a case that cannot be changed', async () => {
    const supervisor = await aPerson(world, admin, 'supervisor')
    const agent = await aPerson(world, admin, 'agent')
    const open = await aRegisteredCase(admin)
    const { id: closed } = await aCaseIn('closed', admin, unit.id)
    const missing = '01890000-0000-7000-8000-000000000000'
    const { body } = await supervisor.post('/cases/bulk/assignments', { caseIds: [open.caseId, closed, missing], agentId: agent.id })
    expect(Object.fromEntries(body.results.map((row: { caseId: string; code?: string }) => [row.caseId, row.code ?? 'ok']))).toEqual({
      [open.caseId]: 'ok',
      [closed]: 'CASE_STEP_NOT_ALLOWED',
      [missing]: 'CASE_NOT_FOUND',
    })
  })

  test('the workbench counts what waits', async () => {
    const before = (await admin.get('/workbench')).body.counts
    await admin.post('/complaints', aComplaint())
    const { counts, first } = (await admin.get('/workbench')).body
    expect(counts.toAccept).toBe(before.toAccept + 1)
    expect(first.length).toBeGreaterThan(0)
  })

  test('what waits for approval, and what was closed since a day, can be listed', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const { caseId, number } = await aRegisteredCase(admin)
    await agent.post(`/cases/${caseId}/remedies`, { kind: 'refund', amountFen: 90_000_000, text: '整机退款' })
    expect(await numbersFound('awaitingApproval=true')).toEqual([number])
    expect(await numbersFound('awaitingApproval=false')).not.toContain(number)

    const { number: closed } = await aCaseIn('closed', admin, unit.id)
    expect(await numbersFound('closedFrom=2026-01-01')).toContain(closed)
    expect(await numbersFound('closedFrom=2126-01-01')).toEqual([])
    expect(await numbersFound('dueTo=2020-01-01')).toEqual([])
  })

  test('each number of the workbench is the count of the list it opens', async () => {
    await aCaseIn('returned', admin, unit.id)
    await aCaseIn('reviewed', admin, unit.id)
    const main = await aRegisteredCase(admin)
    const part = await aRegisteredCase(admin)
    await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })
    const { counts } = (await admin.get('/workbench')).body
    const countOf = async (query: string) => (await admin.get(`/cases?${query}`)).body.total.count
    expect(counts).toMatchObject({
      toAccept: await countOf('status=registered'),
      mine: await countOf('handlerId=me&open=true'),
      overdue: await countOf('overdue=true'),
      toReview: await countOf('toReview=true'),
      toFollowUp: await countOf('status=answered'),
      toApprove: await countOf('open=true&awaitingApproval=true'),
      registeredToday: await countOf('from=2026-11-02'),
      closedToday: await countOf('status=closed,archived&closedFrom=2026-11-02'),
    })
    expect(counts.toReview).toBeGreaterThan(0)
  })

  test('what may burn stands on the workbench: an escalated case does', async () => {
    const { caseId, number } = await aRegisteredCase(admin)
    expect((await admin.get('/workbench')).body.atRisk.map((row: { number: string }) => row.number)).not.toContain(number)
    await admin.post(`/cases/${caseId}/escalations`, { reason: '客户要求主管答复' })
    expect(await numbersFound('atRisk=true')).toContain(number)
  })

  test('a threat to go outside stands there with its signals, as long as nobody says they are not there', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '再不处理我就打12315投诉，还要发抖音曝光你们！' })
    const signals = async () => {
      const { atRisk } = (await admin.get('/workbench')).body
      return atRisk.find(({ id }: { id: string }) => id === caseId)?.signals.toSorted()
    }
    expect(await signals()).toEqual(['media', 'regulator'])
    await admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: ['regulator'] })
    expect(await signals()).toEqual(['regulator'])
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
})

async function upload(client: Client, url: string, name: string, content: Buffer) {
  const boundary = 'x-boundary'
  const payload = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return client.post(url, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
