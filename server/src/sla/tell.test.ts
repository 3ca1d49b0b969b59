import { describe, expect, test } from 'vitest'
import { signedInAs } from '../../test/harness.ts'
import { useClocks } from './clocks-for-tests.ts'

const office = useClocks()
const { caseOf, kindsOf, clockOf, after, aMorningCase } = office

describe('a breach is known and stays known (超时)', () => {
  test('at percentages of its time a warning, at the limit the breach, each told once', async () => {
    const id = await aMorningCase()
    const told = async () =>
      (await office.admin.get(`/cases/${id}/timeline`)).body.rows
        .filter(({ kind }: { kind: string }) => kind.startsWith('sla.'))
        .map(({ kind, facts }: { kind: string; facts: Record<string, unknown> }) => [kind, facts.step, facts.percent])
    const firstContact = (percent: number) => ['sla.due_soon', 'firstContact', percent]
    await after(11)
    expect(await told()).toEqual([])
    await after(1)
    await office.world.settle()
    expect(await told()).toEqual([firstContact(50)])
    await after(6)
    expect(await told()).toEqual([50, 75].map(firstContact))
    await after(4)
    expect(await told()).toEqual([50, 75, 90].map(firstContact))
    expect(await clockOf(id, 'firstContact')).toMatchObject({ percentTold: 90 })
    const dueAt = (await caseOf(id)).dueAt

    await after(2)
    await office.world.settle()

    expect((await kindsOf(id)).filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)
    expect((await office.admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'sla.breached',
      by: null,
      facts: { regime: 'company', step: 'firstContact', dueAt, percent: 100 },
    })
    expect(await clockOf(id, 'firstContact')).toMatchObject({ state: 'breached', dueAt, breachedAt: dueAt })
    expect(await caseOf(id)).toMatchObject({ dueAt })
    await after(0.1)
    expect(await caseOf(id)).toMatchObject({ overdue: true })
    expect((await office.admin.get('/cases?overdue=true')).body.rows.map((row: { id: string }) => row.id)).toContain(id)
  })

  test('after a time without a server only the highest warning is told, not every one before it', async () => {
    const id = await aMorningCase()
    await after(22)
    await office.world.settle()
    const warnings = (await office.admin.get(`/cases/${id}/timeline`)).body.rows.filter(
      ({ kind }: { kind: string }) => kind === 'sla.due_soon',
    )
    expect(warnings).toMatchObject([{ facts: { step: 'firstContact', percent: 90 } }])
  })

  test('whoever answers too late before the sweep came by is told all the same', async () => {
    const id = await aMorningCase('reviewed')
    office.world.clock.moveMinutes(100 * 60)
    office.admin = await signedInAs(office.world)
    await office.admin.post(`/cases/${id}/answers`, { text: '抱歉回复晚了。' })
    await office.world.settle()
    await office.world.settle()
    const rows = (await office.admin.get(`/cases/${id}/timeline`)).body.rows.filter(({ kind }: { kind: string }) => kind === 'sla.breached')
    expect(rows).toMatchObject([{ facts: { step: 'firstContact', also: [{ step: 'answer' }] } }])
    expect(await caseOf(id)).toMatchObject({ overdue: false, dueAt: null, clocks: [{ state: 'breached' }, { state: 'breached' }] })
  })

  test('an answer a moment before the limit counts, though the sweep comes a moment after it', async () => {
    const id = await aMorningCase('reviewed')
    await office.admin.post(`/cases/${id}/messages`, { text: '您好，我们正在查。' })
    await office.world.settle()
    const due = new Date((await clockOf(id, 'answer')).dueAt)
    office.world.clock.set(new Date(due.getTime() - 1_000).toISOString())
    office.admin = await signedInAs(office.world)
    await office.admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await after(1)
    expect(await kindsOf(id)).not.toContain('sla.breached')
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'met' })
  })
})
