import { describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { burnt, useReadings } from './readings-for-tests.ts'

const office = useReadings()
const { analysisOf, timelineOf, writes, gradeOf } = office

const gradings = async (id: string) => (await timelineOf(id)).filter(({ kind }: { kind: string }) => kind === 'case.classified')
describe('severity and priority of a case whose customer writes on (升高)', () => {
  test('a graver message raises both, as an event that says from what to what; list, filters and workbench show it', async () => {
    const electricians = (await aUnit(office.admin, '电工班')).id
    const { id } = await aCaseIn('handling', office.admin, electricians, { text: '请问插座什么时候有人来看？' })
    const handler = await aPerson(office.world, office.admin, 'handler', electricians)
    expect((await handler.get('/workbench')).body.atRisk).toEqual([])
    const before = await gradeOf(id)
    expect(before.severity).toBe('general')
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'critical', priority: 'critical' })
    const [message] = (await timelineOf(id)).filter(({ kind }: { kind: string }) => kind === 'case.messageReceived')
    expect(await gradings(id)).toMatchObject([
      { by: null, facts: { from: before, to: { severity: 'critical', priority: 'critical' }, of: message.no } },
    ])
    const found = (await office.admin.get('/cases?severity=critical&priority=critical')).body.rows
    expect(found.find((row: { id: string }) => row.id === id)).toMatchObject({ severity: 'critical', priority: 'critical' })
    expect((await handler.get('/workbench')).body.atRisk).toMatchObject([{ id, severity: 'critical', priority: 'critical' }])
    const { severity, priority } = await analysisOf(id)
    expect(severity).toMatchObject({ value: 'critical', proposed: 'critical' })
    expect(severity.reasons).toContainEqual(expect.objectContaining({ eventNo: message.no, span: expect.any(Array) }))
    expect(priority).toMatchObject({ value: 'critical', proposed: 'critical' })
    expect(priority.reasons).toContainEqual({ fact: 'severity.critical', points: 60 })
  })

  test('neither falls again: calm words, and a lighter matter, leave them and the timeline as they are', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: burnt })
    const before = await gradeOf(id)
    await writes(id, '好的，谢谢。')
    await writes(id, '杯子上有一道划痕，麻烦换一个')
    expect(await gradeOf(id)).toEqual(before)
    expect(await gradings(id)).toEqual([])
  })

  test('a risen stage and signals raise the priority alone: severity is what the words are about', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '两千块的手机用了三天就黑屏' })
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
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '请问插座什么时候有人来看？' })
    await office.admin.post(`/cases/${id}/classification`, { severity: 'major', priority: 'normal', reason: '电话里说清了' })
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'major', priority: 'normal' })
    expect(await gradings(id)).toHaveLength(1)
    expect(await analysisOf(id)).toMatchObject({
      severity: { value: 'major', proposed: 'critical' },
      priority: { value: 'normal', proposed: 'critical' },
    })
  })

  test('where a person set one of both, the other rises', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '请问插座什么时候有人来看？' })
    await office.admin.post(`/cases/${id}/classification`, { priority: 'low' })
    await writes(id, burnt)
    expect(await gradeOf(id)).toEqual({ severity: 'critical', priority: 'low' })
  })

  test('a severity that acceptance took over as it was proposed is still the machine’s; another one is a person’s', async () => {
    const accepted = async (graded: object) => {
      const { caseId } = await aRegisteredCase(office.admin, { text: '请问插座什么时候有人来看？' })
      expect(await office.admin.post(`/cases/${caseId}/acceptance`, { category: 'service.inaction', ...graded })).toMatchObject({
        status: 201,
      })
      await writes(caseId, burnt)
      return (await gradeOf(caseId)).severity
    }
    expect(await accepted({ severity: 'general' })).toBe('critical')
    expect(await accepted({ severity: 'major' })).toBe('major')
  })

  test('a case that ended stays as it ended', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '请问插座什么时候有人来看？' })
    const before = await gradeOf(id)
    await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: burnt })
    await office.admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await office.world.settle()
    expect(await gradeOf(id)).toEqual(before)
    expect((await analysisOf(id)).messages).toHaveLength(2)
  })
})
