import type { ReportTemplateSection } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { beginOf, type Day, dayAfter, dayOf } from '../../platform/days.ts'
import { isOfContactsAlone } from '../../warning/index.ts'
import type { Span } from '../periods.ts'
import { treeNames } from './names.ts'
import type { Cell, Part } from './types.ts'

type Asked = { tx: Tx; tenantId: string; from: Date; to: Date; days: Span; zone: string; now: Date }
type List = Extract<ReportTemplateSection, { kind: 'cases' | 'warnings' | 'actions' }>

/** 清单: cases, warnings and actions of the period. They name no customer and quote no text of one. */
export function listOf(tx: Tx, tenantId: string, section: List, days: Span, zone: string, now: Date): Promise<Part> {
  const asked = { tx, tenantId, days, zone, now, from: beginOf(days.from, zone), to: beginOf(dayAfter(days.to, 1), zone) }
  if (section.kind === 'cases') return caseList(asked, section)
  if (section.kind === 'warnings') return warningList(asked, section.most)
  return actionList(asked, section)
}

const dayText = (at: Date | null, zone: string): Cell => at && dayOf(at, zone)
const both = (name: string | null): Cell => (name === null ? null : { zh: name, en: name })
const code = (area: string, value: string | null): Cell => (value === null ? null : { code: `${area}:${value}` })

type Picked = { at: RawBuilder<Date>; holds: RawBuilder<boolean>; order: RawBuilder<unknown> }
/** The same sets as the measures: late is what was due and not closed in time. */
const picks: Record<Extract<List, { kind: 'cases' }>['pick'], Picked> = {
  overdue: {
    at: sql`f.closure_due_at`,
    holds: sql`not f.closure_in_time`,
    order: sql`f.closed_at is not null, f.closure_due_at, f.case_id`,
  },
  severe: {
    at: sql`f.began_at`,
    holds: sql`f.cycle = 1 and f.severity in ('serious', 'critical')`,
    order: sql`f.severity = 'critical' desc, f.began_at, f.case_id`,
  },
  outside: { at: sql`f.accepted_at`, holds: sql`f.cycle = 1 and f.outside_at is not null`, order: sql`f.outside_at, f.case_id` },
  slowest: {
    at: sql`f.closed_at`,
    holds: sql`f.resolution_seconds is not null`,
    order: sql`f.resolution_seconds desc, f.case_id`,
  },
}

type CaseFact = {
  number: string
  category: string | null
  severity: string | null
  unit: string | null
  status: string
  began_at: Date
  due: Date | null
  closed_at: Date | null
  total: number
}

async function caseList({ tx, tenantId, from, to, zone, now }: Asked, { pick, most }: Extract<List, { kind: 'cases' }>): Promise<Part> {
  const { at, holds, order } = picks[pick]
  const { rows } = await sql<CaseFact>`
    select c.number, f.category, f.severity, u.name as unit, c.status, f.began_at, f.closure_due_at as due, f.closed_at, count(*) over ()::int as total
    from cycle_fact f join complaint_case c on c.tenant_id = f.tenant_id and c.id = f.case_id
    left join unit u on u.tenant_id = f.tenant_id and u.id = f.unit_id
    where f.tenant_id = ${tenantId} and ${at} >= ${from} and ${at} < least(${to}::timestamptz, ${now}::timestamptz) and ${holds}
    order by ${order} limit ${most}`.execute(tx)
  const names = await treeNames(tx, tenantId, 'category')
  return {
    kind: 'list',
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => [
      row.number,
      row.category ? (names.get(row.category) ?? row.category) : null,
      code('severity', row.severity),
      both(row.unit),
      dayText(row.began_at, zone),
      dayText(row.due, zone),
      row.closed_at ? dayText(row.closed_at, zone) : code('status', row.status),
    ]),
  }
}

type Warned = {
  kind: string
  level: number
  subject: string
  at: Date
  cleared_at: Date | null
  cases: number
  ofContacts: boolean
  owner: string | null
  total: number
}
const ofOneCase = new Set(['stage', 'risk', 'longChain', 'repeat', 'exposure'])

/** Of single cases the number alone, of latent complainants and what they said nothing. */
const saidOf = ({ kind, subject, ofContacts }: Warned): Cell =>
  kind === 'latent' || ofContacts ? null : ofOneCase.has(kind) ? (subject.split(' ')[0] ?? null) : subject

async function warningList({ tx, tenantId, from, to, zone }: Asked, most: number): Promise<Part> {
  const { rows } = await sql<Warned>`
    select w.kind, w.level, w.subject, w.at, w.cleared_at, w.case_count as cases, ${isOfContactsAlone} as "ofContacts", p.name as owner, count(*) over ()::int as total
    from warning w left join user_account p on p.tenant_id = w.tenant_id and p.id = w.owner_id
    where w.tenant_id = ${tenantId} and w.at >= ${from} and w.at < ${to} and w.merged_into is null
    order by w.level desc, w.at desc, w.id limit ${most}`.execute(tx)
  return {
    kind: 'list',
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => [
      code('warningLevel', String(row.level)),
      code('warningKind', row.kind),
      saidOf(row),
      String(row.cases),
      both(row.owner),
      dayText(row.at, zone),
      code('warningState', row.cleared_at ? 'cleared' : 'open'),
    ]),
  }
}

type Acted = { kind: string; title: string; state: string; owner: string; due: Day; done: Day | null; total: number }
const openStates = sql`('proposed', 'open', 'done', 'watching', 'inconclusive')`

async function actionList({ tx, tenantId, days, to }: Asked, { pick, most }: Extract<List, { kind: 'actions' }>): Promise<Part> {
  const holds = {
    open: sql`a.state in ${openStates} and a.at < ${to}`,
    overdue: sql`a.state = 'open' and a.due_on <= ${days.to}::date`,
    done: sql`a.done_on between ${days.from}::date and ${days.to}::date`,
  }[pick]
  const { rows } = await sql<Acted>`
    select a.kind, a.title, a.state, p.name as owner, a.due_on::text as due, a.done_on::text as done, count(*) over ()::int as total
    from action a join user_account p on p.tenant_id = a.tenant_id and p.id = a.owner_id
    where a.tenant_id = ${tenantId} and ${holds} order by a.due_on, a.id limit ${most}`.execute(tx)
  return {
    kind: 'list',
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => [row.title, code('actionKind', row.kind), both(row.owner), row.due, row.done, code('actionState', row.state)]),
  }
}
