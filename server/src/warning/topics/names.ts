import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleTopics } from './visible.ts'

/** Names of topics the person may see, by id; others are missing. */
export async function topicNames(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('topic')
    .select(['id', sql<string>`coalesce(name, title)`.as('name')])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', ids)
    .where(visibleTopics(tx, actor))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
