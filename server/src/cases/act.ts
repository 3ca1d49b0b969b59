import type { ActDone, EventKind } from '@zhiwei/contract'
import { bigramsOf, foldText, maskPersonalData } from '@zhiwei/text'
import type { FastifyRequest } from 'fastify'
import { sql, type Updateable } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { Log } from '../platform/log.ts'
import { digestOfTexts, hashOfEvent } from './events.ts'
import { type Case, type Given, missingFor, type StepName, steps } from './lifecycle.ts'
import { mayAct, visibleCases } from './policy.ts'
import type { ComplaintCaseTable, EventTexts } from './tables.ts'
import { requireWritten } from './written-process.ts'

/** What every act is given: one transaction, who acts, and when (UTC). */
export type Act = { tx: Tx; keys: Keys; actor: Actor; now: Date /** Of the request, so that a line tells its id. */; log?: Log }

export const actOf = (deps: Deps, request: FastifyRequest, tx: Tx): Act => ({
  tx,
  keys: deps.keys,
  actor: request.actor,
  now: deps.clock(),
  log: request.log,
})

/** The system acts: a clock ran out, a reaction follows. */
export const systemActor = (tenantId: string): Actor => ({
  tenantId,
  userId: null,
  tokenId: null,
  unitId: null,
  permissions: new Set(),
  remedyLimitFen: 0,
})

/**
 * Locks a case the actor may see until the transaction ends, against other acts; rows that only name it (of a warning, a group) need not wait.
 * @param version the version the person saw
 * @throws CASE_NOT_FOUND, VERSION_CONFLICT
 */
export async function lockCase({ tx, actor }: Act, caseId: string, version?: number): Promise<Case> {
  const complaintCase = await tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', caseId)
    .where(visibleCases(actor))
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!complaintCase) throw new AppError('CASE_NOT_FOUND', '请检查编号，或问班长是否有权查看')
  if (version !== undefined && version !== complaintCase.version) {
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${complaintCase.version} 版；请刷新后再做`)
  }
  return complaintCase
}

/**
 * Holds an act against the table of steps and the person's part in the case.
 * @throws CASE_STEP_NOT_ALLOWED with what is missing, NOT_PERMITTED
 */
export function requireStep(actor: Actor, complaintCase: Case, name: StepName, given: Given = {}) {
  if (!mayAct(actor, name, complaintCase)) throw new AppError('NOT_PERMITTED', '这张工单现在由其他部门或人员承办')
  const missing = missingFor(name, complaintCase, given)
  if (missing.length) {
    throw new AppError('CASE_STEP_NOT_ALLOWED', `工单现为 ${complaintCase.status}，还缺：${missing.join('、')}`, { missing })
  }
}

/** Locks the case and checks the step in one go, as nearly every act begins. */
export async function beginStep(
  act: Act,
  caseId: string,
  name: StepName,
  input: { version?: number | undefined },
  given: Given = {},
): Promise<Case> {
  const complaintCase = await lockCase(act, caseId, input.version)
  requireStep(act.actor, complaintCase, name, given)
  // A case is bound by its acceptance, which therefore asks for itself.
  if (name !== 'acceptance') await requireWritten(act.tx, complaintCase, name, input)
  return complaintCase
}

/** The status a step of the table leads to, for acts without a verdict. */
export function statusAfter(name: StepName, complaintCase: Case) {
  const { to } = steps[name]
  return to === 'same' || to === 'byVerdict' ? complaintCase.status : to
}

export type CaseChanges = Omit<Updateable<ComplaintCaseTable>, 'tenant_id' | 'id' | 'event_no' | 'event_hash' | 'version' | 'updated_at'>
export type EventInput = { kind: EventKind; facts?: Record<string, unknown>; texts?: EventTexts }

/**
 * Records what happened on a locked case: the chained event, its texts (masked copy and encrypted original), the case's new facts
 * and the search text, all in the caller's transaction. Facts hold ids, codes and numbers only.
 * @returns the case as it is now, for a further event of the same act
 */
export async function recordEvent(act: Act, complaintCase: Case, event: EventInput, changes: CaseChanges = {}): Promise<Case> {
  const { tx, actor, now, keys } = act
  const no = complaintCase.event_no + 1
  const texts = event.texts && Object.keys(event.texts).length > 0 ? event.texts : undefined
  const sealed = texts && digestOfTexts(texts)
  const cycle = changes.cycle ?? complaintCase.cycle
  const facts = event.facts ?? {}
  const chained = {
    tenantId: actor.tenantId,
    caseId: complaintCase.id,
    no,
    kind: event.kind,
    cycle,
    at: now,
    actorId: actor.userId,
    facts,
    textDigest: sealed?.digest ?? null,
  }
  const hash = hashOfEvent(chained, complaintCase.event_hash)

  await tx
    .insertInto('case_event')
    .values({
      tenant_id: actor.tenantId,
      case_id: complaintCase.id,
      no,
      kind: event.kind,
      cycle,
      at: now,
      actor_id: actor.userId,
      facts: JSON.stringify(facts),
      text_digest: sealed?.digest ?? null,
      hash,
      seq: null,
      seal: null,
    })
    .execute()
  if (texts && sealed) await storeTexts(act, complaintCase.id, no, texts, sealed.salt, keys)

  return tx
    .updateTable('complaint_case')
    .set({ ...changes, event_no: no, event_hash: hash, updated_at: now, version: complaintCase.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', complaintCase.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Characters of a case that can be searched: far below what one tsvector holds. What is written beyond stands on the timeline only. */
const searchableLength = 100_000

async function storeTexts({ tx, actor }: Act, caseId: string, no: number, texts: EventTexts, salt: Buffer, keys: Keys) {
  const masked = maskTexts(texts)
  await tx
    .insertInto('case_text')
    .values({
      tenant_id: actor.tenantId,
      case_id: caseId,
      event_no: no,
      masked: JSON.stringify(masked),
      cipher: keys.encrypt(JSON.stringify(texts)),
      salt,
      erased_at: null,
    })
    .execute()
  const added = foldText(Object.values(masked).join('\n'))
  await sql`
    update search_doc set body = body || ${`\n${added}`}, tokens = tokens || array_to_tsvector(${bigramsOf(added)}::text[])
    where tenant_id = ${actor.tenantId} and case_id = ${caseId} and length(body) + ${added.length} <= ${searchableLength}`.execute(tx)
}

export function maskTexts(texts: EventTexts): EventTexts {
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, maskPersonalData(text).masked]))
}

/** What every act answers. `id`: the fact the act made (a dispatch, an answer …), else the case. */
export function actDone(act: Act, complaintCase: Case, factId?: string): ActDone {
  return {
    id: factId ?? complaintCase.id,
    caseId: complaintCase.id,
    status: complaintCase.status,
    version: complaintCase.version,
    eventNo: complaintCase.event_no,
    at: act.now.toISOString(),
  }
}
