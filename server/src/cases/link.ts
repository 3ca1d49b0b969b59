import type { ActInput, IncomingComplaint } from '@zhiwei/contract'
import { sql } from 'kysely'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type Act, actDone, beginStep, lockCase, recordEvent } from './act.ts'
import type { ReadingsOf } from './analysis.ts'
import { type Case, isOpen } from './lifecycle.ts'
import { registerCases } from './register.ts'
import type { CaseLinkTable } from './tables.ts'

// How cases belong together: links, merges, splits. Nothing of a merged case is lost; it can be taken out again.

const itself = () => new AppError('INPUT_INVALID', '不能关联到自己', { errors: [{ pointer: '#/caseId', detail: '不能是同一张工单' }] })

/**
 * 关联: duplicate, repeat, child of a major case, or simply related.
 * @throws ALREADY_EXISTS for a link that stands already, from either side where its kind has no direction
 */
export async function linkCases(act: Act, caseId: string, input: ActInput<'links'>) {
  if (input.caseId === caseId) throw itself()
  const complaintCase = await beginStep(act, caseId, 'links', input)
  const other = await lockCase(act, input.caseId)
  await refuseKnownLink(act, complaintCase.id, input.kind, other)
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.linked', facts: { link: input.kind, otherCaseId: other.id }, texts: input.reason ? { reason: input.reason } : {} },
    input.kind === 'duplicateOf' ? { duplicate_of: other.id } : {},
  )
  return actDone(act, after, await insertLink(act, complaintCase, input.kind, other.id, after.event_no))
}

/** Both cases are locked, so nobody links them meanwhile. */
async function refuseKnownLink({ tx, actor }: Act, caseId: string, kind: CaseLinkTable['kind'], other: Case) {
  const { rows } = await sql<{ id: string }>`
    select id from case_link
    where tenant_id = ${actor.tenantId} and kind = ${kind} and ended_at is null
      and ((case_id = ${caseId} and other_case_id = ${other.id})
        or (${kind} = 'related' and case_id = ${other.id} and other_case_id = ${caseId})) limit 1`.execute(tx)
  if (rows.length) throw new AppError('ALREADY_EXISTS', `与工单 ${other.number} 的这种关联已经有了`)
}

/** 归入重大投诉: open cases become children of a major case, whoever decided it; one that is a child of it already stays as it is. */
export async function linkChildren(act: Act, parentId: string, caseIds: string[]) {
  for (const caseId of [...caseIds].sort()) {
    const child = await lockCase(act, caseId)
    if (!isOpen(child.status) || child.id === parentId || (await isChildOf(act, child.id, parentId))) continue
    const after = await recordEvent(act, child, { kind: 'case.linked', facts: { link: 'childOf', otherCaseId: parentId } })
    await insertLink(act, child, 'childOf', parentId, after.event_no)
  }
}

async function isChildOf({ tx, actor }: Act, caseId: string, parentId: string) {
  const { rows } = await sql<{ id: string }>`
    select id from case_link where tenant_id = ${actor.tenantId} and case_id = ${caseId} and other_case_id = ${parentId} and kind = 'childOf'
      and ended_at is null limit 1`.execute(tx)
  return rows.length > 0
}

/**
 * 合并: the other case becomes part of this one. It keeps its row, texts and timeline; acts go to this case until it is taken out again.
 * What was merged into the other one before follows it here, so that a part is never hidden behind another part.
 * Both rows are locked in the order of their ids, so that two people merging crosswise do not wait for each other for ever.
 */
export async function mergeCases(act: Act, caseId: string, input: ActInput<'merges'>) {
  if (input.caseId === caseId) throw itself()
  for (const id of [caseId, input.caseId].sort()) await lockCase(act, id)
  const complaintCase = await beginStep(act, caseId, 'merges', input)
  const part = await beginStep(act, input.caseId, 'merges', {})
  let after = complaintCase
  for (const its of await partsOf(act, part.id)) {
    await endMergeLink(act, its.id)
    after = (await takeIn(act, after, its, input.reason)).after
  }
  const taken = await takeIn(act, after, part, input.reason)
  return actDone(act, taken.after, taken.linkId)
}

async function takeIn(act: Act, complaintCase: Case, part: Case, reason: string) {
  const texts = { reason }
  const after = await recordEvent(act, complaintCase, { kind: 'case.merged', facts: { partId: part.id }, texts })
  const partAfter = await recordEvent(
    act,
    part,
    { kind: 'case.merged', facts: { intoId: complaintCase.id }, texts },
    { merged_into: complaintCase.id },
  )
  return { after, linkId: await insertLink(act, part, 'mergedInto', complaintCase.id, partAfter.event_no) }
}

/** What was merged into the case, locked, in the order of ids. */
export const partsOf = ({ tx, actor }: Act, caseId: string): Promise<Case[]> =>
  tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('merged_into', '=', caseId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

/** Takes every part out of a case that ends without an answer: the other customers still wait for theirs. */
export async function releaseParts(act: Act, complaintCase: Case, reason: string): Promise<Case> {
  let after = complaintCase
  for (const part of await partsOf(act, complaintCase.id)) after = await release(act, after, part, reason)
  return after
}

/** 拆分: takes a merged case out again, or registers part of this complaint as a case of its own with the same customer. */
export async function splitCase(act: Act, caseId: string, input: ActInput<'splits'>, readingsOf: ReadingsOf) {
  if ((input.caseId === undefined) === (input.text === undefined)) {
    throw new AppError('INPUT_INVALID', '请选择要取出的工单，或填写拆出的内容，二者取一', {
      errors: [{ pointer: '#/text', detail: '与 caseId 二者取一' }],
    })
  }
  const complaintCase = await beginStep(act, caseId, 'splits', input)
  return input.caseId === undefined
    ? splitOff(act, complaintCase, input, readingsOf)
    : takeOut(act, complaintCase, input.caseId, input.reason)
}

async function takeOut(act: Act, complaintCase: Case, partId: string, reason: string) {
  const part = await lockCase(act, partId)
  if (part.merged_into !== complaintCase.id)
    throw new AppError('CASE_STEP_NOT_ALLOWED', '这张工单没有并入本单', { missing: ['mergedInto'] })
  const after = await release(act, complaintCase, part, reason)
  return { ...actDone(act, after), newCaseId: part.id, newNumber: part.number }
}

async function release(act: Act, complaintCase: Case, part: Case, reason: string): Promise<Case> {
  const texts = { reason }
  await recordEvent(act, part, { kind: 'case.split', facts: { fromId: complaintCase.id }, texts }, { merged_into: null })
  await endMergeLink(act, part.id)
  return recordEvent(act, complaintCase, { kind: 'case.split', facts: { partId: part.id }, texts })
}

const endMergeLink = ({ tx, actor, now }: Act, partId: string) =>
  tx
    .updateTable('case_link')
    .set({ ended_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', partId)
    .where('kind', '=', 'mergedInto')
    .where('ended_at', 'is', null)
    .execute()

async function splitOff(act: Act, complaintCase: Case, input: ActInput<'splits'>, readingsOf: ReadingsOf) {
  const category = input.category ?? (complaintCase.category_confirmed ? complaintCase.category : null)
  const complaint: IncomingComplaint = {
    channel: complaintCase.channel,
    complainant: { kind: complaintCase.complainant_kind },
    text: input.text ?? '',
    receivedAt: complaintCase.received_at.toISOString(),
    ...(input.subject && { subject: input.subject }),
    ...(category && { category }),
    ...(complaintCase.product && { product: complaintCase.product }),
    ...(complaintCase.region && { region: complaintCase.region }),
  }
  const [reading] = await readingsOf(act, [complaint])
  const [registered] = await registerCases(act, [
    { complaint, customerId: complaintCase.customer_id, duplicateOf: null, agentId: act.actor.userId, proposal: reading?.(false) ?? null },
  ])
  if (!registered) throw new Error('a case without an external id is always stored')
  const after = await recordEvent(act, complaintCase, {
    kind: 'case.split',
    facts: { newCaseId: registered.id },
    texts: { reason: input.reason },
  })
  const part = await lockCase(act, registered.id)
  const partAfter = await recordEvent(act, part, {
    kind: 'case.split',
    facts: { fromId: complaintCase.id },
    texts: { reason: input.reason },
  })
  await insertLink(act, part, 'splitFrom', complaintCase.id, partAfter.event_no)
  return { ...actDone(act, after), newCaseId: registered.id, newNumber: registered.number }
}

async function insertLink({ tx, actor, now }: Act, complaintCase: Case, kind: CaseLinkTable['kind'], otherCaseId: string, eventNo: number) {
  const id = newId()
  await tx
    .insertInto('case_link')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: complaintCase.id,
      kind,
      other_case_id: otherCaseId,
      event_no: eventNo,
      at: now,
      by_id: actor.userId,
      ended_at: null,
    })
    .execute()
  return id
}
