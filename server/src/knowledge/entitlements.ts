import type { Entitlement, EntitlementChange, EntitlementInput, EntitlementList, EntitlementQuery } from '@zhiwei/contract'
import { foldText } from '@zhiwei/text'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOfNewest } from '../platform/keyset.ts'
import { todayOf } from './days.ts'
import { lawRef } from './detail.ts'
import type { EntitlementTable } from './tables.ts'

type Row = Omit<EntitlementTable, 'valid_from' | 'valid_to' | 'version'> & {
  valid_from: string
  valid_to: string | null
  version: number
  law: string | null
  article: string | null
  ends_on: string | null
  ended: boolean
}

/** The register; `on`: only what holds on that day. */
export async function entitlementRows(
  tx: Tx,
  tenantId: string,
  today: string,
  { on, id }: { on?: string; id?: string } = {},
): Promise<Entitlement[]> {
  const { rows } = await sql<Row>`
    select e.*, e.valid_from::text as valid_from, e.valid_to::text as valid_to, l.law, l.article, l.ends_on::text as ends_on,
      coalesce(l.ends_on <= ${today}::date, false) as ended
    from entitlement e left join law_article l on l.tenant_id = e.tenant_id and l.id = e.law_id
    where e.tenant_id = ${tenantId} ${
      on === undefined
        ? sql``
        : sql`and e.valid_from <= ${on}::date and (e.valid_to is null or e.valid_to >= ${on}::date)
      and (l.ends_on is null or l.ends_on > ${on}::date)`
    }
      ${id === undefined ? sql`` : sql`and e.id = ${id}`}
    order by e.at desc, e.id desc limit 1000`.execute(tx)
  return rows.map((row) => shown(row, today))
}

function shown(row: Row, today: string): Entitlement {
  const law =
    row.law_id && row.law ? lawRef({ id: row.law_id, law: row.law, article: row.article, ends_on: row.ends_on, ended: row.ended }) : null
  const isOver = (row.valid_to !== null && row.valid_to < today) || law?.ended === true
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    clause: row.clause,
    lawId: row.law_id,
    law,
    tiers: row.tiers,
    categories: row.categories,
    products: row.products,
    remedy: row.remedy,
    maxFen: row.max_fen,
    withinDays: row.within_days,
    conditions: row.conditions,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
    state: isOver ? 'ended' : row.valid_from > today ? 'coming' : 'inForce',
    version: row.version,
  }
}

/** 权益登记, newest first. @throws CURSOR_INVALID */
export async function listEntitlements(
  tx: Tx,
  tenantId: string,
  query: z.infer<typeof EntitlementQuery>,
  today: string,
): Promise<EntitlementList> {
  const folded = query.q ? foldText(query.q) : ''
  const found = folded ? sql`and position(${folded} in lower(e.title || ' ' || e.clause)) > 0` : sql``
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const paged = after ? sql`and (e.at, e.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : sql``
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from entitlement e where e.tenant_id = ${tenantId} ${found} limit ${countCap + 1}) as counted`.execute(
    tx,
  )
  const { rows } = await sql<Row>`
    select e.*, e.valid_from::text as valid_from, e.valid_to::text as valid_to, l.law, l.article, l.ends_on::text as ends_on,
      coalesce(l.ends_on <= ${today}::date, false) as ended
    from entitlement e left join law_article l on l.tenant_id = e.tenant_id and l.id = e.law_id
    where e.tenant_id = ${tenantId} ${found} ${paged} order by e.at desc, e.id desc limit ${query.limit + 1}`.execute(tx)
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, today)), nextCursor, total: cappedTotal(counted[0]?.count ?? 0) }
}

const columnsOf = (input: z.infer<typeof EntitlementInput>) => ({
  kind: input.kind,
  title: input.title,
  clause: input.clause,
  law_id: input.lawId,
  tiers: input.tiers,
  categories: input.categories,
  products: input.products,
  remedy: input.remedy,
  max_fen: input.maxFen,
  within_days: input.withinDays,
  conditions: input.conditions,
  valid_from: input.validFrom,
  valid_to: input.validTo,
  source: input.source,
})

/** 登记权益. @throws INPUT_INVALID */
export async function addEntitlement({ tx, actor, now }: Act, input: z.infer<typeof EntitlementInput>): Promise<Entitlement> {
  const { tenantId } = actor
  await requireSound(tx, tenantId, input)
  const id = newId()
  await tx
    .insertInto('entitlement')
    .values({ tenant_id: tenantId, id, at: now, ...columnsOf(input), made_by: actor.userId, starter: null })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'entitlement.added', actorId: actor.userId, subjectId: id, facts: { kind: input.kind }, at: now })
  return one(tx, tenantId, id, now)
}

/** 修改权益. What was checked before keeps the words it had. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function changeEntitlement(
  { tx, actor, now }: Act,
  id: string,
  { version, ...input }: z.infer<typeof EntitlementChange>,
): Promise<Entitlement> {
  const { tenantId } = actor
  await requireSound(tx, tenantId, input)
  const changed = await tx
    .updateTable('entitlement')
    .set({ ...columnsOf(input), version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) {
    await one(tx, tenantId, id, now)
    throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  }
  await recordAudit(tx, {
    tenantId,
    kind: 'entitlement.changed',
    actorId: actor.userId,
    subjectId: id,
    facts: { kind: input.kind },
    at: now,
  })
  return one(tx, tenantId, id, now)
}

async function requireSound(tx: Tx, tenantId: string, { lawId, kind, validFrom, validTo }: z.infer<typeof EntitlementInput>) {
  if (validTo !== null && validTo < validFrom) throw invalidInput('#/validTo', '失效日期早于生效日期')
  if (kind === 'law' && lawId === null) throw invalidInput('#/lawId', '请选择依据的法规')
  if (lawId === null) return
  const law = await tx.selectFrom('law_article').select('id').where('tenant_id', '=', tenantId).where('id', '=', lawId).executeTakeFirst()
  if (!law) throw invalidInput('#/lawId', '没有这条法规')
}

async function one(tx: Tx, tenantId: string, id: string, now: Date): Promise<Entitlement> {
  const [row] = await entitlementRows(tx, tenantId, await todayOf(tx, tenantId, now), { id })
  if (!row) throw new AppError('NOT_FOUND', '没有这项权益')
  return row
}
