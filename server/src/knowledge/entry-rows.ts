import type { KnowledgeKind, KnowledgeRow, KnowledgeState, KnowledgeText } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import './tables.ts'

export type EntryRow = {
  id: string
  kind: KnowledgeKind
  at: Date
  made_by: string | null
  owner: { id: string; name: string } | null
  review_on: string
  warn_days: number
  overdue: boolean
  state: KnowledgeState
  title: string
  categories: string[]
  causes: string[]
  content: KnowledgeText['text']
  in_force_no: number | null
  next_no: number | null
  next_state: 'draft' | 'review' | null
  flags: number
  used: number
  helped: number
  not_helped: number
  starter: boolean
  version: number
}

/**
 * Every entry with its state: 待复审 from `warn_days` before its review date, or while a change of law it cites waits for somebody to look at it.
 * Shown is the version in force, else the newest.
 */
const entries = (tenantId: string, today: string) => sql`
  select e.id, e.kind, e.at, e.made_by, e.owner_id, e.review_on::text as review_on, e.warn_days, e.version, e.starter is not null as starter,
    e.retired_at is null and e.review_on < ${today}::date as overdue,
    (select jsonb_build_object('id', u.id, 'name', u.name) from user_account u where u.tenant_id = e.tenant_id and u.id = e.owner_id) as owner,
    case when e.retired_at is not null then 'retired'
      when f.no is null then coalesce(n.state, 'draft')
      when e.review_on - e.warn_days <= ${today}::date or g.flags > 0 then 'expiring'
      else 'inForce' end as state,
    v.title, v.categories, v.causes, v.content, v.body, v.tokens, f.no as in_force_no, n.no as next_no, n.state as next_state,
    g.flags, u.used, u.helped, u.not_helped
  from knowledge_entry e
  left join knowledge_version f on f.tenant_id = e.tenant_id and f.entry_id = e.id and f.state = 'inForce'
  left join knowledge_version n on n.tenant_id = e.tenant_id and n.entry_id = e.id and n.state in ('draft', 'review')
  join lateral (select * from knowledge_version x where x.tenant_id = e.tenant_id and x.entry_id = e.id
    order by (x.state = 'inForce') desc, x.no desc limit 1) v on true
  cross join lateral (select count(*)::int as flags from knowledge_flag x
    where x.tenant_id = e.tenant_id and x.entry_id = e.id and x.cleared_at is null) g
  cross join lateral (select count(*)::int as used, count(*) filter (where x.helped)::int as helped,
    count(*) filter (where not x.helped)::int as not_helped from knowledge_use x where x.tenant_id = e.tenant_id and x.entry_id = e.id) u
  where e.tenant_id = ${tenantId}`

/** Entries that meet the condition, an SQL condition over `r`. */
export async function entryRows<More = object>(
  tx: Tx,
  tenantId: string,
  today: string,
  { where, order = sql`r.at desc, r.id desc`, limit, more = sql`` }: Wanted,
): Promise<(EntryRow & More)[]> {
  const { rows } = await sql<EntryRow & More>`
    select r.* ${more} from (${entries(tenantId, today)}) r where ${where} order by ${order} limit ${limit}`.execute(tx)
  return rows
}
type Wanted = { where: RawBuilder<unknown>; order?: RawBuilder<unknown>; limit: number; more?: RawBuilder<unknown> }

export async function countEntries(tx: Tx, tenantId: string, today: string, where: RawBuilder<unknown>, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from (${entries(tenantId, today)}) r where ${where} limit ${cap}) as counted`.execute(tx)
  return rows[0]?.count ?? 0
}

export const shownRow = (row: EntryRow): KnowledgeRow => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  summary: row.content.summary,
  state: row.state,
  categories: row.categories,
  causes: row.causes,
  owner: row.owner,
  reviewOn: row.review_on,
  overdue: row.overdue,
  inForceNo: row.in_force_no,
  next: row.next_no !== null && row.next_state !== null ? { no: row.next_no, state: row.next_state } : null,
  flags: row.flags,
  used: row.used,
  helped: row.helped,
  notHelped: row.not_helped,
  starter: row.starter,
  version: row.version,
})
