import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aCaseIn } from '../../test/builders.ts'
import { angry, burnt, kindsOf, useReadings } from './readings-for-tests.ts'

const office = useReadings()
const { analysisOf, timelineOf, writes } = office

const seen = async (id: string) => ({
  timeline: await timelineOf(id),
  complaintCase: (await office.admin.get(`/cases/${id}`)).body,
  analysis: await analysisOf(id),
})
describe('what the customer writes later (后续消息)', () => {
  test('is read by message; the stage moves up with its reasons, and never down', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '请问空调安装什么时候可以安排？' })
    const before = await analysisOf(id)
    await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '你们再不处理我马上去12315投诉，找记者曝光！' })
    await office.world.settle()
    const raised = await analysisOf(id)
    expect(raised.stage.value).toBeGreaterThanOrEqual(4)
    expect(raised.stage.value).toBeGreaterThan(before.stage.value)
    expect(raised.stage.history).toMatchObject([
      { level: before.stage.value },
      { level: raised.stage.value, from: before.stage.value, by: null },
    ])
    expect(raised.stage.history[1].reasons.length).toBeGreaterThan(0)
    expect(raised.messages).toHaveLength(2)
    expect(kindsOf(raised.signals)).toEqual(expect.arrayContaining(['regulator', 'media']))
    expect(await timelineOf(id)).toContainEqual(
      expect.objectContaining({ kind: 'case.stageChanged', by: null, facts: expect.objectContaining({ to: raised.stage.value }) }),
    )

    await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '好的，谢谢。' })
    await office.world.settle()
    const after = await analysisOf(id)
    expect(after.stage.value).toBe(raised.stage.value)
    expect(after.messages).toHaveLength(3)
    expect(after.messages[2].emotion.level).toBeLessThanOrEqual(after.messages[1].emotion.level)
  })

  test('where a person has set the stage, only what is said afterwards raises it again', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: angry })
    await office.admin.post(`/cases/${id}/classification`, { stage: 2, reason: '客户说只是气话' })
    await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '什么时候能送到？' })
    await office.world.settle()
    const calm = await analysisOf(id)
    expect(calm.stage.value).toBe(2)
    expect(calm.stage.history.at(-1)).toMatchObject({ level: 2, reason: '客户说只是气话', by: { name: expect.any(String) } })
    await office.admin.post(`/cases/${id}/messages`, { direction: 'fromCustomer', text: '我已经向12315投诉了，等着吧！' })
    await office.world.settle()
    expect((await analysisOf(id)).stage.value).toBeGreaterThanOrEqual(4)
  })

  test('reading the feed a second time changes nothing', async () => {
    const { id } = await aCaseIn('handling', office.admin, office.unitId, { text: '请问什么时候送到？' })
    await writes(id, '我要去12315投诉你们！')
    await writes(id, burnt)
    const once = await seen(id)
    const db = office.world.deps.database.tenant(office.world.tenantId)
    await sql`update feed_position set seq = 0 where reader = 'classification.readMessages'`.execute(db)
    await office.world.settle()
    expect(await seen(id)).toEqual(once)
    // Not even where the reading itself was lost: what was raised is no higher than before.
    await sql`delete from case_analysis where case_id = ${id} and event_no > 1`.execute(db)
    await sql`update feed_position set seq = 0 where reader = 'classification.readMessages'`.execute(db)
    await office.world.settle()
    expect((await seen(id)).timeline).toEqual(once.timeline)
  })
})
