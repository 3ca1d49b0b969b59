import { sql } from 'kysely'
import { textOfComplaint } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { subjectOfTurns } from './subject-of-turns.ts'

/** So much of a message is read: whoever writes more has said it by then. */
const readLength = 1_000

export type ReadMessage = { id: string; subject: string; text: string; at: Date; person: string; isCase: boolean }

/** The masked messages of these complaints and contacts, the oldest first; erased ones are left out. */
export async function readTexts(tx: Tx, tenantId: string, ids: readonly string[]): Promise<ReadMessage[]> {
  if (ids.length === 0) return []
  const { rows: cases } = await sql<ReadMessage>`
    select c.id, c.subject, left(coalesce(${textOfComplaint('c')}, ''), ${readLength}) as text, c.received_at as at,
      coalesce(c.customer_id, c.id) as person, true as "isCase"
    from complaint_case c
    where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[]) and c.erased_at is null`.execute(tx)
  const messages = [...cases, ...(await readContacts(tx, tenantId, ids))]
  return messages.sort((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1))
}

/** What the customers themselves said. */
async function readContacts(tx: Tx, tenantId: string, ids: readonly string[]): Promise<ReadMessage[]> {
  const { rows } = await sql<{ id: string; said: string[]; at: Date; person: string }>`
    select k.id, k.at, coalesce(k.customer_id, k.id) as person, ${saidBy('x')} as said
    from contact k join contact_text x on x.tenant_id = k.tenant_id and x.contact_id = k.id
    where k.tenant_id = ${tenantId} and k.id = any(${ids}::uuid[])`.execute(tx)
  return rows.map(({ id, said, at, person }) => ({
    id,
    subject: subjectOfTurns(said),
    text: said.join('\n').slice(0, readLength),
    at,
    person,
    isCase: false,
  }))
}

/** The masked turns of the customer, over an alias of `contact_text`. */
export const saidBy = (alias: string) => sql<string[]>`
  array(select turn ->> 'text' from jsonb_array_elements(${sql.ref(`${alias}.masked`)}) with ordinality as said (turn, no)
    where turn ->> 'by' = 'customer' order by no)`

export const dayNumberOf = (at: Date) => Math.floor(at.getTime() / 86_400_000)
