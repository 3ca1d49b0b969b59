import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { systemActor } from '../cases/index.ts'
import { registerComplaint } from '../intake/index.ts'
import { intakeSources } from '../intake-sources.ts'
import { countOf } from '../platform/counters.ts'
import { proposalsBy } from './propose.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const angry = '快递延迟十天了，打了五次电话互相推诿没人管！再不退款我就去12315投诉，找律师起诉你们，赔偿我500元！电话13912345678'
const analysisOf = async (id: string) => (await admin.get(`/cases/${id}/analysis`)).body
const timelineOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows

const burnt = '刚才插座起火了，我妈手上烫伤送医院了！'
const writes = async (id: string, text: string) => {
  expect(await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text })).toMatchObject({ status: 201 })
  await world.settle()
}
const seen = async (id: string) => ({
  timeline: await timelineOf(id),
  complaintCase: (await admin.get(`/cases/${id}`)).body,
  analysis: await analysisOf(id),
})
const gradeOf = async (id: string) => {
  const { severity, priority } = (await admin.get(`/cases/${id}`)).body
  return { severity, priority }
}
const gradings = async (id: string) => (await timelineOf(id)).filter(({ kind }: { kind: string }) => kind === 'case.classified')
const kinds = (signals: { kind: string }[]) => [...new Set(signals.map(({ kind }) => kind))]

describe('analysis at intake (受理时分析)', () => {
  test('the answer says category, severity, stage, priority and signals; the list finds the case by them', async () => {
    const { status, body } = await admin.post('/complaints', aComplaint({ text: angry }))
    expect(status).toBe(201)
    expect(body.classification).toMatchObject({ category: expect.stringMatching(/^[a-z]+\.[a-zA-Z]+$/), confirmed: false })
    expect(body.classification.probability).toBeGreaterThan(0)
    expect(body.classification.signals).toEqual(expect.arrayContaining(['regulator', 'legal', 'compensation']))
    expect(body.stage).toBeGreaterThanOrEqual(4)
    expect(body.severity).not.toBeNull()
    expect(['high', 'critical']).toContain(body.priority)
    for (const filter of [
      `stage=${body.stage}`,
      `severity=${body.severity}`,
      `priority=${body.priority}`,
      `category=${body.classification.category}`,
    ]) {
      const { rows } = (await admin.get(`/cases?${filter}`)).body
      expect(
        rows.map(({ id }: { id: string }) => id),
        filter,
      ).toContain(body.caseId)
    }
    const [first] = await timelineOf(body.caseId)
    expect(first.facts.proposed).toMatchObject({ category: body.classification.category, stage: body.stage, priority: body.priority })
  })

  test('a category that was given stands, named by somebody; the machine’s own stand beside it', async () => {
    const { body } = await admin.post('/complaints', aComplaint({ text: angry, category: 'service.inaction' }))
    expect(body.classification).toMatchObject({ category: 'service.inaction', confirmed: true })
    expect((await analysisOf(body.caseId)).category).toMatchObject({ value: 'service.inaction', confirmed: true })
  })

  test('the case page gets proposals with probability and reasons, at their place in the masked text, and no words are kept', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    const analysis = await analysisOf(caseId)
    expect(analysis).toMatchObject({
      state: 'analysed',
      language: 'zh',
      category: { basis: expect.stringMatching(/^(model|seeds)$/) },
      stage: { proposed: expect.any(Number) },
    })
    const { text } = (await admin.get(`/cases/${caseId}`)).body
    const wordsOf = (kind: string) =>
      analysis.signals
        .filter((signal: { kind: string }) => signal.kind === kind)
        .map(({ span }: { span: [number, number] }) => text.slice(...span))
    expect(wordsOf('regulator').join()).toContain('12315')
    expect(wordsOf('personalData').join()).toContain('139****5678')
    expect(analysis.stage.reasons.length).toBeGreaterThan(0)
    expect(analysis.stage.history).toMatchObject([{ level: analysis.stage.value, from: null, by: null, eventNo: 1 }])
    expect(analysis.messages).toMatchObject([{ eventNo: 1 }])
    const { rows } = await sql<{ result: string }>`select result::text from case_analysis where case_id = ${caseId}`.execute(
      world.deps.database.tenant(world.tenantId),
    )
    expect(rows[0]?.result).not.toMatch(/推诿|13912345678|律师/)
  })

  test('a batch is read too', async () => {
    const complaints = [aComplaint({ text: angry }), aComplaint({ text: '请问发票什么时候开？' })]
    const { body } = await admin.post('/complaints/batch', { complaints })
    const [first, second] = await Promise.all(body.results.map(({ caseId }: { caseId: string }) => analysisOf(caseId)))
    expect(kinds(first.signals)).toEqual(expect.arrayContaining(['regulator', 'legal']))
    expect(second.stage.value).toBeLessThan(first.stage.value)
  })

  test('a text of any kind is registered', async () => {
    for (const text of ['。', '🙂'.repeat(4_000), '赔'.repeat(20_000), 'a b c', '\ufffd'])
      expect(await admin.post('/complaints', aComplaint({ text, subject: undefined as never }))).toMatchObject({ status: 201 })
  })

  test('where the analysis fails the case is registered all the same, to be classified by hand, and the failure is counted', async () => {
    const before = countOf('text_analysis_failed')
    const broken = () => {
      throw new Error('broken model')
    }
    const failing = async () => ({ modelId: null, analyse: broken, stageOf: broken })
    const logged: unknown[] = []
    const note = (facts: unknown) => void logged.push(facts)
    const registered = await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) =>
        registerComplaint(
          {
            tx,
            keys: world.deps.keys,
            actor: systemActor(world.tenantId),
            now: world.clock.now(),
            log: { debug: note, info: note, warn: note, error: note },
          },
          aComplaint({ text: angry }) as never,
          { ...intakeSources, proposalsFor: (act, complaints) => proposalsBy(failing, act, complaints) },
        ),
      )
    expect(registered).toMatchObject({ classification: null, severity: null, stage: null, priority: 'normal' })
    expect(countOf('text_analysis_failed')).toBe(before + 1)
    expect(JSON.stringify(logged)).not.toContain('推诿')
    expect(await analysisOf((registered as { caseId: string }).caseId)).toMatchObject({ state: 'none', category: { basis: 'none' } })
  })
})

describe('what the customer writes later (后续消息)', () => {
  test('is read by message; the stage moves up with its reasons, and never down', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '请问空调安装什么时候可以安排？' })
    const before = await analysisOf(id)
    await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '你们再不处理我马上去12315投诉，找记者曝光！' })
    await world.settle()
    const raised = await analysisOf(id)
    expect(raised.stage.value).toBeGreaterThanOrEqual(4)
    expect(raised.stage.value).toBeGreaterThan(before.stage.value)
    expect(raised.stage.history).toMatchObject([
      { level: before.stage.value },
      { level: raised.stage.value, from: before.stage.value, by: null },
    ])
    expect(raised.stage.history[1].reasons.length).toBeGreaterThan(0)
    expect(raised.messages).toHaveLength(2)
    expect(kinds(raised.signals)).toEqual(expect.arrayContaining(['regulator', 'media']))
    expect(await timelineOf(id)).toContainEqual(
      expect.objectContaining({ kind: 'case.stageChanged', by: null, facts: expect.objectContaining({ to: raised.stage.value }) }),
    )

    await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '好的，谢谢。' })
    await world.settle()
    const after = await analysisOf(id)
    expect(after.stage.value).toBe(raised.stage.value)
    expect(after.messages).toHaveLength(3)
    expect(after.messages[2].emotion.level).toBeLessThanOrEqual(after.messages[1].emotion.level)
  })

  test('where a person has set the stage, only what is said afterwards raises it again', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: angry })
    await admin.post(`/cases/${id}/classification`, { stage: 2, reason: '客户说只是气话' })
    await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '什么时候能送到？' })
    await world.settle()
    const calm = await analysisOf(id)
    expect(calm.stage.value).toBe(2)
    expect(calm.stage.history.at(-1)).toMatchObject({ level: 2, reason: '客户说只是气话', by: { name: expect.any(String) } })
    await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '我已经向12315投诉了，等着吧！' })
    await world.settle()
    expect((await analysisOf(id)).stage.value).toBeGreaterThanOrEqual(4)
  })

  test('reading the feed a second time changes nothing', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '请问什么时候送到？' })
    await writes(id, '我要去12315投诉你们！')
    await writes(id, burnt)
    const once = await seen(id)
    const db = world.deps.database.tenant(world.tenantId)
    await sql`update feed_position set seq = 0 where reader = 'classification.readMessages'`.execute(db)
    await world.settle()
    expect(await seen(id)).toEqual(once)
    // Not even where the reading itself was lost: what was raised is no higher than before.
    await sql`delete from case_analysis where case_id = ${id} and event_no > 1`.execute(db)
    await sql`update feed_position set seq = 0 where reader = 'classification.readMessages'`.execute(db)
    await world.settle()
    expect((await seen(id)).timeline).toEqual(once.timeline)
  })
})

describe('severity and priority of a case whose customer writes on (升高)', () => {
  test('a graver message raises both, as an event that says from what to what; list, filters and workbench show it', async () => {
    const electricians = (await aUnit(admin, '电工班')).id
    const { id } = await aCaseIn('handling', admin, electricians, { text: '请问插座什么时候有人来看？' })
    const handler = await aPerson(world, admin, 'handler', electricians)
    expect((await handler.get('/workbench')).body.atRisk).toEqual([])
    const before = await gradeOf(id)
    expect(before.severity).toBe('general')
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'critical', priority: 'critical' })
    const [message] = (await timelineOf(id)).filter(({ kind }: { kind: string }) => kind === 'case.messageReceived')
    expect(await gradings(id)).toMatchObject([
      { by: null, facts: { from: before, to: { severity: 'critical', priority: 'critical' }, of: message.no } },
    ])
    const found = (await admin.get('/cases?severity=critical&priority=critical')).body.rows
    expect(found.find((row: { id: string }) => row.id === id)).toMatchObject({ severity: 'critical', priority: 'critical' })
    expect((await handler.get('/workbench')).body.atRisk).toMatchObject([{ id, severity: 'critical', priority: 'critical' }])
    const { severity, priority } = await analysisOf(id)
    expect(severity).toMatchObject({ value: 'critical', proposed: 'critical' })
    expect(severity.reasons).toContainEqual(expect.objectContaining({ eventNo: message.no, span: expect.any(Array) }))
    expect(priority).toMatchObject({ value: 'critical', proposed: 'critical' })
    expect(priority.reasons).toContainEqual({ fact: 'severity.critical', points: 60 })
  })

  test('neither falls again: calm words, and a lighter matter, leave them and the timeline as they are', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: burnt })
    const before = await gradeOf(id)
    await writes(id, '好的，谢谢。')
    await writes(id, '杯子上有一道划痕，麻烦换一个')
    expect(await gradeOf(id)).toEqual(before)
    expect(await gradings(id)).toEqual([])
  })

  test('a risen stage and signals raise the priority alone: severity is what the words are about', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '两千块的手机用了三天就黑屏' })
    const before = await gradeOf(id)
    await writes(id, '我要去12315投诉你们！')
    const [{ facts }] = await gradings(id)
    expect(facts.to).toEqual({ priority: 'high' })
    expect(await gradeOf(id)).toEqual({ ...before, priority: 'high' })
    const { priority } = await analysisOf(id)
    expect(priority.reasons.map(({ fact }: { fact: string }) => fact)).toEqual(
      expect.arrayContaining(['severity.major', 'stage.4', 'regulator']),
    )
  })

  test('what a person has set stays, and the page still tells what the machine would say', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '请问插座什么时候有人来看？' })
    await admin.post(`/cases/${id}/classification`, { severity: 'major', priority: 'normal', reason: '电话里说清了' })
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'major', priority: 'normal' })
    expect(await gradings(id)).toHaveLength(1)
    expect(await analysisOf(id)).toMatchObject({
      severity: { value: 'major', proposed: 'critical' },
      priority: { value: 'normal', proposed: 'critical' },
    })
  })

  test('where a person set one of both, the other rises', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '请问插座什么时候有人来看？' })
    await admin.post(`/cases/${id}/classification`, { priority: 'low' })
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'critical', priority: 'low' })
  })

  test('a severity that acceptance took over as it was proposed is still the machine’s; another one is a person’s', async () => {
    const accepted = async (graded: object) => {
      const { caseId } = await aRegisteredCase(admin, { text: '请问插座什么时候有人来看？' })
      expect(await admin.post(`/cases/${caseId}/acceptance`, { category: 'service.inaction', ...graded })).toMatchObject({ status: 201 })
      await writes(caseId, burnt)
      return (await gradeOf(caseId)).severity
    }
    expect(await accepted({ severity: 'general' })).toBe('critical')
    expect(await accepted({ severity: 'major' })).toBe('major')
  })

  test('a case that ended stays as it ended', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, { text: '请问插座什么时候有人来看？' })
    const before = await gradeOf(id)
    await admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: burnt })
    await admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await world.settle()
    expect(await gradeOf(id)).toEqual(before)
    expect((await analysisOf(id)).messages).toHaveLength(2)
  })
})

describe('what people say instead (修正)', () => {
  test('each thing said at acceptance or classification is kept beside the machine’s', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    const proposed = (await analysisOf(caseId)).category.proposed[0].code
    await admin.post(`/cases/${caseId}/acceptance`, { category: proposed })
    await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', severity: 'critical', stage: 5 })
    const { corrections, category } = await analysisOf(caseId)
    expect(category).toMatchObject({ value: 'price.invoice', confirmed: true })
    expect(corrections).toMatchObject([
      { field: 'category', proposed, given: proposed, agreed: true },
      { field: 'category', proposed, given: 'price.invoice', agreed: false },
      { field: 'severity', given: 'critical' },
      { field: 'stage', given: 5 },
    ])
  })

  test('emotion, state of mind and signals are corrected with a reason; the machine’s own answer stays', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    const before = await analysisOf(caseId)
    const correct = (field: string, value: unknown) =>
      admin.post(`/cases/${caseId}/analysis/corrections`, { field, value, reason: '电话里很平静' })
    expect(await correct('emotion', 1)).toMatchObject({ status: 201 })
    expect(await correct('mindset', 'respect')).toMatchObject({ status: 201 })
    expect(await correct('signals', ['compensation', 'vulnerable'])).toMatchObject({ status: 201 })
    const after = await analysisOf(caseId)
    expect(after.emotion).toEqual(before.emotion)
    expect(after.corrections.map(({ field }: { field: string }) => field)).toEqual(['emotion', 'mindset', 'signals'])
    const signalOf = (kind: string) => after.signals.find((signal: { kind: string }) => signal.kind === kind)
    expect(signalOf('regulator')).toMatchObject({ refuted: true })
    expect(signalOf('compensation')).toMatchObject({ refuted: false })
    expect(signalOf('vulnerable')).toMatchObject({ refuted: false })
    expect(await timelineOf(caseId)).toContainEqual(expect.objectContaining({ kind: 'case.classified', reason: '电话里很平静' }))
  })

  test('撤销 leaves no label, and the category as unconfirmed as it was', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    const before = await analysisOf(caseId)
    const { value } = before.category
    await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice' })
    await admin.post(`/cases/${caseId}/classification`, { category: value, takesBack: true })
    const held = kinds(before.signals)
    await admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: ['vulnerable'] })
    await admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: held, takesBack: true })
    const after = await analysisOf(caseId)
    expect(after.category).toMatchObject({ value, confirmed: false })
    expect(after.corrections).toEqual([])
    expect(after.signals).toEqual(before.signals)
    expect(after.priority).toEqual(before.priority)
  })

  test('撤销 of a second word leaves the first', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice' })
    await admin.post(`/cases/${caseId}/classification`, { category: 'delivery.delay' })
    await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', takesBack: true })
    const { category, corrections } = await analysisOf(caseId)
    expect(category).toMatchObject({ value: 'price.invoice', confirmed: true })
    expect(corrections).toMatchObject([{ given: 'price.invoice' }])
  })

  test('severity and stage corrected by a person weigh the priority anew, unless a person set it', async () => {
    const corrected = async (first: object) => {
      const { caseId } = await aRegisteredCase(admin, { text: `${burnt}再不处理我就打12315投诉你们！` })
      await admin.post(`/cases/${caseId}/classification`, first)
      await admin.post(`/cases/${caseId}/classification`, { severity: 'general', stage: 2 })
      await admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: [] })
      return { ...(await gradeOf(caseId)), reasons: (await analysisOf(caseId)).priority.reasons }
    }
    expect(await corrected({ severity: 'major' })).toEqual({ severity: 'general', priority: 'normal', reasons: [] })
    expect(await corrected({ priority: 'critical' })).toMatchObject({ severity: 'general', priority: 'critical' })
  })

  test('a value the field does not have, a message nobody read, and a person who may not classify are refused', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: angry })
    const correct = (client: Client, body: object) => client.post(`/cases/${caseId}/analysis/corrections`, body)
    expect(await correct(admin, { field: 'emotion', value: 'calm' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/value' }] },
    })
    expect(await correct(admin, { field: 'emotion', value: 2, eventNo: 9 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/eventNo' }] },
    })
    const handler = await aPerson(world, admin, 'handler', unitId)
    expect(await correct(handler, { field: 'emotion', value: 2 })).toMatchObject({ status: 403 })
    expect(await handler.get(`/cases/${caseId}/analysis`)).toMatchObject({ status: 404 })
  })
})

describe('the laboratory (文本实验室)', () => {
  test('a text is analysed for everybody who is signed in, and nothing is stored', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const before = (await admin.get('/cases')).body.total.count
    const { status, body } = await agent.post('/text/analyses', { text: angry })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      language: 'zh',
      categoryBasis: expect.stringMatching(/^(model|seeds)$/),
      sentiment: expect.any(String),
      emotion: { level: expect.any(Number) },
      stage: { level: expect.any(Number), reasons: expect.any(Array) },
      severity: expect.any(String),
      keywords: expect.any(Array),
      entities: expect.any(Array),
    })
    expect(body.category[0]).toMatchObject({ code: expect.any(String), probability: expect.any(Number) })
    expect(kinds(body.signals)).toEqual(expect.arrayContaining(['regulator', 'legal', 'compensation', 'personalData']))
    const [phone] = body.personalData
    expect(angry.slice(...(phone.span as [number, number]))).toBe('13912345678')
    expect((await admin.get('/cases')).body.total.count).toBe(before)
  })

  test('a conversation says how it went, with the turn that shows it', async () => {
    const turns = [
      { by: 'customer', text: '请问我的订单什么时候发货？' },
      { by: 'staff', text: '您好，正在为您核实。' },
      { by: 'customer', text: '都问了三次了还没有结果，再这样我就去12315投诉！' },
    ]
    const { status, body } = await admin.post('/text/analyses', { turns })
    expect(status).toBe(200)
    expect(body.stage.level).toBeGreaterThanOrEqual(3)
    expect(body.signals).toContainEqual(expect.objectContaining({ kind: 'regulator', turn: 2 }))
  })

  test('one of both, within limits', async () => {
    const refused = [{}, { text: 'x', turns: [{ by: 'customer', text: 'y' }] }, { text: '长'.repeat(20_001) }, { turns: [] }, { text: '' }]
    for (const body of refused) expect((await admin.post('/text/analyses', body)).status).toBe(400)
  })
})
