import type { PortraitCase, UsefulReason } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { scoresHiddenOf, seesAll, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { endOf } from './rules.ts'

/** So many of a customer's newest complaints are looked at: who complains oftener is no matter of a portrait. */
const mostCases = 100

export type Told = PortraitCase & { at: Date }
type Granted = { kind: PortraitCase['remedies'][number]['kind']; amountFen: number }
type Said = { score: number | null; solved: boolean | null; at: string }

/**
 * The customer's complaints this person may see, newest first, with what was granted and how each ended. Scores are kept from whom they are about; that
 * a customer confirmed on the phone is told to everybody who sees the case.
 */
export async function complaintsOf(tx: Tx, actor: Actor, customerId: string): Promise<Told[]> {
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'excerpt', 'category', 'product', 'status', 'received_at', 'finding'])
    .select(scoresHiddenOf(actor).as('hidden'))
    .select(
      sql<Granted[]>`coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'amountFen', r.amount_fen) order by r.event_no)
        from remedy r where r.tenant_id = complaint_case.tenant_id and r.case_id = complaint_case.id and r.state = 'granted'), '[]')`.as(
        'remedies',
      ),
    )
    .select(
      sql<Said | null>`(select jsonb_build_object('score', f.satisfaction, 'solved', f.verdict = 'resolved', 'at', f.at) from follow_up f
        where f.tenant_id = complaint_case.tenant_id and f.case_id = complaint_case.id and f.verdict <> 'unreached'
        order by f.event_no desc limit 1)`.as('called'),
    )
    .select(
      sql<Said | null>`(select jsonb_build_object('score', s.satisfaction, 'solved', s.solved, 'at', s.answered_at) from survey s
        where s.tenant_id = complaint_case.tenant_id and s.case_id = complaint_case.id and s.answered_at is not null
        order by s.cycle desc limit 1)`.as('answered'),
    )
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where('erased_at', 'is', null)
    .where('merged_into', 'is', null)
    .where(visibleCases(actor))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostCases)
    .execute()
  return rows.map(({ received_at, excerpt, subject, hidden, called, answered, ...row }) => {
    const said = hidden ? called && { ...called, score: null } : lastSaid(called, answered)
    const score = said?.score ?? null
    return {
      ...row,
      subject: subject || excerpt,
      receivedAt: received_at.toISOString(),
      at: received_at,
      score,
      end: said ? endOf({ score, solved: said.solved }) : null,
    }
  })
}

/** What the customer said last; a call without a score leaves that of the survey standing. */
function lastSaid(called: Said | null, answered: Said | null): Said | null {
  if (!called || !answered) return called ?? answered
  const [first, last] = new Date(called.at) < new Date(answered.at) ? [called, answered] : [answered, called]
  return { ...last, score: last.score ?? (last.solved === false ? null : first.score) }
}

export type CustomerFacts = Awaited<ReturnType<typeof factsOf>>

/** What is known beside the complaints; contacts only to who sees everything. */
export async function factsOf(tx: Tx, actor: Actor, customerId: string) {
  const { tenantId } = actor
  const whole = seesAll(actor)
  const customer = await tx
    .selectFrom('customer')
    .select(['id', 'tier', 'lifecycle', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sql<string>`(select coalesce(merged_into, id) from customer where tenant_id = ${tenantId} and id = ${customerId})`)
    .executeTakeFirst()
  if (!customer) return null
  const contacts = await tx
    .selectFrom('contact')
    .select([
      sql<number>`count(*)`.as('count'),
      sql<Date | null>`min(at)`.as('first'),
      sql<Date | null>`max(at)`.as('last'),
      sql<string[]>`coalesce(array_agg(distinct product) filter (where product is not null), '{}')`.as('products'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customer.id)
    .where(sql<SqlBool>`${whole}`)
    .executeTakeFirstOrThrow()
  const unhappy = await tx
    .selectFrom('latent_customer')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customer.id)
    .where('ended_at', 'is', null)
    .where(sql<SqlBool>`${whole}`)
    .executeTakeFirst()
  return { ...customer, contacts, unhappyContact: unhappy !== undefined }
}

/** The newest after-care of each purpose: open, or when it was done. */
export async function careGivenTo(tx: Tx, tenantId: string, customerId: string) {
  const { rows } = await sql<{ purpose: string; open_id: string | null; last_at: Date | null }>`
    select purpose, (array_agg(id order by at desc) filter (where done_at is null))[1] as open_id, max(done_at) as last_at from care_task
    where tenant_id = ${tenantId} and customer_id = ${customerId} and purpose <> 'latent' group by purpose`.execute(tx)
  return new Map(rows.map((row) => [row.purpose, { openTaskId: row.open_id, lastAt: row.last_at?.toISOString() ?? null }]))
}

/** 有用的投诉: an action came of it. Titles are for who may read actions. */
export async function usefulnessOf(tx: Tx, actor: Actor, caseId: string): Promise<UsefulReason[]> {
  if (!seesAll(actor)) return []
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from action where tenant_id = ${actor.tenantId} and ${caseId}::uuid = any(case_ids) and approved_by is not null
    order by at limit 5`.execute(tx)
  return rows.map(({ id, title }) => ({ code: 'action' as const, id, title }))
}

export async function thanksOn(tx: Tx, tenantId: string, caseId: string) {
  const { rows } = await sql<{ amountFen: number; at: Date; by: { id: string; name: string } | null }>`
    select r.amount_fen as "amountFen", r.at, (select jsonb_build_object('id', u.id, 'name', u.name) from user_account u
      where u.tenant_id = r.tenant_id and u.id = r.by_id) as by
    from remedy r where r.tenant_id = ${tenantId} and r.case_id = ${caseId} and r.kind = 'thanks' and r.state in ('granted', 'awaitingApproval') limit 1`.execute(
    tx,
  )
  const [row] = rows
  return row ? { ...row, at: row.at.toISOString() } : null
}
