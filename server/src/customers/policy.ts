import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'

/** Does the person belong to a partner firm (合作方), in its own unit or one below it? */
export async function isPartner(tx: Tx, actor: Actor): Promise<boolean> {
  if (actor.unitId === null) return false
  const { rows } = await sql<{ partner: boolean }>`
    with recursive above as (
      select id, parent_id, kind from unit where tenant_id = ${actor.tenantId} and id = ${actor.unitId}
      union
      select u.id, u.parent_id, u.kind from unit u join above a on u.id = a.parent_id where u.tenant_id = ${actor.tenantId}
    )
    select exists (select 1 from above where kind = 'partner') as partner`.execute(tx)
  return rows[0]?.partner ?? false
}

/** May this person see personal data in full, with a reason? Never a partner firm's people, whatever their role says. */
export const mayReveal = async (tx: Tx, actor: Actor) => actor.permissions.has('customers:reveal') && !(await isPartner(tx, actor))

/** What the person may do to a customer, as the web gets it. */
export async function canOf(tx: Tx, actor: Actor) {
  const edit = actor.permissions.has('customers:edit')
  return { edit, merge: edit, reveal: await mayReveal(tx, actor) }
}
