import type { WebhookDelivery, WebhookDeliveryState, WebhookReceipt } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'

const keptDays = 30
type Page = { limit: number; cursor?: string | undefined }

const caseNamed = (alias: 'r' | 'd') =>
  sql<{ id: string; number: string } | null>`(
    select jsonb_build_object('id', c.id, 'number', c.number) from complaint_case c
    where c.tenant_id = ${sql.ref(`${alias}.tenant_id`)} and c.id = ${sql.ref(`${alias}.case_id`)})`.as('case')

/** 接收记录 */
export async function receiptsOf(tx: Tx, tenantId: string, webhookId: string, page: Page) {
  const rows = tx.selectFrom('webhook_received as r').where('r.tenant_id', '=', tenantId).where('r.webhook_id', '=', webhookId)
  const found = await rows.selectAll('r').select(caseNamed('r')).$call(newestFirst('r', page)).execute()
  const { page: shown, nextCursor } = pageOfNewest(found, page.limit)
  const { count } = await tx
    .selectFrom(
      rows
        .select('r.id')
        .limit(countCap + 1)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return {
    rows: shown.map(
      ({ id, at, outcome, problem, ...row }): WebhookReceipt => ({ id, at: at.toISOString(), outcome, problem, case: row.case }),
    ),
    nextCursor,
    total: cappedTotal(count),
  }
}

/** 推送记录 */
export async function deliveriesOf(
  tx: Tx,
  tenantId: string,
  webhookId: string,
  query: Page & { state?: WebhookDeliveryState | undefined },
) {
  let rows = tx.selectFrom('webhook_delivery as d').where('d.tenant_id', '=', tenantId).where('d.webhook_id', '=', webhookId)
  if (query.state) rows = rows.where('d.state', '=', query.state)
  const found = await rows.selectAll('d').select(caseNamed('d')).$call(newestFirst('d', query)).execute()
  const { page, nextCursor } = pageOfNewest(found, query.limit)
  const { count } = await tx
    .selectFrom(
      rows
        .select('d.id')
        .limit(countCap + 1)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return {
    rows: page.map(
      (row): WebhookDelivery => ({
        id: row.id,
        seq: row.seq,
        kind: row.kind,
        case: row.case,
        state: row.state,
        at: row.at.toISOString(),
        tries: row.tries,
        status: row.status,
        error: row.error,
      }),
    ),
    nextCursor,
    total: cappedTotal(count),
  }
}

/** What was delivered and received is kept a month; dead letters until somebody has dealt with them. */
export async function forgetWebhookLog({ database, clock }: Deps, tenantId: string) {
  const before = new Date(clock().getTime() - keptDays * 86_400_000)
  const db = database.tenant(tenantId)
  await db.deleteFrom('webhook_received').where('tenant_id', '=', tenantId).where('at', '<', before).execute()
  await db
    .deleteFrom('webhook_delivery')
    .where('tenant_id', '=', tenantId)
    .where('at', '<', before)
    .where('state', '=', 'delivered')
    .execute()
}
