import type { PaymentBatch, PaymentBatchList } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, decodeCursor, pageOf } from '../../platform/keyset.ts'

/** Remedies that are money in hand; a discount or a repair is nothing for the cashier. */
const paidKinds = ['refund', 'compensation', 'other', 'thanks']
const mostPayments = 5_000

const payable = (tenantId: string) => sql`
  select r.id from remedy r join complaint_case c on c.tenant_id = r.tenant_id and c.id = r.case_id
  where r.tenant_id = ${tenantId} and r.state = 'granted' and r.amount_fen > 0 and r.kind = any(${paidKinds}::text[])
    and c.status not in ('withdrawn', 'declined') and c.erased_at is null and c.origin = 'live'
    and not exists (select 1 from authority_ledger l where l.tenant_id = r.tenant_id and l.remedy_id = r.id and l.kind in ('paid', 'reversed'))`

/**
 * 付款批次: puts every granted payment that is in no batch yet into a new one and marks them as paid in the ledger. Of two at once the second
 * finds nothing; the ledger's own index holds that nothing is paid twice.
 * @throws NOTHING_TO_PAY
 */
export async function makeBatch(tx: Tx, actor: Pick<Actor, 'tenantId' | 'userId'>, now: Date): Promise<PaymentBatch> {
  const { tenantId, userId } = actor
  // One file after the other: the second waits, and finds what the first has left.
  await sql`select 1 from authority_setting where tenant_id = ${tenantId} for update`.execute(tx)
  const { rows: due } = await sql<{ id: string }>`
    ${payable(tenantId)} and r.decided_at <= ${now} order by r.decided_at, r.id limit ${mostPayments} for update of r`.execute(tx)
  if (due.length === 0) throw new AppError('NOTHING_TO_PAY', '已生效的补偿都已在付款批次里')
  const last = await tx
    .selectFrom('payment_batch')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  const id = newId()
  await tx
    .insertInto('payment_batch')
    .values({ tenant_id: tenantId, id, no: (last?.no ?? 0) + 1, at: now, by_id: userId })
    .execute()
  const ids = due.map((remedy) => remedy.id)
  await sql`
    insert into authority_ledger (tenant_id, id, case_id, cycle, event_no, at, by_id, kind, remedy_id, remedy_kind, amount_fen, category, batch_id)
    select r.tenant_id, n.id, r.case_id, r.cycle, r.event_no, ${now}, ${userId}, 'paid', r.id, r.kind, r.amount_fen, c.category, ${id}
    from unnest(${ids}::uuid[], ${ids.map(() => newId())}::uuid[]) as n (remedy_id, id)
    join remedy r on r.tenant_id = ${tenantId} and r.id = n.remedy_id
    join complaint_case c on c.tenant_id = r.tenant_id and c.id = r.case_id`.execute(tx)
  await recordAudit(tx, { tenantId, kind: 'paymentBatch.made', actorId: userId, subjectId: id, facts: { payments: ids.length }, at: now })
  return findBatch(tx, tenantId, id)
}

const batches = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('payment_batch as b')
    .select(['b.id', 'b.no', 'b.at', personNamed('b', 'by_id').as('by')])
    .select([sumOf(sql`count(*)`).as('payments'), sumOf(sql`coalesce(sum(l.amount_fen), 0)::bigint`).as('amountFen')])
    .where('b.tenant_id', '=', tenantId)

const sumOf = (what: ReturnType<typeof sql>) => sql<number>`(
  select ${what} from authority_ledger l where l.tenant_id = b.tenant_id and l.batch_id = b.id and l.kind = 'paid')`

type Row = { id: string; no: number; at: Date; by: { id: string; name: string } | null; payments: number; amountFen: number }
const shown = ({ at, ...row }: Row): PaymentBatch => ({ ...row, at: at.toISOString() })

/** @throws NOT_FOUND */
export async function findBatch(tx: Tx, tenantId: string, id: string): Promise<PaymentBatch> {
  const row = await batches(tx, tenantId).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个付款批次')
  return shown(row)
}

/** The newest first, with what the next one would hold. @throws CURSOR_INVALID */
export async function listBatches(
  tx: Tx,
  tenantId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PaymentBatchList> {
  const after = cursor === undefined ? null : Number(decodeCursor(cursor, 1)[0])
  const rows = await batches(tx, tenantId)
    .$if(after !== null, (select) => select.where('b.no', '<', after as number))
    .orderBy('b.no', 'desc')
    .limit(limit + 1)
    .execute()
  const { count } = await tx
    .selectFrom('payment_batch')
    .select(sql<number>`count(*)`.as('count'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOf(rows, limit, (row) => [row.no])
  return { rows: page.map(shown), nextCursor, total: cappedTotal(count), waiting: await waitingToPay(tx, tenantId) }
}

async function waitingToPay(tx: Tx, tenantId: string) {
  const { rows } = await sql<{ payments: number; amountFen: number }>`
    select count(*) as payments, coalesce(sum(amount_fen), 0)::bigint as "amountFen" from remedy
    where tenant_id = ${tenantId} and id in (${payable(tenantId)})`.execute(tx)
  return rows[0] ?? { payments: 0, amountFen: 0 }
}
