import type { LedgerKind } from '@zhiwei/contract'
import { type Insertable, sql } from 'kysely'
import type { Case } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { localDateOf, startOfDay } from '../../platform/zones.ts'
import type { GrantedSoFar } from '../rules.ts'
import type { RemedyTable } from '../tables.ts'
import type { AuthorityLedgerTable } from './tables.ts'

type LedgerRow = Insertable<AuthorityLedgerTable>
type AboutRemedy = Pick<Insertable<RemedyTable>, 'id' | 'kind' | 'amount_fen'>
type Written = { kind: LedgerKind; byId: string | null; at: Date } & Partial<
  Pick<LedgerRow, 'authority_id' | 'limit_id' | 'tier' | 'batch_id'>
>

/** A line of the ledger (台账): what happened to a remedy, on whose authority. */
export const ledgerRowOf = (complaintCase: Case, remedy: AboutRemedy, { kind, byId, at, ...rest }: Written): LedgerRow => ({
  tenant_id: complaintCase.tenant_id,
  id: newId(),
  case_id: complaintCase.id,
  cycle: complaintCase.cycle,
  event_no: complaintCase.event_no,
  at,
  by_id: byId,
  kind,
  remedy_id: remedy.id,
  remedy_kind: remedy.kind,
  amount_fen: remedy.amount_fen,
  authority_id: rest.authority_id ?? null,
  limit_id: rest.limit_id ?? null,
  category: complaintCase.category,
  tier: rest.tier ?? null,
  batch_id: rest.batch_id ?? null,
})

export const writeLedger = (tx: Tx, rows: LedgerRow[]) => tx.insertInto('authority_ledger').values(rows).execute()

const stands = sql`l.kind in ('granted', 'approved') and not exists (
  select 1 from authority_ledger b where b.tenant_id = l.tenant_id and b.remedy_id = l.remedy_id and b.kind = 'reversed')`

/** What stands granted on each case, by whomever, counted from the ledger. */
export async function grantedOnCases(tx: Tx, tenantId: string, caseIds: string[]): Promise<(caseId: string) => number> {
  const { rows } = await sql<{ id: string; fen: number }>`
    select case_id as id, sum(amount_fen)::bigint as fen from authority_ledger l
    where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) and ${stands} group by case_id`.execute(tx)
  const sums = new Map(rows.map(({ id, fen }) => [id, fen]))
  return (caseId) => sums.get(caseId) ?? 0
}

/** What a person granted today and this month, in the tenant's zone; counted from the ledger. */
export async function grantedBy(tx: Tx, tenantId: string, personId: string, at: Date): Promise<Pick<GrantedSoFar, 'dayFen' | 'monthFen'>> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const date = localDateOf(at, zone)
  const { rows } = await sql<{ dayFen: number; monthFen: number }>`
    select coalesce(sum(amount_fen) filter (where at >= ${startOfDay(date, zone)}), 0)::bigint as "dayFen",
      coalesce(sum(amount_fen), 0)::bigint as "monthFen"
    from authority_ledger l
    where tenant_id = ${tenantId} and authority_id = ${personId} and at >= ${startOfDay({ ...date, day: 1 }, zone)} and ${stands}`.execute(
    tx,
  )
  return rows[0] ?? { dayFen: 0, monthFen: 0 }
}
