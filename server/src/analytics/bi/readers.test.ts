import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabaseWithReader, readerOf } from '../../../test/bi-reader.ts'
import { aCaseIn, aUnit } from '../../../test/builders.ts'
import { adminPassword, aWorld, signedInAs, type World } from '../../../test/harness.ts'
import { furnishTenant } from '../../furnish.ts'
import { makeAdministrator, makeTenant } from '../../identity/index.ts'
import { inRoot } from '../../platform/paths.ts'
import { biViews, grantBiReader, listBiReaders, revokeBiReader } from './readers.ts'

let world: World
let owner: pg.Client
let reader: pg.Client
let otherTenant: string
const secrets = ['13912341234', '王小明', '只有我们知道的安装迟到']

beforeAll(async () => {
  world = await aWorld(aDatabaseWithReader())
  owner = new pg.Client({ connectionString: world.db.ownerUrl })
  await owner.connect()
  const ours = await signedInAs(world)
  otherTenant = await makeTenant(world.deps.database, { code: 'other', name: '别家' }, world.clock.now(), furnishTenant)
  await makeAdministrator(world.deps.database, otherTenant, { username: 'boss', password: adminPassword }, world.clock.now())
  const theirs = await signedInAs(world, 'boss', adminPassword, 'other')
  const [phone, name, text] = secrets
  const told = { subject: text, text: `${text}，我叫${name}，电话${phone}`, complainant: { name, phone } }
  for (let no = 0; no < 3; no++) await aCaseIn('closed', ours, (await aUnit(ours, `安装${no}部`)).id, told)
  await aCaseIn('answered', theirs, (await aUnit(theirs, '别家的部门')).id, told)
  await world.settle()
  world.clock.moveMinutes(2 * 24 * 60)
  await world.settle()
  await grantBiReader(owner, { role: 'bi_tool', tenantId: world.tenantId, now: world.clock.now() })
  reader = await readerOf(owner)
}, 180_000)
afterAll(async () => {
  await reader?.end()
  await owner?.end()
  await world?.close()
})

const countOf = async (view: string) => Number((await reader.query(`select count(*) from bi.${view}`)).rows[0].count)

describe('views for BI tools (只读视图)', () => {
  test('a reader sees the rows of its tenant in every view', async () => {
    expect(await countOf('cases')).toBe(3)
    expect(await countOf('cycles')).toBe(3)
    for (const view of ['units', 'categories', 'events', 'clocks', 'daily_counts']) expect(await countOf(view), view).toBeGreaterThan(0)
    const { rows } = await reader.query('select name from bi.units where name like $1', ['%部%'])
    expect(rows.map(({ name }) => name)).not.toContain('别家的部门')
  })

  test('no setting and no role leads to another tenant', async () => {
    await reader.query("select set_config('app.tenant', $1, false)", [otherTenant])
    expect(await countOf('cases')).toBe(3)
    const { rows } = await reader.query('select distinct name from bi.units')
    expect(rows.map(({ name }) => name)).not.toContain('别家的部门')
    await reader.query("select set_config('app.tenant', '', false)")
    for (const statement of ['set role zhiwei_owner', 'set role zhiwei_app', 'set session authorization zhiwei_owner'])
      await expect(reader.query(statement), statement).rejects.toThrow(/permission denied/)
    expect(await countOf('cases')).toBe(3)
  })

  test('it reads nothing but the views and writes nothing', async () => {
    for (const statement of [
      'select * from complaint_case',
      'select * from customer',
      'select * from user_account',
      'select * from bi.reader',
      "update bi.cases set status = 'closed'",
      'delete from bi.actions',
      'insert into bi.units (unit_id) values (gen_random_uuid())',
      "insert into bi.reader values ('bi_tool', gen_random_uuid(), now())",
      'create table public.own (a int)',
      'create view bi.own as select 1',
    ])
      await expect(reader.query(statement), statement).rejects.toThrow(/permission denied/)
  })

  test('nothing in it is a person’s', async () => {
    const { rows: columns } = await owner.query("select table_name, column_name from information_schema.columns where table_schema = 'bi'")
    const personal = /customer|handler|agent|owner|actor|by_id|phone|email|subject|excerpt|text|title|description|facts/
    const told = columns.filter(({ table_name: view, column_name: column }) => view !== 'reader' && personal.test(column))
    expect(told.map(({ table_name: view, column_name: column }) => `${view}.${column}`).toSorted()).toEqual([
      'cycles.customer_id',
      'cycles.handler_id',
    ])
    const { rows: ids } = await owner.query(
      "select data_type from information_schema.columns where table_schema = 'bi' and column_name in ('customer_id', 'handler_id')",
    )
    expect(ids).toEqual([{ data_type: 'uuid' }, { data_type: 'uuid' }])
    for (const view of biViews) {
      const { rows } = await reader.query(`select to_jsonb(v) as row from bi.${view} v`)
      for (const secret of secrets) expect(JSON.stringify(rows), view).not.toContain(secret)
    }
  })

  test('its daily counts are the measure the page tells', async () => {
    const { rows } = await reader.query(
      "select sum(count)::int as count from bi.daily_counts where fact_set = 'received' and cut = 'all' and day >= '2026-10-01' and day < '2026-11-04'",
    )
    const later = await signedInAs(world, 'admin', adminPassword, 'default')
    const { body } = await later.get('/measures?names=complaints&from=2026-10-01&to=2026-11-04')
    expect(body.measures[0].total.value).toBe(3)
    expect(rows[0].count).toBe(3)
  })

  test('measures by handler, cause, customer and of what is in hand can be counted of the cycles as the API tells them', async () => {
    const later = await signedInAs(world, 'admin', adminPassword, 'default')
    const asked = 'from=2026-10-01&to=2026-11-04'
    const told = async (name: string, by: string) => (await later.get(`/measures?names=${name}&by=${by}&${asked}`)).body.measures[0]
    const within = (at: string) => `${at} >= '2026-09-30T16:00Z' and ${at} < '2026-11-03T16:00Z'`
    const counted = async (question: string) => (await reader.query(`select ${question}`)).rows
    const asRows = ({ rows }: { rows: { key: string; numerator: number }[] }) =>
      rows.map(({ key, numerator }) => ({ key, n: numerator })).toSorted((one, other) => one.key.localeCompare(other.key))
    expect(
      await counted(`coalesce(handler_id::text, '') as key, count(*)::int as n from bi.cycles where ${within('closed_at')} group by 1`),
    ).toEqual(asRows(await told('closed', 'handler')))
    expect(await counted(`cause as key, count(*)::int as n from bi.cycles where ${within('caused_at')} group by 1`)).toEqual(
      asRows(await told('causesFound', 'cause')),
    )
    const [customers] = await counted(`count(distinct customer_id)::int as n from bi.cycles where ${within('began_at')} and cycle = 1`)
    expect(customers?.n).toBe((await told('repeatRatio', 'month')).total.denominator)
    const [standing] = await counted(
      "count(*)::int as n from bi.cycles where began_at < '2026-11-03T16:00Z' and (ended_at is null or ended_at >= '2026-11-03T16:00Z')",
    )
    expect(standing?.n).toBe((await told('inHand', 'unit')).total.value)
  })

  test('every view and column is described', async () => {
    const guide = await readFile(inRoot('docs', 'guide', 'bi.md'), 'utf8')
    const { rows } = await owner.query(
      "select table_name, column_name from information_schema.columns where table_schema = 'bi' and table_name <> 'reader'",
    )
    expect([...new Set(rows.map(({ table_name: view }) => view))].toSorted()).toEqual([...biViews].toSorted())
    for (const { table_name: view, column_name: column } of rows) {
      const part = guide.split('\n### ').find((one) => one.startsWith(`bi.${view}`))
      expect(part, `${view}.${column}`).toContain(`\`${column}\``)
    }
  })

  test('roles that would pass the wall, or are not there, are refused', async () => {
    const grant = (role: string) => grantBiReader(owner, { role, tenantId: world.tenantId, now: world.clock.now() })
    await expect(grant('nobody_here')).rejects.toThrow(/no role/)
    await expect(grant('postgres')).rejects.toThrow(/superuser/)
    await expect(grant('zhiwei_app')).rejects.toThrow(/rights of its own/)
    await expect(grant('zhiwei_owner')).rejects.toThrow(/rights of its own/)
  })

  test('what was granted is listed, and taken back', async () => {
    expect(await listBiReaders(owner)).toMatchObject([{ role: 'bi_tool', tenant: 'default' }])
    await revokeBiReader(owner, 'bi_tool')
    await expect(countOf('cases')).rejects.toThrow(/permission denied/)
    expect(await listBiReaders(owner)).toEqual([])
    await expect(revokeBiReader(owner, 'bi_tool')).rejects.toThrow(/reads no tenant/)
  })
})
