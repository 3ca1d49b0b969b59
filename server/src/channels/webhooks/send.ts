import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { callOutside } from '../../platform/outgoing.ts'
import { keyOf } from './receive.ts'
import { validSecrets } from './secrets.ts'
import { signatureHeaders } from './sign.ts'
import type { WebhookOutRow } from './tables.ts'

/** Minutes until the next try; after the last of them the event is given up (死信). Source: docs/rules/webhooks.md */
export const backOffMinutes = [1, 5, 15, 60, 240, 720, 1_440]
const claimMs = 60_000
/** Events told to one address in one sweep. */
const mostAtOnce = 25
const spokenKinds: readonly EventKind[] = ['case.answered', 'case.messageSent']

type Told = { seq: number; kind: EventKind; caseId: string; no: number; at: Date; facts: Record<string, unknown> }

/**
 * 推送事件: tells each address what happened, in the order of the sealed feed: the next event waits until the one before it was taken or given up.
 * An address is one worker's at a time; after a kill the event that was under way is told again, with the same id.
 */
export async function deliverWebhooks(deps: Deps, tenantId: string): Promise<void> {
  const db = deps.database.tenant(tenantId)
  const open = await db.selectFrom('webhook_out').select('id').where('tenant_id', '=', tenantId).where('is_open', '=', true).execute()
  for (const { id } of open) {
    const hook = await claim(deps, tenantId, id)
    if (!hook) continue
    try {
      if (await tellInOrder(deps, hook)) await tellAgain(deps, hook)
    } finally {
      await db.updateTable('webhook_out').set({ claimed_until: null }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
    }
  }
}

function claim({ database, clock }: Deps, tenantId: string, id: string) {
  const now = clock()
  return database
    .tenant(tenantId)
    .updateTable('webhook_out')
    .set({ claimed_until: new Date(now.getTime() + claimMs) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('next_at', '<=', now)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
    .returningAll()
    .executeTakeFirst()
}

/** @returns false where an event hangs */
async function tellInOrder(deps: Deps, hook: WebhookOutRow): Promise<boolean> {
  const { tenant_id: tenantId, id } = hook
  const db = deps.database.tenant(tenantId)
  let { tries } = hook
  for (const event of await eventsAfter(deps, hook)) {
    const { status, error } = await tell(deps, hook, event)
    const now = deps.clock()
    tries += 1
    const wait = backOffMinutes[tries - 1]
    const hangs = error !== null && wait !== undefined
    const state = error === null ? ('delivered' as const) : hangs ? ('trying' as const) : ('dead' as const)
    const change = { state, at: now, tries, status, error }
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('webhook_delivery')
        .values({ tenant_id: tenantId, id: newId(), webhook_id: id, seq: event.seq, kind: event.kind, case_id: event.caseId, ...change })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'webhook_id', 'seq']).doUpdateSet(change))
        .execute()
      await tx
        .updateTable('webhook_out')
        .set({
          tries: hangs ? tries : 0,
          last_error: error,
          ...(hangs ? { next_at: new Date(now.getTime() + wait * 60_000) } : { position: event.seq }),
          ...(error === null && { last_ok_at: now }),
          claimed_until: new Date(now.getTime() + claimMs),
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute()
    })
    if (hangs) return false
    tries = 0
  }
  return true
}

async function eventsAfter({ database }: Deps, { tenant_id: tenantId, kinds, position }: WebhookOutRow): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select seq, kind, case_id as "caseId", no, at, facts from case_event
    where tenant_id = ${tenantId} and seq > ${position} and kind = any(${kinds}) order by seq limit ${mostAtOnce}`.execute(
    database.tenant(tenantId),
  )
  return rows
}

/** 重放: dead letters somebody asked to be told again, behind what is told in order. One that fails is dead once more. */
async function tellAgain(deps: Deps, hook: WebhookOutRow) {
  const { tenant_id: tenantId, id } = hook
  const db = deps.database.tenant(tenantId)
  const { rows } = await sql<Told & { deliveryId: string; tries: number }>`
    select d.id as "deliveryId", d.tries, e.seq, e.kind, e.case_id as "caseId", e.no, e.at, e.facts from webhook_delivery d
    join case_event e on e.tenant_id = d.tenant_id and e.seq = d.seq
    where d.tenant_id = ${tenantId} and d.webhook_id = ${id} and d.state = 'again' order by d.seq limit ${mostAtOnce}`.execute(db)
  for (const { deliveryId, tries, ...event } of rows) {
    const { status, error } = await tell(deps, hook, event)
    await db
      .updateTable('webhook_delivery')
      .set({ state: error === null ? 'delivered' : 'dead', at: deps.clock(), tries: tries + 1, status, error })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', deliveryId)
      .execute()
  }
}

async function tell(deps: Deps, hook: WebhookOutRow, event: Told): Promise<{ status: number | null; error: string | null }> {
  try {
    const body = JSON.stringify(await bodyOf(deps, hook, event))
    const now = deps.clock()
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'zhiwei-webhook',
      ...signatureHeaders(validSecrets(deps.keys, hook, now), body, now),
    }
    const { status } = await callOutside('POST', deps.keys.decrypt(hook.address_cipher), body, deps.config.outgoingAllow, { headers })
    if (status >= 200 && status < 300) return { status, error: null }
    return { status, error: status >= 300 && status < 400 ? `对方要求跳转（${status}），不跟随` : `对方答复 ${status}` }
  } catch (error) {
    return { status: null, error: (error instanceof Error ? error.message : String(error)).slice(0, 300) }
  }
}

/** Ids, codes and numbers; what was said to the customer only where the subscription asks for it, masked. */
async function bodyOf({ database }: Deps, hook: WebhookOutRow, event: Told) {
  const { tenant_id: tenantId } = hook
  const db = database.tenant(tenantId)
  const { rows } = await sql<Record<string, string | number | null>>`
    select id, number, channel, external_id as "externalId", status, category, severity, stage, priority, cycle, version
    from complaint_case where tenant_id = ${tenantId} and id = ${event.caseId}`.execute(db)
  const said =
    hook.with_texts && spokenKinds.includes(event.kind)
      ? await sql<{ masked: { text?: string } | null }>`
          select masked from case_text where tenant_id = ${tenantId} and case_id = ${event.caseId} and event_no = ${event.no}`.execute(db)
      : null
  const text = said?.rows[0]?.masked?.text
  return {
    id: `${keyOf(tenantId, hook.id).slice(32)}-${event.seq}`,
    event: event.kind,
    seq: event.seq,
    at: event.at.toISOString(),
    case: rows[0] ?? { id: event.caseId },
    facts: event.facts,
    ...(text !== undefined && { text }),
  }
}
