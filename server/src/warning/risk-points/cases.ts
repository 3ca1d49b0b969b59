import type { RiskPointCases } from '@zhiwei/contract'
import { sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { visibleContact } from '../governance/visible.ts'
import type { Day } from '../series/tables.ts'
import { pointRows } from './list.ts'
import type { MatchKind } from './tables.ts'

const mostCases = 200

/** The cases and unhappy contacts of a point and all below it on these days that the person may see, newest first; the figures count all. @throws NOT_FOUND */
export async function casesOfRiskPoint(tx: Tx, actor: Actor, id: string, { from, to }: { from: Day; to: Day }): Promise<RiskPointCases> {
  const { tenantId } = actor
  if ((await pointRows(tx, tenantId, id)).length === 0) throw new AppError('NOT_FOUND', '没有这个风险点')
  const { rows: matches } = await sql<{ id: string; kind: MatchKind; open: boolean }>`
    with recursive tree as (
      select ${id}::uuid as id
      union all
      select p.id from tree t join risk_point p on p.tenant_id = ${tenantId} and p.parent_id = t.id
    )
    select m.of_id as id, min(m.kind) as kind, bool_and(m.kind = 'latent' and ${visibleContact(actor, sql`m.of_id`)}) as open from tree t join risk_point_match m on m.tenant_id = ${tenantId} and m.risk_point_id = t.id
    where m.day between ${from}::date and ${to}::date group by 1 order by max(m.day) desc, 1 desc`.execute(tx)
  const count = (kind: MatchKind) => matches.filter((match) => match.kind === kind).length
  const ids = matches.filter(({ kind }) => kind !== 'latent').map((match) => match.id)
  const cases =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('complaint_case')
          .select(['id', 'number', 'subject', 'status', 'stage', 'category', 'product', 'region', 'received_at'])
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', ids.slice(0, 2_000))
          .where(visibleCases(actor))
          .orderBy('received_at', 'desc')
          .limit(mostCases)
          .execute()
  const rows = cases.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.toISOString() }))
  const contactIds = matches.filter(({ open }) => open).map((match) => match.id)
  return {
    ...wholeList(rows),
    complaints: count('complaint'),
    doubts: count('doubt'),
    latent: count('latent'),
    contactIds: contactIds.slice(0, mostCases),
  }
}
