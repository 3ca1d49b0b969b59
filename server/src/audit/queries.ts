import type { AuditRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { isUuid } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'

/** What has a name of its own. */
const named = ['user_account', 'role', 'unit', 'api_token', 'work_calendar', 'channel_account', 'webhook_in', 'webhook_out', 'peak_mode']
const namesOfSubject = named.map(
  (table) => sql`(select n.name from ${sql.table(table)} n where n.tenant_id = a.tenant_id and n.id = a.subject_id)`,
)

export type AuditFilter = {
  kind?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * The record, newest first, from `from` on and before `to`. Ids are made in the order of time, so they are the key of the pages.
 * @throws CURSOR_INVALID
 */
export async function findAuditRecords(tx: Tx, tenantId: string, filter: AuditFilter) {
  let matching = tx.selectFrom('audit_record as a').where('a.tenant_id', '=', tenantId)
  if (filter.kind) matching = matching.where('a.kind', '=', filter.kind)
  if (filter.from) matching = matching.where('a.at', '>=', new Date(filter.from))
  if (filter.to) matching = matching.where('a.at', '<', new Date(filter.to))

  const counted = await tx
    .selectFrom(
      matching
        .select('a.id')
        .limit(countCap + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()

  let page = matching
    .select(['a.id', 'a.at', 'a.kind', 'a.subject_id', 'a.facts', 'a.reason'])
    .select([
      sql<string | null>`(select u.name from user_account u where u.tenant_id = a.tenant_id and u.id = a.actor_id)`.as('by'),
      sql<string | null>`coalesce(${sql.join(namesOfSubject)}, a.subject_id::text)`.as('subject'),
    ])
  if (filter.cursor) page = page.where('a.id', '<', idOf(filter.cursor))
  const rows = await page
    .orderBy('a.id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const { page: found, nextCursor } = pageOf(rows, filter.limit, (row) => [row.id])
  return { rows: found.map(auditRowOf), nextCursor, total: cappedTotal(counted.count) }
}

function idOf(cursor: string) {
  const [id] = decodeCursor(cursor, 1)
  if (typeof id !== 'string' || !isUuid(id)) throw new AppError('CURSOR_INVALID', '请从第一页重新打开列表')
  return id
}

type Found = {
  id: string
  at: Date
  kind: string
  by: string | null
  subject: string | null
  facts: Record<string, unknown>
  reason: string | null
}

const auditRowOf = ({ id, at, kind, by, subject, facts, reason }: Found): AuditRow => ({
  id,
  at: at.toISOString(),
  kind,
  by,
  subject,
  facts,
  reason,
})
