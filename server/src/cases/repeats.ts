import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Act } from './act.ts'
import { type NewCase, textHashOf } from './register.ts'

const repeatDays = 30

/**
 * 重复投诉: notices, for many complaints at once, which repeat another of the same customer word for word within 30 days, stored before
 * or earlier among themselves.
 */
export async function withRepeats({ tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>, cases: NewCase[]): Promise<NewCase[]> {
  const rows = cases.map((newCase) => ({
    newCase: { ...newCase, id: newCase.id ?? newId() },
    hash: textHashOf(newCase.complaint.text),
    at: newCase.complaint.receivedAt ? new Date(newCase.complaint.receivedAt) : now,
  }))
  const named = rows.filter(({ newCase }) => newCase.customerId !== null)
  if (named.length === 0) return cases
  const { rows: found } = await sql<{ id: string; of_id: string }>`
    select i.id, same.id as of_id
    from unnest(${named.map(({ newCase }) => newCase.id)}::uuid[], ${named.map(({ newCase }) => newCase.customerId)}::uuid[],
      ${named.map(({ hash }) => hash)}::bytea[], ${named.map(({ at }) => at)}::timestamptz[]) as i (id, customer_id, hash, at)
    cross join lateral (
      select c.id from complaint_case c
      where c.tenant_id = ${actor.tenantId} and c.customer_id = i.customer_id and c.text_hash = i.hash
        and c.received_at between i.at - make_interval(days => ${repeatDays}) and i.at
      order by c.received_at desc limit 1
    ) same`.execute(tx)
  const stored = new Map(found.map((row) => [row.id, row.of_id]))
  const seen = new Map<string, { id: string; at: Date }>()
  for (const { newCase, hash, at } of named) {
    const key = `${newCase.customerId} ${hash.toString('hex')}`
    const earlier = seen.get(key)
    const isRepeat = earlier && Math.abs(at.getTime() - earlier.at.getTime()) <= repeatDays * 86_400_000
    newCase.duplicateOf ??= stored.get(newCase.id) ?? (isRepeat ? earlier.id : null)
    seen.set(key, { id: newCase.id, at })
  }
  return rows.map(({ newCase }) => newCase)
}
