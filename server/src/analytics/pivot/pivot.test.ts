import { type MeasureCut, type MeasureFigure, MeasureName, type MeasureRow } from '@zhiwei/contract'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { countAllFacts } from '../counts.ts'
import { canPivot, measureRules } from '../measures/definitions.ts'
import { isTime } from '../measures/time-cuts.ts'
import { stateOf } from '../roll-ups/state.ts'

let world: World
let admin: Client
let unit: { id: string; name: string }
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unit = await aUnit(admin, '维修部')
  const channels = ['hotline', 'web', 'wechat'] as const
  const complaints = Array.from({ length: 90 }, (_, no) =>
    aComplaint({
      channel: channels[no % 3] ?? 'web',
      category: no % 4 === 0 ? 'quality.fault' : 'delivery.delay',
      product: no % 5 === 0 ? '=1+1' : '空调',
      receivedAt: new Date(world.clock.now().getTime() - no * 20 * 3_600_000).toISOString(),
      complainant: {},
    }),
  )
  await admin.post('/complaints/batch', { complaints })
  await world.settle()
  // What has come of them is invented here, the same each time; the figures only have to agree with each other.
  await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{ case_id: string }>`select case_id from cycle_fact order by began_at`.execute(tx)
      for (const [no, { case_id: caseId }] of rows.entries())
        await sql`
          update cycle_fact set accepted_at = began_at, found_at = began_at, finding = ${no % 3 ? 'substantiated' : 'unsubstantiated'},
            unit_id = ${no % 2 ? unit.id : null}, escalated_at = case when ${no % 7 === 0} then began_at end,
            closed_at = case when ${no % 6 !== 0} then began_at + interval '1 hour' * ${no} end,
            resolution_seconds = ${no * 3_600}, resolution_seconds_with_rest = ${no * 4_000}, dispatched_at = began_at, dispatches = ${1 + (no % 3)}, send_backs = ${no % 2},
            moves = ${no % 4}, satisfaction = ${1 + (no % 5)}, asked_at = began_at
          where case_id = ${caseId}`.execute(tx)
      await countAllFacts(tx, await stateOf(tx, world.tenantId))
    })
})
afterAll(() => world.close())

const addressOf = (query: Record<string, string | undefined>) =>
  new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()
async function asked(path: string, query: Record<string, string | undefined>) {
  const { status, body } = await admin.get(`${path}?${addressOf(query)}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const figureOf = ({ numerator, denominator, value, p90, interval, enough }: MeasureFigure) => ({
  numerator,
  denominator,
  value,
  p90,
  interval,
  enough,
})

const cuts: MeasureCut[] = ['category', 'product', 'channel', 'unit', 'severity', 'tier', 'week', 'month']
const day = (back: number) => new Date(world.clock.now().getTime() - back * 86_400_000).toISOString().slice(0, 10)

describe('the pivot (透视)', () => {
  test('property: every total and every cell is the figure GET /measures tells', async () => {
    // What stands at a moment is not told by two lengths of time at once.
    const isTold = ({ name, cuts }: { name: MeasureName; cuts: MeasureCut[] }) => measureRules[name].kind !== 'stock' || !cuts.every(isTime)
    const question = fc
      .record({
        name: fc.constantFrom(...MeasureName.options.filter(canPivot)),
        cuts: fc.shuffledSubarray(cuts, { minLength: 2, maxLength: 2 }),
        back: fc.integer({ min: 5, max: 80 }),
        channel: fc.constantFrom('web', undefined),
      })
      .filter(isTold)
    await fc.assert(
      fc.asyncProperty(question, async ({ name, cuts: [rows = 'channel', columns = 'month'], back, channel }) => {
        const where = { from: day(back), channel }
        const pivot = await asked('/measures/pivot', { names: name, rows, columns, ...where })
        const [measured] = pivot.measures
        for (const [by, keys, totals] of [
          [rows, pivot.rowKeys, measured.rowTotals],
          [columns, pivot.columnKeys, measured.columnTotals],
        ]) {
          const { measures } = await asked('/measures', { names: name, by, ...where })
          expect(keys.map(({ key }: { key: string }, at: number) => ({ key, ...figureOf(totals[at]) }))).toEqual(
            measures[0].rows.map((row: MeasureRow) => ({ key: row.key, ...figureOf(row) })),
          )
          expect(figureOf(measured.total)).toEqual(figureOf(measures[0].total))
        }
        // A cell is the figure of its row where only its column is asked for.
        const filters: Partial<Record<MeasureCut, string>> = { channel: 'channel', product: 'product' }
        const filter = filters[columns]
        if (!filter || (filter === 'channel' && channel)) return
        for (const [at, { key }] of pivot.columnKeys.entries()) {
          const { measures } = await asked('/measures', { names: name, by: rows, from: where.from, channel, [filter]: key })
          const found = new Map(measures[0].rows.map((row: MeasureRow) => [row.key, figureOf(row)]))
          for (const [no, row] of pivot.rowKeys.entries()) {
            const cell = measured.cells[no][at]
            expect(cell ? figureOf(cell) : undefined).toEqual(found.get(row.key))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a share of all is told of all, and is no sum of the shares', async () => {
    const { measures } = await asked('/measures/pivot', {
      names: 'substantiatedRatio',
      rows: 'channel',
      columns: 'category',
      from: day(90),
    })
    const [{ total, rowTotals }] = measures
    expect(total).toMatchObject({ numerator: 60, denominator: 90, value: 60 / 90 })
    expect(rowTotals.reduce((sum: number, { numerator }: { numerator: number }) => sum + numerator, 0)).toBe(60)
  })

  test('a cell opens its rows, as many as it says', async () => {
    const query = { names: 'complaints', rows: 'channel', columns: 'category', from: day(90) }
    const { rowKeys, columnKeys, measures } = await asked('/measures/pivot', query)
    for (const [no, { key }] of rowKeys.entries())
      for (const [at, { key: acrossKey }] of columnKeys.entries()) {
        const behind = await asked('/measures/complaints/rows', { from: query.from, by: 'channel', key, across: 'category', acrossKey })
        expect(behind.total.count).toBe(measures[0].cells[no][at]?.numerator ?? 0)
      }
  })

  test('too few are not told, where there are none there is no cell', async () => {
    const { measures } = await asked('/measures/pivot', { names: 'substantiatedRatio', rows: 'day', columns: 'product', from: day(10) })
    const cells = measures[0].cells.flat()
    expect(cells.filter(Boolean).every(({ enough, value }: { enough: boolean; value: number | null }) => !enough && value === null)).toBe(
      true,
    )
    expect(cells).toContain(null)
  })

  test('nonsense in the address gives a clear word', async () => {
    for (const [query, pointer] of [
      ['rows=channel', '#/names'],
      ['names=complaints', '#/rows'],
      ['names=complaints&rows=moon', '#/rows'],
      ['names=complaints&rows=channel&columns=channel', '#/columns'],
      ['names=complaints,accepted,closed,closureRatio&rows=channel', '#/names'],
      ['names=complaints&rows=channel&from=2026-11-20&to=2026-11-01', '#/from'],
    ])
      expect(await admin.get(`/measures/pivot?${query}`), query).toMatchObject({
        status: 400,
        body: { code: 'INPUT_INVALID', errors: [{ pointer: expect.stringContaining(pointer ?? '') }] },
      })
  })

  test('the file holds the same figures, with numbers as numbers and no formula', async () => {
    const query = { names: 'complaints,substantiatedRatio', rows: 'product', columns: 'channel', from: day(90) }
    const { measures } = await asked('/measures/pivot', query)
    const { body: csv } = await admin.get(`/measures/pivot/file?${addressOf({ ...query, format: 'csv' })}`)
    expect(csv).toContain("'=1+1,")
    expect(csv).toContain('合计')
    const token = await admin.post('/tokens', { name: '读数', permissions: ['cases:read'] })
    const response = await world.app.inject({
      url: `/api/v1/measures/pivot/file?${addressOf(query)}`,
      headers: { authorization: `Bearer ${token.body.token}`, host: '127.0.0.1:3000', 'accept-language': 'en' },
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(response.rawPayload as never)
    const last = book.getWorksheet('pivot')?.lastRow
    expect(last?.getCell(1).text).toBe('Total')
    expect(last?.values).toContain(measures[0].total.value)
    expect(last?.values).toContain(measures[1].total.value)
  })

  test('whoever sees the cases of a unit is told that unit’s figures', async () => {
    const handler = await aPerson(world, admin, 'handler', unit.id)
    const { body } = await handler.get(`/measures/pivot?names=complaints&rows=unit&columns=month&from=${day(90)}`)
    expect(body.rowKeys.map(({ key }: { key: string }) => key)).toEqual([unit.id])
    expect(body.measures[0].total.value).toBe(45)
  })
})
