import type { IncomingContact } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import './tables.ts'

/**
 * 平均处理时长 of a person's talks, in seconds, as the telephone or chat system told it. Talks of complaints are left out, so that nobody hurries
 * an angry customer: those that became a case or say they complain, and those of customers with a case open at that time or begun within a day.
 * Source: docs/rules/training.md
 */
export async function handlingTimeOf(tx: Tx, tenantId: string, userId: string, from: Date, to?: Date) {
  const { rows } = await sql<{ talks: number; mean: number | null; left_out: number }>`
    select count(*) filter (where not of_complaint)::int as talks, (avg(handling_seconds) filter (where not of_complaint))::float as mean,
      count(*) filter (where of_complaint)::int as left_out
    from (
      select k.handling_seconds, (k.case_id is not null or coalesce(k.verdict = 'complained', false)
        or coalesce((k.reading ->> 'saysComplaint')::boolean, false)
        or exists (select 1 from complaint_case c where c.tenant_id = k.tenant_id and c.customer_id = k.customer_id
          and c.received_at <= k.at + interval '1 day' and (c.closed_at is null or c.closed_at >= k.at))) as of_complaint
      from contact k where k.tenant_id = ${tenantId} and k.staff_id = ${userId} and k.at >= ${from} ${to ? sql`and k.at < ${to}` : sql``} and k.handling_seconds is not null
    ) talk`.execute(tx)
  const { talks = 0, mean = null, left_out: leftOut = 0 } = rows[0] ?? {}
  return { talks, meanSeconds: mean === null ? null : Math.round(mean), leftOut }
}

/** Who talked, by user name. */
export async function staffOf({ tx, actor }: Pick<Act, 'tx' | 'actor'>, contacts: IncomingContact[]): Promise<Map<string, string>> {
  const names = [...new Set(contacts.flatMap(({ staff }) => (staff ? [staff.toLowerCase()] : [])))]
  if (names.length === 0) return new Map()
  const rows = await tx
    .selectFrom('user_account')
    .select(['id', 'username'])
    .where('tenant_id', '=', actor.tenantId)
    .where('username', 'in', names)
    .execute()
  return new Map(rows.map(({ id, username }) => [username, id]))
}
