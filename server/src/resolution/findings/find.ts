import type { FindingInput, FindingKind, Status } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { type Act, type Case, findingWords, lockCase, recordEvent } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findingsAllowed } from './rules.ts'
import type { FindingTable } from './tables.ts'

type Stored = Selectable<FindingTable>
const whileWorked: readonly Status[] = ['handling', 'returned', 'answered', 'confirmed']
const reviewable: readonly Status[] = [...whileWorked, 'closed']

function requireStatus({ status }: Case, from: readonly Status[]) {
  if (!from.includes(status))
    throw new AppError('CASE_STEP_NOT_ALLOWED', `工单现为 ${status}，不能认定`, { missing: [`status:${from.join('|')}`] })
}

/** The finding of a cycle that stands. */
export const standingFinding = ({ tx, actor }: Pick<Act, 'tx' | 'actor'>, caseId: string, cycle: number): Promise<Stored | undefined> =>
  tx
    .selectFrom('finding')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('cycle', '=', cycle)
    .where('stands', '=', true)
    .forUpdate()
    .executeTakeFirst()

/**
 * 认定: finds once a cycle whether the complaint is substantiated; whoever it is about does not find it. Later only a second review changes it.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, ALREADY_DECIDED, NOT_PERMITTED, VERSION_CONFLICT, INPUT_INVALID for what the answers do not bear
 * Source: docs/rules/finding.md
 */
export async function makeFinding(act: Act, caseId: string, input: FindingInput) {
  const complaintCase = await lockCase(act, caseId, input.version)
  requireStatus(complaintCase, whileWorked)
  if (await standingFinding(act, caseId, complaintCase.cycle)) throw new AppError('ALREADY_DECIDED', '已有认定；不同意请申诉，由另一人复核')
  return storeFinding(act, complaintCase, input, 'made')
}

/**
 * 复核: somebody else looks again, after an appeal or of their own accord; neither who found before, nor who appealed, nor whom it is about.
 * @throws NOT_FOUND, CASE_STEP_NOT_ALLOWED, ALREADY_DECIDED, NOT_PERMITTED, VERSION_CONFLICT, INPUT_INVALID
 * Source: docs/rules/finding.md
 */
export async function reviewFinding(act: Act, id: string, input: FindingInput) {
  const { tx, actor, now } = act
  const { complaintCase, finding } = await lockFinding(act, id, input.version)
  requireStatus(complaintCase, reviewable)
  const appeal = await openAppeal(act, id)
  const before = await tx
    .selectFrom('finding')
    .select(['by_id', 'about_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', complaintCase.id)
    .execute()
  const part = [appeal?.by_id, finding.about_id, ...before.flatMap(({ by_id, about_id }) => [by_id, about_id])]
  if (actor.userId === null || part.includes(actor.userId))
    throw new AppError('NOT_PERMITTED', '复核要由另一个人做：不能是认定人、申诉人或被投诉的人')
  await tx.updateTable('finding').set({ stands: false }).where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute()
  const done = await storeFinding(act, complaintCase, input, appeal ? 'appealDecided' : 'reviewed')
  if (appeal)
    await tx
      .updateTable('finding_appeal')
      .set({ decided_at: now, decided_by: actor.userId, changed: input.finding !== finding.finding })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', appeal.id)
      .execute()
  return done
}

/** 申诉: staff or the customer (entered by staff) does not agree; a second person decides. @throws NOT_FOUND, ALREADY_DECIDED */
export async function appealFinding(act: Act, id: string, { from, reason }: { from: 'staff' | 'customer'; reason: string }) {
  const { tx, actor, now } = act
  const { complaintCase, finding } = await lockFinding(act, id)
  const known = await tx
    .selectFrom('finding_appeal')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('finding_id', '=', id)
    .executeTakeFirst()
  if (known) throw new AppError('ALREADY_DECIDED', '这次认定已经申诉过，等复核结果')
  const appealId = newId()
  const facts = { findingId: id, appealId, appealedBy: from }
  const after = await recordEvent(act, complaintCase, { kind: 'case.findingAppealed', facts, texts: { reason } })
  await tx
    .insertInto('finding_appeal')
    .values({
      tenant_id: actor.tenantId,
      id: appealId,
      finding_id: id,
      case_id: complaintCase.id,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      appealed_by: from,
      decided_at: null,
      decided_by: null,
      changed: null,
    })
    .execute()
  return doneWith(after, appealId, finding.finding)
}

/** The case first, then the finding, which must stand. */
async function lockFinding(act: Act, id: string, version?: number) {
  const { tx, actor } = act
  const found = await tx
    .selectFrom('finding')
    .select('case_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', '没有这次认定')
  const complaintCase = await lockCase(act, found.case_id, version)
  const finding = await tx
    .selectFrom('finding')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (!finding.stands || finding.cycle !== complaintCase.cycle) throw new AppError('ALREADY_DECIDED', '这次认定已被后来的认定取代')
  return { complaintCase, finding }
}

const openAppeal = ({ tx, actor }: Act, findingId: string) =>
  tx
    .selectFrom('finding_appeal')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('finding_id', '=', findingId)
    .where('decided_at', 'is', null)
    .executeTakeFirst()

async function storeFinding(act: Act, complaintCase: Case, input: FindingInput, kind: FindingKind) {
  const { tx, actor, now } = act
  await requireBorneOut(act, complaintCase, input)
  const { finding, questions, cause, aboutId, fileIds } = input
  const id = newId()
  const facts = { findingId: id, finding, kind, ...(aboutId && { aboutId }), ...questions, ...(cause && { cause }) }
  const after = await recordEvent(act, complaintCase, { kind: 'case.findingMade', facts, texts: { text: input.text } }, { finding })
  await tx
    .insertInto('finding')
    .values({
      tenant_id: actor.tenantId,
      id,
      case_id: complaintCase.id,
      cycle: after.cycle,
      event_no: after.event_no,
      at: now,
      by_id: actor.userId,
      kind,
      finding,
      about_id: aboutId ?? null,
      attitude: questions?.attitude ?? null,
      accuracy: questions?.accuracy ?? null,
      procedure: questions?.procedure ?? null,
      cause: cause ?? null,
      file_ids: fileIds,
      stands: true,
    })
    .execute()
  return doneWith(after, id, finding)
}

const doneWith = (complaintCase: Case, id: string, finding: FindingInput['finding']) => ({
  id,
  caseId: complaintCase.id,
  finding,
  status: complaintCase.status,
  version: complaintCase.version,
})

async function requireBorneOut({ tx, actor }: Act, complaintCase: Case, { finding, aboutId, questions, cause, fileIds }: FindingInput) {
  if ((aboutId === undefined) !== (questions === undefined))
    throw invalidInput('#/questions', '投诉到人时，三个问题都要回答；没有到人就不填')
  if (aboutId !== undefined) {
    if (aboutId === actor.userId) throw new AppError('NOT_PERMITTED', '不能认定对自己的投诉，请由别人认定')
    await activePerson(tx, actor.tenantId, aboutId)
  }
  const allowed = findingsAllowed(questions ?? null, cause ?? null)
  if (!allowed.includes(finding))
    throw invalidInput('#/finding', `三个问题和原因不支持这个结论，可以是：${allowed.map((one) => findingWords[one]).join('、')}`)
  if (cause !== undefined) {
    const known = await tx
      .selectFrom('cause')
      .select('code')
      .where('tenant_id', '=', actor.tenantId)
      .where('code', '=', cause)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!known) throw invalidInput('#/cause', '没有可用的这个原因，请从原因目录中选择')
  }
  if (fileIds.length === 0) return
  const files = await tx
    .selectFrom('stored_file')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', complaintCase.id)
    .where('id', 'in', fileIds)
    .execute()
  if (files.length !== new Set(fileIds).size) throw invalidInput('#/fileIds', '证据须是这张工单的附件')
}
