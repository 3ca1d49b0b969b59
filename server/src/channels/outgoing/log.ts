import type { CaseMessages, MessageState, OutgoingMessageQuery, OutgoingMessageRow, OutgoingMessageWords } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import { type Act, findCase, lockCase } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest, wholeList } from '../../platform/keyset.ts'
import { withoutPrivateLinks } from '../private-links.ts'
import { maskedAddress } from './addresses.ts'
import { doorOfCase, sendingDoors } from './case-door.ts'
import { refusableKinds } from './queue.ts'
import { isQuiet, outgoingSettings, silentDoors } from './settings.ts'

// 发送记录: what customers were told, with what result. Addresses and words are masked; codes are shown to nobody.

const again: readonly MessageState[] = ['failed', 'held', 'sent']

const messages = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('outgoing_message as m')
    .leftJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.case_id'))
    .select(['m.id', 'm.kind', 'm.language', 'm.door', 'm.to_masked', 'm.state', 'm.urgent', 'm.created_at as at', 'm.due_at', 'm.sent_at'])
    .select(['m.tries', 'm.last_error', 'm.instead_of', 'm.case_id', 'c.number'])
    .where('m.tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof messages>['execute']>>[number]

const shownBy =
  (isQuietNow: boolean, maySendAgain: boolean) =>
  (row: Row): OutgoingMessageRow => ({
    id: row.id,
    kind: row.kind,
    language: row.language,
    door: row.door,
    to: row.to_masked,
    state: row.state,
    quiet: isQuietNow && row.state === 'waiting' && !row.urgent && !silentDoors.includes(row.door),
    urgent: row.urgent,
    at: row.at.toISOString(),
    dueAt: row.state === 'held' || (row.state === 'waiting' && row.tries > 0) ? row.due_at.toISOString() : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    tries: row.tries,
    lastError: row.last_error,
    insteadOf: row.instead_of,
    case: row.case_id && row.number ? { id: row.case_id, number: row.number } : null,
    can: { sendAgain: maySendAgain && again.includes(row.state) && row.kind !== 'code' },
  })

const quietNow = async (tx: Tx, tenantId: string, now: Date) =>
  isQuiet(await outgoingSettings(tx, tenantId), now, await tenantZone(tx, tenantId))

/** Of the tenant, newest first. @throws CURSOR_INVALID */
export async function listMessages(tx: Tx, actor: Actor, query: OutgoingMessageQuery, now: Date) {
  const { tenantId } = actor
  const filtered = messages(tx, tenantId)
    .$if(query.state !== undefined, (rows) => rows.where('m.state', 'in', query.state ?? []))
    .$if(query.kind !== undefined, (rows) => rows.where('m.kind', 'in', query.kind ?? []))
    .$if(query.door !== undefined, (rows) => rows.where('m.door', 'in', query.door ?? []))
    .$if(query.from !== undefined, (rows) => rows.where('m.created_at', '>=', new Date(query.from ?? 0)))
    .$if(query.to !== undefined, (rows) => rows.where('m.created_at', '<', new Date(query.to ?? 0)))
  const rows = await tx.selectFrom(filtered.as('m')).selectAll().$call(newestFirst('m', query)).execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  const { count } = await tx
    .selectFrom(filtered.limit(countCap + 1).as('m'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const shown = shownBy(await quietNow(tx, tenantId, now), actor.permissions.has('channels:manage'))
  return { rows: page.map(shown), nextCursor, total: cappedTotal(Number(count)) }
}

const mostOfCase = 200

/** What the customer of a case was told, newest first, and where to. @throws CASE_NOT_FOUND */
export async function messagesOfCase(tx: Tx, deps: Deps, actor: Actor, idOrNumber: string): Promise<CaseMessages> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const rows = await messages(tx, actor.tenantId)
    .where('m.case_id', '=', complaintCase.id)
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(mostOfCase)
    .execute()
  const door = await doorOfCase(tx, deps.keys, complaintCase, await sendingDoors(tx, deps, actor.tenantId))
  const shown = shownBy(await quietNow(tx, actor.tenantId, deps.clock()), actor.permissions.has('cases:message'))
  return { ...wholeList(rows.map(shown)), door: door && { door: door.door, to: maskedAddress(door.door, door.to) } }
}

/** The words of a message, personal data masked, private links cut; those of a code only in the demo tenant. @throws NOT_FOUND, CASE_NOT_FOUND for a case not to be seen */
export async function wordsOfMessage(tx: Tx, deps: Deps, actor: Actor, id: string): Promise<OutgoingMessageWords> {
  const row = await tx
    .selectFrom('outgoing_message')
    .select(['case_id', 'kind', 'words_cipher'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条消息')
  if (!actor.permissions.has('channels:manage')) {
    if (!row.case_id) throw new AppError('NOT_FOUND', '没有这条消息')
    await findCase(tx, actor, row.case_id)
  }
  const { demo } = await tx.selectFrom('tenant').select('demo').where('id', '=', actor.tenantId).executeTakeFirstOrThrow()
  const { subject, text } = JSON.parse(deps.keys.decrypt(row.words_cipher)) as { subject: string; text: string }
  if (row.kind === 'code' && !demo) return { subject, text: null }
  const masked = (words: string) => withoutPrivateLinks(maskPersonalData(words).masked)
  return { subject: masked(subject), text: row.kind === 'code' ? text : masked(text) }
}

/**
 * 重发: what failed or was held goes out now; what was sent goes out once more as another message. Codes and what the customer does not want, never.
 * @throws NOT_FOUND, CASE_NOT_FOUND, ALREADY_DECIDED when it still waits or is not wanted
 */
export async function sendAgain(act: Act, id: string): Promise<void> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const row = await tx
    .selectFrom('outgoing_message')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条消息')
  if (!actor.permissions.has('channels:manage')) {
    if (!row.case_id) throw new AppError('NOT_FOUND', '没有这条消息')
    await lockCase(act, row.case_id)
  }
  if (!again.includes(row.state) || row.kind === 'code' || refusableKinds.includes(row.kind))
    throw new AppError('ALREADY_DECIDED', '这条消息正在发送，或不能重发')
  const fresh = { state: 'waiting' as const, due_at: now, claimed_until: null, tries: 0, last_error: null }
  if (row.state === 'sent')
    await tx
      .insertInto('outgoing_message')
      .values({
        ...row,
        ...fresh,
        id: newId(),
        occasion: null,
        created_at: now,
        sent_at: null,
        external_id: null,
        unsubscribe_hash: null,
        parts_sent: 0,
      })
      .execute()
  else await tx.updateTable('outgoing_message').set(fresh).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  const facts = { kind: row.kind, door: row.door, ...(row.case_id && { caseId: row.case_id }) }
  await recordAudit(tx, { tenantId, kind: 'outgoingMessage.sentAgain', actorId: actor.userId, subjectId: id, facts, at: now })
}
