import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aComplaint, aRegisteredCase } from '../../test/builders.ts'
import { systemActor } from '../cases/index.ts'
import { registerComplaint } from '../intake/index.ts'
import { intakeSources } from '../intake-sources.ts'
import { countOf } from '../platform/counters.ts'
import { readingsBy } from './propose.ts'
import { angry, kindsOf, useReadings } from './readings-for-tests.ts'

const office = useReadings()
const { analysisOf, timelineOf, writes } = office

describe('emotion and signals in the list (列表)', () => {
  const rowOf = async (filter: string, id: string) =>
    (await office.admin.get(`/cases?${filter}`)).body.rows.find((row: { id: string }) => row.id === id)

  test('a case is found by its signals and the emotion of its last message, and no longer by what it was', async () => {
    const { caseId: id } = await aRegisteredCase(office.admin, { text: '请问我的订单什么时候发货？' })
    const before = await rowOf('', id)
    expect(before).toMatchObject({ emotion: expect.any(Number) })
    expect(before.signals).not.toContain('legal')
    await writes(id, '你们这帮骗子！！气死我了！再不退款我找律师起诉你们！')
    const after = await rowOf('signal=legal', id)
    expect(after.signals).toContain('legal')
    expect(after.emotion).toBeGreaterThan(before.emotion)
    expect(await rowOf(`emotion=${after.emotion}`, id)).toBeDefined()
    expect(await rowOf(`emotion=${before.emotion}`, id)).toBeUndefined()
    expect(await rowOf('signal=selfHarm', id)).toBeUndefined()
  })

  test('what a person says counts', async () => {
    const { caseId: id } = await aRegisteredCase(office.admin, { text: angry })
    const correct = (field: string, value: unknown) => office.admin.post(`/cases/${id}/analysis/corrections`, { field, value })
    expect(await correct('signals', ['selfHarm'])).toMatchObject({ status: 201 })
    expect(await correct('emotion', 0)).toMatchObject({ status: 201 })
    expect(await rowOf('signal=selfHarm&emotion=0', id)).toMatchObject({ signals: ['selfHarm'], emotion: 0 })
    expect(await rowOf('signal=legal', id)).toBeUndefined()
  })

  test.each(['signal=nothing', 'emotion=5', 'emotion=angry'])('%s is refused', async (filter) =>
    expect(await office.admin.get(`/cases?${filter}`)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } }),
  )
})

describe('analysis at intake (受理时分析)', () => {
  test('the answer says category, severity, stage, priority and signals; the list finds the case by them', async () => {
    const { status, body } = await office.admin.post('/complaints', aComplaint({ text: angry }))
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
      'signal=legal',
      'signal=selfHarm,regulator',
    ]) {
      const { rows } = (await office.admin.get(`/cases?${filter}`)).body
      expect(
        rows.map(({ id }: { id: string }) => id),
        filter,
      ).toContain(body.caseId)
    }
    const [first] = await timelineOf(body.caseId)
    expect(first.facts.proposed).toMatchObject({ category: body.classification.category, stage: body.stage, priority: body.priority })
  })

  test('a category that was given stands, named by somebody; the machine’s own stand beside it', async () => {
    const { body } = await office.admin.post('/complaints', aComplaint({ text: angry, category: 'service.inaction' }))
    expect(body.classification).toMatchObject({ category: 'service.inaction', confirmed: true })
    expect((await analysisOf(body.caseId)).category).toMatchObject({ value: 'service.inaction', confirmed: true })
  })

  test('the case page gets proposals with probability and reasons, at their place in the masked text, and no words are kept', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    const analysis = await analysisOf(caseId)
    expect(analysis).toMatchObject({
      state: 'analysed',
      language: 'zh',
      category: { basis: expect.stringMatching(/^(model|seeds)$/) },
      stage: { proposed: expect.any(Number) },
    })
    const { text } = (await office.admin.get(`/cases/${caseId}`)).body
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
      office.world.deps.database.tenant(office.world.tenantId),
    )
    expect(rows[0]?.result).not.toMatch(/推诿|13912345678|律师/)
  })

  test('a batch is read too', async () => {
    const complaints = [aComplaint({ text: angry }), aComplaint({ text: '请问发票什么时候开？' })]
    const { body } = await office.admin.post('/complaints/batch', { complaints })
    const [first, second] = await Promise.all(body.results.map(({ caseId }: { caseId: string }) => analysisOf(caseId)))
    expect(kindsOf(first.signals)).toEqual(expect.arrayContaining(['regulator', 'legal']))
    expect(second.stage.value).toBeLessThan(first.stage.value)
  })

  test('a text of any kind is registered', async () => {
    for (const text of ['。', '🙂'.repeat(4_000), '赔'.repeat(20_000), 'a b c', '\ufffd'])
      expect(await office.admin.post('/complaints', aComplaint({ text, subject: undefined as never }))).toMatchObject({ status: 201 })
  })

  test('where the analysis fails the case is registered all the same, to be classified by hand, and the failure is counted', async () => {
    const before = countOf('text_analysis_failed')
    const broken = () => {
      throw new Error('broken model')
    }
    const failing = async () => ({ modelId: null, analyse: broken, stageOf: broken })
    const logged: unknown[] = []
    const note = (facts: unknown) => void logged.push(facts)
    const registered = await office.world.deps.database
      .tenant(office.world.tenantId)
      .transaction()
      .execute((tx) =>
        registerComplaint(
          {
            tx,
            keys: office.world.deps.keys,
            actor: systemActor(office.world.tenantId),
            now: office.world.clock.now(),
            log: { debug: note, info: note, warn: note, error: note },
          },
          aComplaint({ text: angry }) as never,
          { ...intakeSources, readingsOf: (act, complaints) => readingsBy(failing, act, complaints) },
        ),
      )
    expect(registered).toMatchObject({ classification: null, severity: null, stage: null, priority: 'normal' })
    expect(countOf('text_analysis_failed')).toBe(before + 1)
    expect(JSON.stringify(logged)).not.toContain('推诿')
    expect(await analysisOf((registered as { caseId: string }).caseId)).toMatchObject({ state: 'none', category: { basis: 'none' } })
  })
})
