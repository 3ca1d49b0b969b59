import { isSameMatter, type Signature, signatureOf } from '@zhiwei/text'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Act } from './act.ts'
import type { NewCase } from './register.ts'
import { wordsOf } from './words.ts'

const repeatMs = 30 * 86_400_000
/** A customer's newest complaints that a new one is compared with, beside any in the very same words. */
const comparedAtMost = 5

type Row = { newCase: NewCase & { id: string }; hash: Buffer; at: Date; length: number; words: () => Signature }
type Earlier = { id: string; at: Date; isEqual: boolean; length: number; words: () => Signature }

/**
 * 重复投诉: notices which complaints repeat another of the same customer within 30 days, word for word or in nearly the same words, stored
 * before or earlier among themselves.
 */
export async function withRepeats(act: Pick<Act, 'tx' | 'actor' | 'now'>, cases: NewCase[]): Promise<NewCase[]> {
  const rows = cases.map((newCase) => rowOf(newCase, act.now))
  const named = rows.filter(({ newCase }) => newCase.customerId !== null)
  if (named.length === 0) return cases
  const stored = await storedBefore(act, named)
  const among = new Map<string, Row[]>()
  for (const row of named) {
    const customerId = row.newCase.customerId ?? ''
    const inBatch = (among.get(customerId) ?? []).filter(({ at }) => Math.abs(row.at.getTime() - at.getTime()) <= repeatMs)
    const earlier = [
      ...(stored.get(row.newCase.id) ?? []),
      ...inBatch
        .slice(-comparedAtMost)
        .map((other) => ({ ...other, id: other.newCase.id, isEqual: other.hash.equals(row.hash), length: other.length })),
    ]
    row.newCase.duplicateOf ??= repeatedBy(row, earlier)
    among.set(customerId, [...inBatch, row])
  }
  return rows.map(({ newCase }) => newCase)
}

function rowOf(newCase: NewCase, now: Date): Row {
  const { text, receivedAt } = newCase.complaint
  const words = newCase.words ?? wordsOf(newCase.complaint)
  return {
    newCase: { ...newCase, id: newCase.id ?? newId(), words },
    hash: words.textHash,
    length: text.length,
    at: receivedAt ? new Date(receivedAt) : now,
    words: () => words.signature,
  }
}

/** The newest one it says the same as. */
function repeatedBy(row: Row, earlier: Earlier[]): string | null {
  const newestFirst = earlier.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return (
    newestFirst.find(({ isEqual, length, words }) => isEqual || (areOfOneSize(row.length, length) && isSameMatter(row.words(), words())))
      ?.id ?? null
  )
}

/** Cheaper than a look at the words: of texts that say the same neither is much more than twice the other. */
const areOfOneSize = (a: number, b: number) => Math.min(a, b) * 2.5 >= Math.max(a, b)

async function storedBefore({ tx, actor }: Pick<Act, 'tx' | 'actor'>, named: Row[]): Promise<Map<string, Earlier[]>> {
  const { rows } = await sql<{ id: string; of_id: string; at: Date; is_equal: boolean; text: string | null }>`${inputOf(named)}
    select i.id, same.id as of_id, same.received_at as at, same.text_hash = i.hash as is_equal,
      case when same.text_hash <> i.hash then (
        select t.masked ->> 'text' from case_text t where t.tenant_id = ${actor.tenantId} and t.case_id = same.id and t.event_no = 1) end as text
    from i
    cross join lateral (
      (select c.id, c.text_hash, c.received_at from complaint_case c
       where c.tenant_id = ${actor.tenantId} and c.customer_id = i.customer_id and c.text_hash = i.hash and c.received_at between i.since and i.at
       order by c.received_at desc limit 1)
      union
      (select c.id, c.text_hash, c.received_at from complaint_case c
       where c.tenant_id = ${actor.tenantId} and c.customer_id = i.customer_id and c.received_at between i.since and i.at
       order by c.received_at desc limit ${comparedAtMost})
    ) same`.execute(tx)
  const found = Map.groupBy(rows, (row) => row.id)
  return new Map(
    [...found].map(([id, earlier]) => [
      id,
      earlier.map((row) => ({
        id: row.of_id,
        at: row.at,
        isEqual: row.is_equal,
        length: row.text?.length ?? 0,
        words: once(() => signatureOf(row.text ?? '')),
      })),
    ]),
  )
}

/** One row stands in the statement by itself: of arrays PostgreSQL expects many, and would plan for each anew. */
function inputOf([first, ...others]: Row[]) {
  const since = ({ at }: Row) => new Date(at.getTime() - repeatMs)
  if (first && others.length === 0)
    return sql`-- prepared: find_repeated_one
    with i as (select ${first.newCase.id}::uuid as id, ${first.newCase.customerId}::uuid as customer_id, ${first.hash}::bytea as hash,
      ${since(first)}::timestamptz as since, ${first.at}::timestamptz as at)`
  const named = first ? [first, ...others] : []
  return sql`-- prepared: find_repeated
    with i as (select * from unnest(${named.map(({ newCase }) => newCase.id)}::uuid[], ${named.map(({ newCase }) => newCase.customerId)}::uuid[],
      ${named.map(({ hash }) => hash)}::bytea[], ${named.map(since)}::timestamptz[], ${named.map(({ at }) => at)}::timestamptz[]) as r (id, customer_id, hash, since, at))`
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
