import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { hashOfEvent, sealOf } from '../../cases/index.ts'
import { enterTenant, readTables } from '../backup/catalogue.ts'
import type { Finding } from './finding.ts'
import { verifyTenant, verifyWithin } from './verify.ts'

// What the owner of the database could do behind the application's back. Each tampering is rolled back after it was told.

let world: World
let admin: Client
let owner: pg.Client
let tenant: { id: string; code: string }
let worked: { id: string; number: string }
let other: { id: string; number: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  tenant = { id: world.tenantId, code: 'default' }
  const unit = await aUnit(admin, '安装部')
  await aRegisteredCase(admin, { text: '第一单：电话 13912345678，请尽快回电。' })
  await world.settle()
  worked = await aCaseIn('answered', admin, unit.id)
  await world.settle()
  other = await aCaseIn('dispatched', admin, unit.id)
  await world.settle()
  await aRegisteredCase(admin)
  await world.settle()
  owner = new pg.Client({ connectionString: world.db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  await owner.query('begin')
  await enterTenant(owner, tenant.id)
})
afterEach(() => owner.query('rollback'))

const verify = (anchor?: { seq: number; seal: string }) => verifyWithin(owner, world.deps.keys, tenant, anchor)
const told = ({ findings }: { findings: Finding[] }) => findings.map(({ what, number, no }) => [what, number, no])
const ofWorked = `tenant_id = '__tenant' and case_id = '__case'`
/** `$case` and `$tenant` stand for the worked case and its tenant. */
const tamper = (statement: string, caseId = worked.id) =>
  owner.query(statement.replaceAll('$event', ofWorked).replaceAll('__tenant', tenant.id).replaceAll('__case', caseId))
const seqOf = async (no: number, caseId = worked.id) => {
  const { rows } = await tamper(`select seq from case_event where $event and no = ${no}`, caseId)
  return rows[0]?.seq as number
}

describe('verifying what was recorded (审计核验)', () => {
  test('everything is as it was recorded: cases, events, texts, and events not sealed yet', async () => {
    await aRegisteredCase(admin)
    const report = await verifyTenant(world.deps, tenant)
    expect(report).toMatchObject({ ok: true, findings: [], cases: 5 })
    expect(report.events - report.sealed).toBe(1)
    expect(report.head.seq).toBe(report.sealed)
    await world.settle()
    expect(await verifyTenant(world.deps, tenant)).toMatchObject({ ok: true, sealed: report.events })
  })

  test('a changed fact: which event of which case', async () => {
    const seq = await seqOf(2)
    await tamper(`update case_event set facts = facts || '{"category":"quality.fault"}' where $event and no = 2`)
    const report = await verify()
    expect(report.findings).toEqual([expect.objectContaining({ what: 'changed', number: worked.number, no: 2, seq, caseId: worked.id })])
    expect(report.ok).toBe(false)
  })
  test.each([
    ['actor', 'actor_id = gen_random_uuid()'],
    ['time', `at = at - interval '1 day'`],
    ['kind', `kind = 'case.noted'`],
    ['cycle', 'cycle = 2'],
  ])('a changed %s', async (_name, change) => {
    await tamper(`update case_event set ${change} where $event and no = 3`)
    expect(told(await verify())).toEqual([['changed', worked.number, 3]])
  })
  test('a changed fact with its hash computed anew', async () => {
    await rewrite(2, { verdict: 'invented' })
    expect(told(await verify())).toEqual([['changed', worked.number, 2]])
  })
  test('a changed fact with every later hash of the case and its head computed anew: the feed knows better', async () => {
    await rewrite(4, { verdict: 'invented' }, 'all')
    const found = told(await verify())
    expect(found[0]).toEqual(['changed', worked.number, 4])
    expect(new Set(found.map(([what, number]) => `${what} ${number}`))).toEqual(new Set([`changed ${worked.number}`]))
  })
  test('the whole feed written anew is found by a seal noted down before', async () => {
    const { head } = await verify()
    const anchor = { seq: head.seq, seal: head.seal ?? '' }
    expect(await verify(anchor)).toMatchObject({ ok: true })
    await rewrite(4, { verdict: 'invented' }, 'all')
    await sealAnew()
    expect(await verify()).toMatchObject({ ok: true })
    expect((await verify(anchor)).findings).toEqual([expect.objectContaining({ what: 'headChanged', seq: head.seq })])
  })

  test('a changed text: the original, or the masked copy that people see', async () => {
    const cipher = world.deps.keys.encrypt(JSON.stringify({ subject: '无', text: '没有投诉' }))
    await owner.query('update case_text set cipher = $1 where tenant_id = $2 and case_id = $3 and event_no = 1', [
      cipher,
      tenant.id,
      worked.id,
    ])
    expect(told(await verify())).toEqual([['textChanged', worked.number, 1]])
    await owner.query('rollback; begin')
    await enterTenant(owner, tenant.id)
    await tamper(`update case_text set masked = masked || '{"text":"没有投诉"}' where $event and event_no = 1`.replace('$event', ofWorked))
    expect(told(await verify())).toEqual([['textChanged', worked.number, 1]])
  })
  test('a bit of a cipher, a text taken away, and a text blanked without an event that says so', async () => {
    await tamper(`update case_text set cipher = set_byte(cipher, 40, get_byte(cipher, 40) # 1) where $event and event_no = 1`)
    await tamper(`delete from case_text where $event`, other.id)
    const found = told(await verify())
    expect(found).toContainEqual(['textChanged', worked.number, 1])
    expect(found).toContainEqual(['textRemoved', other.number, 1])
    await tamper(`update case_text set masked = null, cipher = null, salt = null, erased_at = now() where $event`)
    expect(told(await verify())).toContainEqual(['textRemoved', worked.number, 1])
  })

  test('a removed event in the middle, with its sequence', async () => {
    const seq = await seqOf(3)
    await tamper('delete from case_event where $event and no = 3')
    const { findings } = await verify()
    expect(findings).toEqual([expect.objectContaining({ what: 'removed', number: worked.number, no: 3, seq })])
  })
  test('a removed last event; and also when the case was made to forget it', async () => {
    const { rows } = await tamper('select max(no) as no from case_event where $event')
    const last = rows[0]?.no as number
    const seq = await seqOf(last)
    const before = await tamper(`select hash from case_event where $event and no = ${last - 1}`)
    await tamper(`delete from case_event where $event and no = ${last}`)
    expect((await verify()).findings).toEqual([expect.objectContaining({ what: 'removed', number: worked.number, no: last, seq })])

    await owner.query('update complaint_case set event_no = $1, event_hash = $2 where tenant_id = $3 and id = $4', [
      last - 1,
      before.rows[0]?.hash,
      tenant.id,
      worked.id,
    ])
    const { findings } = await verify()
    expect(findings).toContainEqual(
      expect.objectContaining({ what: 'removed', seq, detail: expect.stringContaining('no case misses one') }),
    )
    // An answer has a text, which now stands alone.
    expect(findings).toContainEqual(expect.objectContaining({ what: 'removed', number: worked.number, no: last }))
  })
  test('the last event of the whole feed', async () => {
    const { head } = await verify()
    const { rows } = await owner.query('delete from case_event where tenant_id = $1 and seq = $2 returning case_id, no', [
      tenant.id,
      head.seq,
    ])
    expect((await verify()).findings).toContainEqual(expect.objectContaining({ what: 'removed', caseId: rows[0].case_id, seq: head.seq }))
  })

  test.each([
    ['next to each other', 2, 3],
    ['far apart', 2, 5],
  ])('two events that changed places, %s', async (_name, a, b) => {
    await swap(worked.id, a, b, 'no')
    const found = told(await verify())
    expect(found).toEqual(
      expect.arrayContaining([
        ['reordered', worked.number, a],
        ['reordered', worked.number, b],
      ]),
    )
    expect(found).toHaveLength(2)
  })
  test('two events whose contents changed places', async () => {
    await tamper(`
      update case_event e set kind = o.kind, facts = o.facts, actor_id = o.actor_id, at = o.at, text_digest = o.text_digest, hash = o.hash
      from case_event o where e.tenant_id = '__tenant' and e.case_id = '__case' and o.tenant_id = e.tenant_id and o.case_id = e.case_id
        and (e.no, o.no) in ((3, 4), (4, 3))`)
    expect(told(await verify()).filter(([what]) => what === 'reordered')).toEqual([
      ['reordered', worked.number, 4],
      ['reordered', worked.number, 3],
    ])
  })
  test('two events that changed places in the feed', async () => {
    await swap(worked.id, 2, 4, 'seq')
    const found = told(await verify())
    expect(found).toEqual(
      expect.arrayContaining([
        ['reordered', worked.number, 2],
        ['reordered', worked.number, 4],
      ]),
    )
    expect(new Set(found.map(([what]) => what))).toEqual(new Set(['reordered']))
  })

  test('a removed case: when it was recorded, and who still names it', async () => {
    const seqs = (await tamper('select seq from case_event where $event order by seq', other.id)).rows.map(({ seq }) => seq as number)
    await owner.query('delete from case_link where tenant_id = $1 and other_case_id = $2', [tenant.id, other.id])
    for (const { name, columns } of await readTables(owner))
      if (columns.includes('case_id')) await tamper(`delete from ${name} where $event`, other.id)
    await owner.query(
      'insert into import_run (tenant_id, id, file_name, storage_name, state, created_at, updated_at) values ($1, $1, $2, $2, $2, now(), now())',
      [tenant.id, 'x'],
    )
    await owner.query('insert into import_row (tenant_id, import_id, row_no, case_id, outcome) values ($1, $1, 1, $2, $3)', [
      tenant.id,
      other.id,
      'made',
    ])
    await owner.query('delete from complaint_case where tenant_id = $1 and id = $2', [tenant.id, other.id])
    const { findings } = await verify()
    expect(findings).toEqual([
      expect.objectContaining({
        what: 'removed',
        caseId: null,
        seq: seqs[0],
        detail: expect.stringContaining(`sequences ${seqs[0]} to ${seqs.at(-1)}`),
      }),
      expect.objectContaining({ what: 'removed', caseId: other.id, detail: expect.stringContaining('import_row') }),
    ])
  })
  test('a case whose events are all gone, and events whose case is gone', async () => {
    const count = (await tamper('delete from case_event where $event', other.id)).rowCount ?? 0
    await owner.query(`do $$ declare c record; begin
      for c in select conrelid::regclass as tab, conname from pg_constraint where confrelid = 'complaint_case'::regclass loop
        execute format('alter table %s drop constraint %I', c.tab, c.conname);
      end loop; end $$`)
    await tamper(`delete from complaint_case where tenant_id = '__tenant' and id = '__case'`)
    const { findings } = await verify()
    const ofOther = findings.filter(({ number }) => number === other.number)
    expect(ofOther.map(({ what, no }) => [what, no])).toEqual(Array.from({ length: count }, (_, index) => ['removed', index + 1]))
    expect(ofOther.every(({ seq }) => seq !== null)).toBe(true)
    expect(findings).toContainEqual(
      expect.objectContaining({ what: 'removed', number: null, caseId: worked.id, detail: expect.stringContaining('own row is gone') }),
    )
  })
  test('an event put behind the last one, and a head that was changed', async () => {
    const { rows } = await tamper("select event_no, event_hash, cycle from complaint_case where tenant_id = '__tenant' and id = '__case'")
    const { event_no, event_hash, cycle } = rows[0]
    const no = (event_no as number) + 1
    const at = new Date('2026-11-02T03:00:00Z')
    const event = {
      tenantId: tenant.id,
      caseId: worked.id,
      no,
      kind: 'case.noted' as const,
      cycle,
      at,
      actorId: null,
      facts: {},
      textDigest: null,
    }
    await owner.query('insert into case_event (tenant_id, case_id, no, kind, cycle, at, hash) values ($1, $2, $3, $4, $5, $6, $7)', [
      tenant.id,
      worked.id,
      no,
      event.kind,
      cycle,
      at,
      hashOfEvent(event, event_hash),
    ])
    await owner.query(`update complaint_case set event_hash = '\\x00' where tenant_id = $1 and id = $2`, [tenant.id, other.id])
    const found = told(await verify())
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(['added', worked.number, no])
    expect(found).toContainEqual(['headChanged', other.number, expect.any(Number)])
  })
  test('nothing of one tenant is told of another', async () => {
    await tamper('delete from case_event where $event and no = 3')
    const { findings } = await verifyWithin(owner, world.deps.keys, { id: tenant.id, code: 'x' })
    expect(findings).toHaveLength(1)
    await enterTenant(owner, '')
    expect(await verifyWithin(owner, world.deps.keys, { id: '01890000-0000-7000-8000-000000000000', code: 'none' })).toMatchObject({
      cases: 0,
      events: 0,
    })
  })
})

/** What a careful forger does: the event with its hash, and if asked for everything that follows from it in the case. */
async function rewrite(no: number, facts: Record<string, unknown>, how: 'one' | 'all' = 'one') {
  const { rows } = await tamper('select * from case_event where $event order by no')
  let previous: Buffer | null = null
  for (const row of rows) {
    const changed = row.no === no ? { ...row.facts, ...facts } : row.facts
    const anew = row.no === no || (how === 'all' && row.no > no)
    const event = {
      tenantId: tenant.id,
      caseId: worked.id,
      no: row.no,
      kind: row.kind,
      cycle: row.cycle,
      at: row.at,
      actorId: row.actor_id,
      facts: changed,
      textDigest: row.text_digest,
    }
    const hash: Buffer = anew ? hashOfEvent(event, previous) : row.hash
    await owner.query('update case_event set facts = $1, hash = $2 where tenant_id = $3 and case_id = $4 and no = $5', [
      JSON.stringify(changed),
      hash,
      tenant.id,
      worked.id,
      row.no,
    ])
    previous = hash
  }
  if (how === 'all')
    await owner.query('update complaint_case set event_hash = $1 where tenant_id = $2 and id = $3', [previous, tenant.id, worked.id])
}

async function sealAnew() {
  const { rows } = await owner.query(
    'select seq, case_id, no, hash from case_event where tenant_id = $1 and seq is not null order by seq',
    [tenant.id],
  )
  let seal: Buffer | null = null
  for (const row of rows) {
    seal = sealOf(seal, row.seq, row)
    await owner.query('update case_event set seal = $1 where tenant_id = $2 and seq = $3', [seal, tenant.id, row.seq])
  }
  await owner.query('update feed_head set seal = $1 where tenant_id = $2', [seal, tenant.id])
}

/** Swaps numbers or sequences of two events, by way of one that is free. */
async function swap(caseId: string, a: number, b: number, column: 'no' | 'seq') {
  const { rows } = await tamper(`select no, ${column} as value from case_event where $event and no in (${a}, ${b}) order by no`, caseId)
  const [first, second] = rows as [{ value: number }, { value: number }]
  const move = (from: number, to: number) => tamper(`update case_event set ${column} = ${to} where $event and ${column} = ${from}`, caseId)
  await move(first.value, 999_999)
  await move(second.value, first.value)
  await move(999_999, second.value)
}
