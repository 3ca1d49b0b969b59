import type { DeskRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type CaseListSources, rowsOfCases, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'

/** So many of the newest cases of a category are looked at, and so many units proposed. Source: docs/rules/dispatch.md */
const remembered = 400
const proposed = 3

/** 派单台: accepted cases that wait for a unit, the longest waiting first of each priority; those in dispute wait for the supervisor instead. */
export async function dispatchDesk(
  tx: Tx,
  actor: Actor,
  query: { limit: number; cursor?: string | undefined },
  now: Date,
  sources: CaseListSources,
) {
  const { tenantId } = actor
  const waiting = tx
    .selectFrom('complaint_case')
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'accepted')
    .where('disputed', '=', false)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where(visibleCases(actor))
  const rank = sql<number>`case priority when 'critical' then 0 when 'high' then 1 when 'normal' then 2 else 3 end`
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 3)
  const rows = await waiting
    .selectAll()
    .select(rank.as('rank'))
    .$if(after !== undefined, (part) =>
      part.where(sql<boolean>`(${rank}, received_at, id) > (${after?.[0]}::int, ${after?.[1]}::timestamptz, ${after?.[2]}::uuid)`),
    )
    .orderBy(rank)
    .orderBy('received_at')
    .orderBy('id')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [row.rank, row.received_at.toISOString(), row.id])
  const { count } = await tx
    .selectFrom(
      waiting
        .select('id')
        .limit(countCap + 1)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()

  const proposals = await proposalsOf(tx, tenantId, [...new Set(page.map(({ category }) => category).filter((code) => code !== null))])
  const shown = await rowsOfCases(tx, tenantId, page, now, sources)
  const byId = new Map(page.map((row) => [row.id, row]))
  return {
    rows: shown.map((row): DeskRow => {
      const { region = null, send_backs: sendBacks = 0 } = byId.get(row.id) ?? {}
      return { ...row, region, sendBacks, ...((row.category && proposals.get(row.category)) || { proposals: [], coProposals: [] }) }
    }),
    nextCursor,
    total: cappedTotal(count),
  }
}

type Proposals = Map<string, Pick<DeskRow, 'proposals' | 'coProposals'>>

/** Where like cases lay at last, and who co-handled them: of the newest cases of a category that a unit had, each active unit's share. */
async function proposalsOf(tx: Tx, tenantId: string, categories: string[]): Promise<Proposals> {
  const found: Proposals = new Map()
  for (const category of categories) {
    const { rows } = await sql<{ role: 'lead' | 'co'; id: string; name: string; count: number; of: number }>`
      with past as materialized (
        select id, unit_id from complaint_case
        where tenant_id = ${tenantId} and category = ${category}::text collate "C"
        order by received_at desc, id desc limit ${remembered}
      ), kept as (
        select 'lead' as role, unit_id, count(*)::int as count from past where unit_id is not null group by unit_id
        union all
        select 'co', t.unit_id, count(distinct t.case_id)::int from past join task t on t.tenant_id = ${tenantId} and t.case_id = past.id
        where past.unit_id is not null and t.state <> 'sentBack' group by t.unit_id
      )
      select kept.role, n.id, n.name, kept.count, (select count(*)::int from past where unit_id is not null) as of
      from kept join unit n on n.tenant_id = ${tenantId} and n.id = kept.unit_id
      where n.active order by kept.count desc, n.name`.execute(tx)
    const first = (role: 'lead' | 'co') =>
      rows
        .filter((row) => row.role === role)
        .slice(0, proposed)
        .map(({ id, name, count, of }) => ({ unit: { id, name }, count, of, share: count / of }))
    found.set(category, { proposals: first('lead'), coProposals: first('co') })
  }
  return found
}
