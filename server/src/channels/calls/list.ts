import type { CallListQuery, CallRow, CurrentCalls } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { visibleCases } from '../../cases/index.ts'
import { customerNames, phonesOf } from '../../customers/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { complaintGroupOf, extensionOf } from './extensions.ts'
import { hashOfNumber } from './numbers.ts'
import { silentAfterMs, talkSecondsOf } from './rules.ts'
import type { CallSources } from './sources.ts'
import type { PhoneCall } from './tables.ts'

const mostCurrent = 3

/** Who reads all calls; others their own, those nobody took (to call back), and those waiting for the complaint group they belong to. */
const visibleCalls = (actor: Actor) =>
  actor.permissions.has('calls:read') || actor.userId === null
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(c.agent_id = ${actor.userId} or (c.answered_at is null and (c.is_missed or (c.is_complaint and c.extension is null))))`

/** 来电列表, newest first. @throws NOT_PERMITTED when all are asked for by who sees only their own */
export async function listCalls(tx: Tx, keys: Keys, actor: Actor, query: z.infer<typeof CallListQuery>, now: Date) {
  const { tenantId } = actor
  const number = query.number === undefined ? undefined : (phonesOf(query.number)[0]?.value ?? '')
  let calls = tx.selectFrom('phone_call as c').where('c.tenant_id', '=', tenantId).where(visibleCalls(actor))
  if (query.of === 'mine') calls = calls.where('c.agent_id', '=', actor.userId)
  if (query.show === 'live')
    calls = calls.where('c.state', '<>', 'ended').where('c.heard_at', '>=', new Date(now.getTime() - silentAfterMs))
  if (query.show === 'missed') calls = calls.where('c.is_missed', '=', true).where('c.called_back_at', 'is', null)
  if (number !== undefined) calls = calls.where('c.number_hash', '=', hashOfNumber(keys, tenantId, number))
  if (query.customerId) calls = calls.where('c.customer_id', '=', query.customerId)
  if (query.complaint !== undefined) calls = calls.where('c.is_complaint', '=', query.complaint)
  const found = await calls.selectAll('c').$call(newestFirst('c', query)).execute()
  const { page, nextCursor } = pageOfNewest(found, query.limit)
  const counted = await tx
    .selectFrom(
      calls
        .select('c.id')
        .limit(countCap + 1)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows: await shownCalls(tx, actor, page), nextCursor, total: cappedTotal(counted.count) }
}

/** 弹屏: what rings or is spoken at the person's telephone, else what waits for the complaint group they are in. */
export async function currentCalls(tx: Tx, actor: Actor, now: Date, sources: Pick<CallSources, 'skillGroups'>): Promise<CurrentCalls> {
  const { tenantId, userId } = actor
  const extension = userId === null ? null : await extensionOf(tx, tenantId, userId)
  if (userId === null || extension === null) return { extension: null, calls: [] }
  const group = await complaintGroupOf(tx, tenantId, sources)
  const waits = group?.memberIds.has(userId)
    ? sql<SqlBool>`(c.is_complaint and c.extension is null and c.state = 'ringing')`
    : sql<SqlBool>`false`
  const calls = await tx
    .selectFrom('phone_call as c')
    .selectAll('c')
    .where('c.tenant_id', '=', tenantId)
    .where('c.state', '<>', 'ended')
    .where('c.heard_at', '>=', new Date(now.getTime() - silentAfterMs))
    .where((eb) => eb.or([eb('c.agent_id', '=', userId), waits]))
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(mostCurrent)
    .execute()
  return { extension, calls: await shownCalls(tx, actor, calls) }
}

/** @throws NOT_FOUND for a call that is not there or not this person's */
export async function findCall(tx: Tx, actor: Actor, id: string, lock = false): Promise<PhoneCall> {
  const call = await tx
    .selectFrom('phone_call as c')
    .selectAll('c')
    .where('c.tenant_id', '=', actor.tenantId)
    .where('c.id', '=', id)
    .where(visibleCalls(actor))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!call) throw new AppError('NOT_FOUND', '没有这通电话，或它不是您接的')
  return call
}

/** Calls a case came from or was spoken about in; whoever sees the case sees them. */
export async function callsOfCase(tx: Tx, actor: Actor, caseId: string): Promise<CallRow[]> {
  const seen = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!seen) throw new AppError('CASE_NOT_FOUND', '请检查编号，或问班长是否有权查看')
  const calls = await tx
    .selectFrom('phone_call as c')
    .innerJoin('call_case as k', (join) => join.onRef('k.tenant_id', '=', 'c.tenant_id').onRef('k.call_id', '=', 'c.id'))
    .selectAll('c')
    .where('c.tenant_id', '=', actor.tenantId)
    .where('k.case_id', '=', caseId)
    .orderBy('c.at', 'desc')
    .limit(50)
    .execute()
  return shownCalls(tx, actor, calls)
}

export async function shownCalls(tx: Tx, actor: Actor, calls: PhoneCall[]): Promise<CallRow[]> {
  if (calls.length === 0) return []
  const { tenantId } = actor
  const customers = await customerNames(
    tx,
    tenantId,
    calls.flatMap(({ customer_id }) => customer_id ?? []),
  )
  const people = await personNamesOf(
    tx,
    tenantId,
    calls.flatMap((call) => [call.agent_id, call.called_back_by]),
  )
  const cases = await tx
    .selectFrom('call_case as k')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'k.tenant_id').onRef('complaint_case.id', '=', 'k.case_id'),
    )
    .select(['k.call_id', 'complaint_case.id', 'complaint_case.number'])
    .where('k.tenant_id', '=', tenantId)
    .where(
      'k.call_id',
      'in',
      calls.map(({ id }) => id),
    )
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor) as never)
    .orderBy('k.at')
    .execute()
  return calls.map((call) => ({
    id: call.id,
    callId: call.external_id,
    direction: call.direction,
    number: call.number_masked,
    customer: call.customer_id ? { id: call.customer_id, name: customers.get(call.customer_id)?.name ?? '' } : null,
    choice: call.choice,
    isComplaint: call.is_complaint,
    extension: call.extension,
    agent: call.agent_id ? { id: call.agent_id, name: people.get(call.agent_id) ?? '' } : null,
    state: call.state,
    at: call.at.toISOString(),
    answeredAt: call.answered_at?.toISOString() ?? null,
    endedAt: call.ended_at?.toISOString() ?? null,
    talkSeconds: talkSecondsOf(call),
    isMissed: call.is_missed,
    calledBack: call.called_back_at
      ? {
          at: call.called_back_at.toISOString(),
          by: (call.called_back_by && people.get(call.called_back_by)) ?? null,
          note: call.call_back_note ?? '',
        }
      : null,
    hasRecording: call.recording_cipher !== null,
    contactId: call.contact_id,
    cases: cases.filter(({ call_id }) => call_id === call.id).map(({ id, number }) => ({ id, number })),
  }))
}
