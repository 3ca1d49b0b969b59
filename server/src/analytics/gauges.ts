import { sql } from 'kysely'
import { openStatuses } from '../cases/index.ts'
import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { beginOf, dayAfter, dayOf } from '../platform/days.ts'
import type { Deps } from '../platform/deps.ts'
import type { GaugeReading, OutsideGauge } from '../platform/health/index.ts'
import { readerName } from './rebuild.ts'

// 业务仪表 for Prometheus: how much waits, by tenant code; nothing that names a person or a case. Source: docs/guide/monitoring.md

type Counted = Record<GaugeName, GaugeReading[]>
const gauges = {
  zhiwei_open_cases: ['Open cases', 'tenant'],
  zhiwei_overdue_cases: ['Open cases past their time limit', 'tenant'],
  zhiwei_unassigned_cases: ['Open cases nobody holds', 'tenant'],
  zhiwei_due_today_cases: ["Open cases due before the tenant's day ends", 'tenant'],
  zhiwei_complaints_today: ["Complaints received since the tenant's day began, by channel", 'tenant', 'channel'],
  zhiwei_open_warnings: ['Warnings that are not cleared, by level', 'tenant', 'level'],
  zhiwei_rollup_lag_seconds: ['Age of the oldest event that is not in the measures yet', 'tenant'],
  zhiwei_outgoing_messages: ['Messages to customers that wait, or failed for good within thirty days', 'tenant', 'state'],
} as const
type GaugeName = keyof typeof gauges
const gaugeNames = Object.keys(gauges) as GaugeName[]

/** Collectors that ask more often are told the same. */
const keptMs = 5_000
const levels = ['blue', 'yellow', 'orange', 'red']
/** A tenant that is being made or removed meanwhile has none. */
const deadDays = 30

export function businessGauges({ database, clock }: Pick<Deps, 'database' | 'clock'>): OutsideGauge[] {
  let kept: { at: number; counted: Promise<Counted> } | undefined
  const counted = () => {
    if (!kept || performance.now() - kept.at > keptMs) kept = { at: performance.now(), counted: countAll(database, clock()) }
    return kept.counted
  }
  return gaugeNames.map((name) => {
    const [help, ...labelNames] = gauges[name]
    return { name, help, labelNames, read: async () => (await counted())[name] }
  })
}

async function countAll(database: Deps['database'], now: Date): Promise<Counted> {
  const { rows } = await sql<{ id: string; code: string }>`select id, code from tenant order by code`.execute(database.platform)
  const all = Object.fromEntries(gaugeNames.map((name) => [name, []])) as unknown as Counted
  for (const { id, code } of rows) {
    const own = await database
      .tenant(id)
      .transaction()
      .execute((tx) => countOf(tx, id, code, now))
    for (const name of gaugeNames) all[name].push(...own[name])
  }
  return all
}

async function countOf(tx: Tx, tenantId: string, tenant: string, now: Date): Promise<Counted> {
  const zone = await tenantZone(tx, tenantId)
  const today = dayOf(now, zone)
  const cases = await countCases(tx, tenantId, now, beginOf(dayAfter(today, 1), zone))
  const of = (value: number): GaugeReading[] => [{ labels: { tenant }, value }]
  const by = (label: string, rows: { key: string; value: number }[]): GaugeReading[] =>
    rows.map(({ key, value }) => ({ labels: { tenant, [label]: key }, value }))
  return {
    zhiwei_open_cases: of(cases.open),
    zhiwei_overdue_cases: of(cases.overdue),
    zhiwei_unassigned_cases: of(cases.unassigned),
    zhiwei_due_today_cases: of(cases.today),
    zhiwei_complaints_today: by('channel', await receivedSince(tx, tenantId, beginOf(today, zone))),
    zhiwei_open_warnings: by('level', await openWarnings(tx, tenantId)),
    zhiwei_rollup_lag_seconds: of(await lagOf(tx, tenantId, now)),
    zhiwei_outgoing_messages: by('state', await messages(tx, tenantId, now)),
  }
}

type Key = { key: string; value: number }

/** As the workbench counts them. */
async function countCases(tx: Tx, tenantId: string, now: Date, dayEnd: Date) {
  const { rows } = await sql<{ open: number; overdue: number; unassigned: number; today: number }>`
    select count(*)::int as open, (count(*) filter (where due_at < ${now} and suspended_at is null))::int as overdue,
      (count(*) filter (where handler_id is null and agent_id is null))::int as unassigned,
      (count(*) filter (where due_at >= ${now} and due_at < ${dayEnd}))::int as today
    from complaint_case where tenant_id = ${tenantId} and status = any(${[...openStatuses]}::text[]) and merged_into is null and erased_at is null`.execute(
    tx,
  )
  return rows[0] ?? { open: 0, overdue: 0, unassigned: 0, today: 0 }
}

async function receivedSince(tx: Tx, tenantId: string, since: Date): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select channel as key, count(*)::int as value from complaint_case
    where tenant_id = ${tenantId} and received_at >= ${since} and erased_at is null group by 1 order by 1`.execute(tx)
  return rows
}

async function openWarnings(tx: Tx, tenantId: string): Promise<Key[]> {
  const { rows } = await sql<{ level: number; value: number }>`
    select level, count(*)::int as value from warning where tenant_id = ${tenantId} and cleared_at is null and merged_into is null group by 1`.execute(
    tx,
  )
  return levels.map((key, index) => ({ key, value: rows.find(({ level }) => level === index + 1)?.value ?? 0 }))
}

/** Of events that are sealed and not read, or not even sealed. */
async function lagOf(tx: Tx, tenantId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(at) from case_event where tenant_id = ${tenantId} and seq is null),
      (select at from case_event where tenant_id = ${tenantId} and seq > coalesce((
        select seq from feed_position where tenant_id = ${tenantId} and reader = ${readerName}), 0) order by seq limit 1)) as at`.execute(
    tx,
  )
  const at = rows[0]?.at
  return at ? Math.max(0, Math.round((now.getTime() - at.getTime()) / 100) / 10) : 0
}

async function messages(tx: Tx, tenantId: string, now: Date): Promise<Key[]> {
  const since = new Date(now.getTime() - deadDays * 86_400_000)
  const { rows } = await sql<Key>`
    select case state when 'failed' then 'dead' else 'waiting' end as key, count(*)::int as value from outgoing_message
    where tenant_id = ${tenantId} and (state = 'waiting' or (state = 'failed' and created_at >= ${since})) group by 1`.execute(tx)
  return ['waiting', 'dead'].map((key) => ({ key, value: rows.find((row) => row.key === key)?.value ?? 0 }))
}
