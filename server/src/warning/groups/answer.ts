import type { ActDone, CommonAnswer, CommonAnswered, Finding } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, isOpen, lockCase, missingFor } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findGroup, membersOf } from './list.ts'

/** Given by the resolution module: 答复, as on the case page. */
export type AnswerCase = (act: Act, caseId: string, input: { text: string; finding?: Finding | undefined }) => Promise<ActDone>

/** What keeps a single case from being answered is said of it; anything else ends the whole. */
const waits = ['CASE_STEP_NOT_ALLOWED', 'NOT_PERMITTED']

/**
 * 统一答复: one answer to every case of a major case, each by its own answer step, so that clocks, follow-up and statistics count it as any other;
 * those that are not ready stay as they are and are named with what they lack. Asked again later, it reaches those that have become ready.
 * @throws NOT_FOUND, CASE_STEP_NOT_ALLOWED when the group is no major case, or none of its cases is ready
 */
export async function answerGroup(
  act: Act,
  id: string,
  input: z.infer<typeof CommonAnswer>,
  answerCase: AnswerCase,
): Promise<CommonAnswered> {
  const { tx, actor, now } = act
  const group = await findGroup(tx, actor.tenantId, id)
  if (group.state !== 'approved') throw new AppError('CASE_STEP_NOT_ALLOWED', '先立为重大投诉，再统一答复', { missing: ['state:approved'] })
  const members = await membersOf(tx, actor, id)
  const asked = [...members.map(({ id: caseId }) => caseId), ...(group.parent_case_id === null ? [] : [group.parent_case_id])].sort()
  const answered: CommonAnswered['answered'] = []
  const waiting: CommonAnswered['waiting'] = []
  // In the order of ids, as everybody locks them.
  for (const caseId of asked) {
    const complaintCase = await lockCase(act, caseId)
    const { number, status } = complaintCase
    // Answered before, or at its end.
    if (!isOpen(status) || status === 'answered' || status === 'confirmed') continue
    const missing = missingFor('answers', complaintCase, input.finding ? { finding: input.finding } : {})
    const refused = missing.length > 0 ? missing : await refusalOf(() => answerCase(act, caseId, input))
    if (refused.length > 0) waiting.push({ caseId, number, status, missing: refused })
    else answered.push({ caseId, number })
  }
  if (answered.length === 0)
    throw new AppError('CASE_STEP_NOT_ALLOWED', '这些工单都还不能答复', {
      missing: [...new Set(waiting.flatMap(({ missing }) => missing))],
    })
  const answerId = newId()
  await tx
    .insertInto('case_group_answer')
    .values({
      tenant_id: actor.tenantId,
      id: answerId,
      group_id: id,
      at: now,
      by_id: actor.userId,
      text: maskPersonalData(input.text).masked,
      answered: answered.length,
      waiting: waiting.length,
    })
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'caseGroup.answered',
    actorId: actor.userId,
    subjectId: id,
    facts: { answerId, answered: answered.length, waiting: waiting.length },
    at: now,
  })
  return { answered, waiting }
}

/** An act checks before it writes: refused, it has changed nothing. */
async function refusalOf(answer: () => Promise<unknown>): Promise<string[]> {
  try {
    await answer()
    return []
  } catch (error) {
    if (!(error instanceof AppError) || !waits.includes(error.code)) throw error
    const { missing } = error.facts ?? {}
    return Array.isArray(missing) ? missing.map(String) : [error.code]
  }
}
