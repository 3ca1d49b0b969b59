import type { MeasureRow } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { rebuildMeasures, verifyMeasures } from './index.ts'

let world: World
let admin: Client
let fitters: string
const merged = { part: '', into: '' }
/** What the list of cases said at the end of each day. */
const said: { at: string; day: string; open: number; ofFitters: number }[] = []

const openCases = async (more = '') => (await admin.get(`/cases?open=true${more}`)).body.total.count
const dayOf = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at)
async function did(id: string, noun: string, given: object) {
  const { status, body } = await admin.post(`/cases/${id}/${noun}`, given)
  expect({ status, body }).toMatchObject({ status: 201 })
}

async function endDay() {
  world.clock.moveMinutes(1)
  await world.settle()
  const now = world.clock.now()
  said.push({ at: now.toISOString(), day: dayOf(now), open: await openCases(), ofFitters: await openCases(`&unitId=${fitters}`) })
  world.clock.moveMinutes(24 * 60)
  admin = await signedInAs(world)
  await world.settle()
}
const measured = async (name: string, query: Record<string, string>) => {
  const { status, body } = await admin.get(`/measures?${new URLSearchParams({ names: name, ...query })}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return body.measures[0]
}
const rowCount = async (name: string, query: Record<string, string>) =>
  (await admin.get(`/measures/${name}/rows?${new URLSearchParams(query)}`)).body.total.count

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  fitters = (await aUnit(admin, '安装部')).id
  const { id: first } = await aCaseIn('confirmed', admin, fitters)
  const { caseId: second } = await aRegisteredCase(admin)
  const { caseId: third } = await aRegisteredCase(admin)
  Object.assign(merged, { part: first, into: third })
  await aCaseIn('dispatched', admin, fitters)
  await endDay()
  await did(first, 'rootCauses', { code: 'people.process', text: '派工未确认' })
  await did(first, 'closure', {})
  await did(second, 'withdrawal', { reason: '客户撤诉' })
  await endDay()
  await did(first, 'reopening', { reason: '又坏了' })
  await did(third, 'merges', { caseId: first, reason: '同一件事' })
  await endDay()
  await aRegisteredCase(admin)
  await aCaseIn('closed', admin, fitters)
  await endDay()
}, 120_000)
afterAll(() => world.close())

describe('what stands at a moment (存量)', () => {
  test('在办 of any day is what the list of open cases said at its end', async () => {
    expect(said.map(({ open }) => open)).toEqual([4, 2, 2, 3])
    const from = String(said[0]?.day)
    const { rows } = await measured('inHand', { from, by: 'day' })
    const told = new Map(rows.map(({ key, value }: MeasureRow) => [key, value]))
    for (const { at, day, open, ofFitters } of said) {
      expect(told.get(day), day).toBe(open)
      expect((await measured('inHand', { from: '2020-01-01', to: at })).total.value, at).toBe(open)
      expect((await measured('inHand', { from: '2020-01-01', to: at, unitId: fitters })).total.value, at).toBe(ofFitters)
      expect(await rowCount('inHand', { from, by: 'day', key: day }), day).toBe(open)
    }
    expect((await measured('inHand', {})).total.value).toBe(await openCases())
  })

  test('the period does not decide what is in hand, only at which moment; the period before is what stood when this one began', async () => {
    const [first, second] = said
    const { total, previous } = await measured('inHand', { from: String(first?.at), to: String(second?.at) })
    expect([previous.value, total.value]).toEqual([first?.open, second?.open])
    expect(total).toMatchObject({ interval: null, enough: true })
    expect((await measured('inHand', { from: world.clock.now().toISOString() })).total.value).toBe(await openCases())
  })

  test('the parts add up to the whole under every cut, and each opens its rows', async () => {
    for (const by of ['unit', 'handler', 'category', 'tier', 'severity']) {
      const { total, rows } = await measured('inHand', { by })
      expect(
        rows.reduce((sum: number, { value }: MeasureRow) => sum + Number(value), 0),
        by,
      ).toBe(total.value)
      for (const { key, value } of rows) expect(await rowCount('inHand', { by, key }), `${by} ${key}`).toBe(value)
    }
    expect((await measured('inHand', { by: 'hour' })).rows).toEqual([])
  })

  test('a pivot by day and unit tells the stock of each at the end of each day', async () => {
    const from = String(said[0]?.day)
    const { body } = await admin.get(`/measures/pivot?names=inHand&rows=day&columns=unit&from=${from}`)
    const { rowKeys, columnKeys, measures } = body
    const column = columnKeys.findIndex(({ key }: { key: string }) => key === fitters)
    for (const { day, open, ofFitters } of said) {
      const row = rowKeys.findIndex(({ key }: { key: string }) => key === day)
      expect(measures[0].rowTotals[row].value, day).toBe(open)
      expect(measures[0].cells[row][column].value, day).toBe(ofFitters)
      const query = { by: 'day', key: day, across: 'unit', acrossKey: fitters, from }
      expect(await rowCount('inHand', query), day).toBe(ofFitters)
    }
    expect(await admin.get('/measures/pivot?names=inHand&rows=day&columns=month')).toMatchObject({ status: 400 })
  })

  test('what is taken out of another case again counts as in hand all along', async () => {
    const on = async ({ day }: (typeof said)[number]) => {
      const { rows } = await measured('inHand', { from: String(said[0]?.day), by: 'day' })
      return rows.find(({ key }: MeasureRow) => key === day)?.value
    }
    const last = said[3] ?? expect.fail('no day')
    expect(await on(last)).toBe(last.open)
    await did(merged.into, 'splits', { caseId: merged.part, reason: '并错了' })
    await world.settle()
    expect(await on(last)).toBe(last.open + 1)
    expect((await measured('inHand', {})).total.value).toBe(await openCases())
  })

  test('超时在办 grows as limits pass and shrinks as cases are done, whichever period is asked', async () => {
    const overdue = async (query: Record<string, string> = {}) => (await measured('overdueInHand', query)).total.value
    const before = await overdue({ from: '2020-01-01', to: String(said[0]?.at) })
    world.clock.moveMinutes(60 * 24 * 60)
    admin = await signedInAs(world)
    await world.settle()
    const now = await overdue()
    expect(now).toBeGreaterThan(before)
    expect(await overdue({ from: '2020-01-01' })).toBe(now)
    expect(await rowCount('overdueInHand', {})).toBe(now)
    const [{ case: late }] = (await admin.get('/measures/overdueInHand/rows')).body.rows
    const during = world.clock.now().toISOString()
    world.clock.moveMinutes(60)
    await did(late.id, 'withdrawal', { reason: '客户撤诉' })
    await world.settle()
    expect(await overdue()).toBe(now - 1)
    expect((await measured('inHand', { from: '2020-01-01', to: during })).total.value).toBe((await openCases()) + 1)
  })

  test('step by step or all anew, the plain queries find the same', async () => {
    expect(await verifyMeasures(world.deps, world.tenantId)).toMatchObject({ sets: [], counts: [] })
    const { total, rows } = await measured('inHand', { from: String(said[0]?.day), by: 'day' })
    await rebuildMeasures(world.deps, world.tenantId)
    expect(await measured('inHand', { from: String(said[0]?.day), by: 'day' })).toMatchObject({ total, rows })
  })
})
