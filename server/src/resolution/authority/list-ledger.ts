import type { LedgerKind, LedgerList, LedgerQuery, LedgerRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { startOfDay } from '../../platform/zones.ts'

/**
 * 台账: every proposal, grant, approval, refusal, reversal and payment, the newest first, with the sums of all that the filter finds.
 * @throws CURSOR_INVALID
 */
export async function listLedger(tx: Tx, actor: Actor, query: LedgerQuery): Promise<LedgerList> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', actor.tenantId).executeTakeFirstOrThrow()
  const found = filtered(tx, actor, query, zone)
  const sums = await sumsOf(found)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2)
  const rows = await found
    .select(['l.id', 'l.at', 'l.kind', 'l.amount_fen', 'l.remedy_id', 'l.remedy_kind', 'l.category', 'l.tier'])
    .select(['complaint_case.id as case_id', 'complaint_case.number', 'complaint_case.subject'])
    .select([personNamed('l', 'by_id').as('by'), personNamed('l', 'authority_id').as('authority')])
    .select((eb) =>
      eb
        .selectFrom('payment_batch as b')
        .select('b.no')
        .whereRef('b.tenant_id', '=', 'l.tenant_id')
        .whereRef('b.id', '=', 'l.batch_id')
        .as('batch_no'),
    )
    .$if(after !== null, (select) => select.where(() => sql<SqlBool>`(l.at, l.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('l.at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [row.at.toISOString(), row.id])
  const { count, ...shownSums } = sums
  return {
    rows: page.map(
      (row): LedgerRow => ({
        id: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        amountFen: row.amount_fen,
        remedyId: row.remedy_id,
        remedyKind: row.remedy_kind,
        case: { id: row.case_id, number: row.number, subject: row.subject },
        by: row.by,
        authority: row.authority,
        category: row.category,
        tier: row.tier,
        batchNo: row.batch_no,
      }),
    ),
    nextCursor,
    total: cappedTotal(count),
    sums: shownSums,
  }
}

function filtered(tx: Tx, actor: Actor, query: LedgerQuery, zone: string) {
  const { kind, caseId, personId, category, batchId, from, to } = query
  const person = personId === 'me' ? actor.userId : personId
  return tx
    .selectFrom('authority_ledger as l')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'l.tenant_id').onRef('complaint_case.id', '=', 'l.case_id'),
    )
    .where('l.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor) as never)
    .$if(kind !== undefined, (select) => select.where('l.kind', 'in', kind as LedgerKind[]))
    .$if(caseId !== undefined, (select) => select.where('l.case_id', '=', caseId as string))
    .$if(batchId !== undefined, (select) => select.where('l.batch_id', '=', batchId as string))
    .$if(person !== undefined, (select) =>
      select.where((eb) => eb.or([eb('l.by_id', '=', person as string), eb('l.authority_id', '=', person as string)])),
    )
    .$if(category !== undefined, (select) =>
      select.where((eb) => eb.or([eb('l.category', '=', category as string), eb('l.category', 'like', `${category}.%`)])),
    )
    .$if(from !== undefined, (select) => select.where('l.at', '>=', instantOf(from as string, zone)))
    .$if(to !== undefined, (select) => select.where('l.at', '<', instantOf(to as string, zone)))
}

/** A date is the beginning of that day in the tenant's zone. */
function instantOf(value: string, zone: string): Date {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!date) return new Date(value)
  const [year = 0, month = 0, day = 0] = date.slice(1).map(Number)
  return startOfDay({ year, month, day }, zone)
}

const fenOf = (kinds: LedgerKind[]) => sql<number>`coalesce(sum(l.amount_fen) filter (where l.kind = any(${kinds}::text[])), 0)::bigint`

async function sumsOf(found: ReturnType<typeof filtered>) {
  const row = await found
    .select([
      fenOf(['granted', 'approved']).as('given'),
      fenOf(['refused']).as('refusedFen'),
      fenOf(['reversed']).as('reversedFen'),
      fenOf(['paid']).as('paidFen'),
      sql<number>`count(*) filter (where l.kind in ('granted', 'approved'))`.as('grants'),
      sql<number>`count(*)`.as('count'),
    ])
    .executeTakeFirstOrThrow()
  const { given, ...rest } = row
  return { ...rest, grantedFen: given - row.reversedFen }
}
