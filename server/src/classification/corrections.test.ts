import { describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../test/builders.ts'
import type { Client } from '../../test/harness.ts'
import { angry, burnt, kindsOf, useReadings } from './readings-for-tests.ts'

const office = useReadings()
const { analysisOf, timelineOf, gradeOf } = office

describe('what people say instead (修正)', () => {
  test('each thing said at acceptance or classification is kept beside the machine’s', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    const proposed = (await analysisOf(caseId)).category.proposed[0].code
    await office.admin.post(`/cases/${caseId}/acceptance`, { category: proposed })
    await office.admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', severity: 'critical', stage: 5 })
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
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    const before = await analysisOf(caseId)
    const correct = (field: string, value: unknown) =>
      office.admin.post(`/cases/${caseId}/analysis/corrections`, { field, value, reason: '电话里很平静' })
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
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    const before = await analysisOf(caseId)
    const { value } = before.category
    await office.admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice' })
    await office.admin.post(`/cases/${caseId}/classification`, { category: value, takesBack: true })
    const held = kindsOf(before.signals)
    await office.admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: ['vulnerable'] })
    await office.admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: held, takesBack: true })
    const after = await analysisOf(caseId)
    expect(after.category).toMatchObject({ value, confirmed: false })
    expect(after.corrections).toEqual([])
    expect(after.signals).toEqual(before.signals)
    expect(after.priority).toEqual(before.priority)
  })

  test('撤销 of a second word leaves the first', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    await office.admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice' })
    await office.admin.post(`/cases/${caseId}/classification`, { category: 'delivery.delay' })
    await office.admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', takesBack: true })
    const { category, corrections } = await analysisOf(caseId)
    expect(category).toMatchObject({ value: 'price.invoice', confirmed: true })
    expect(corrections).toMatchObject([{ given: 'price.invoice' }])
  })

  test('severity and stage corrected by a person weigh the priority anew, unless a person set it', async () => {
    const corrected = async (first: object) => {
      const { caseId } = await aRegisteredCase(office.admin, { text: `${burnt}再不处理我就打12315投诉你们！` })
      await office.admin.post(`/cases/${caseId}/classification`, first)
      await office.admin.post(`/cases/${caseId}/classification`, { severity: 'general', stage: 2 })
      await office.admin.post(`/cases/${caseId}/analysis/corrections`, { field: 'signals', value: [] })
      return { ...(await gradeOf(caseId)), reasons: (await analysisOf(caseId)).priority.reasons }
    }
    expect(await corrected({ severity: 'major' })).toEqual({ severity: 'general', priority: 'normal', reasons: [] })
    expect(await corrected({ priority: 'critical' })).toMatchObject({ severity: 'general', priority: 'critical' })
  })

  test('a value the field does not have, a message nobody read, and a person who may not classify are refused', async () => {
    const { caseId } = await aRegisteredCase(office.admin, { text: angry })
    const correct = (client: Client, body: object) => client.post(`/cases/${caseId}/analysis/corrections`, body)
    expect(await correct(office.admin, { field: 'emotion', value: 'calm' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/value' }] },
    })
    expect(await correct(office.admin, { field: 'emotion', value: 2, eventNo: 9 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/eventNo' }] },
    })
    const handler = await aPerson(office.world, office.admin, 'handler', office.unitId)
    expect(await correct(handler, { field: 'emotion', value: 2 })).toMatchObject({ status: 403 })
    expect(await handler.get(`/cases/${caseId}/analysis`)).toMatchObject({ status: 404 })
  })
})
