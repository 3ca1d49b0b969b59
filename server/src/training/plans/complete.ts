import type { NoticeKind, StepCompletion, TrainingPlan } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { type Act, findCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { planOf } from './plans.ts'
import '../tables.ts'

/** Of the notices module, which this one may not import. */
export type TellTraining = (
  tx: Tx,
  tenantId: string,
  notices: { userId: string; key: string; kind: NoticeKind; at: Date; facts: Record<string, unknown> }[],
  now: Date,
) => Promise<void>

/**
 * 完成一步: what was read by the person; a case and the signature by the mentor or whoever trains the person. A quiz is completed by passing it.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED, TRAINING_STEP_NOT_ALLOWED, INPUT_INVALID for a case that is not the person's
 */
export async function completeStep(
  act: Act,
  id: string,
  no: number,
  input: z.infer<typeof StepCompletion>,
  tell: TellTraining,
): Promise<TrainingPlan> {
  const { plan, step } = await lockedStep(act, id, no)
  if (step.kind === 'quiz') throw new AppError('TRAINING_STEP_NOT_ALLOWED', '通过测验后自动完成')
  if (!step.can.complete) throw new AppError('NOT_PERMITTED', step.kind === 'read' ? '由本人读完后确认' : '由师傅或班长确认')
  let caseId: string | null = null
  if (step.kind === 'case') {
    if (!input.caseId) throw invalidInput('#/caseId', '请填写一起办的是哪一件')
    const complaintCase = await findCase(act.tx, act.actor, input.caseId)
    if (complaintCase.agent_id !== plan.person.id && complaintCase.handler_id !== plan.person.id)
      throw invalidInput('#/caseId', '这张工单不是此人办理的')
    caseId = complaintCase.id
  }
  return finish(act, plan, no, { caseId, note: input.note ? maskPersonalData(input.note).masked : null }, tell)
}

/** The step a quiz is taken for. @throws NOT_FOUND, TRAINING_STEP_NOT_ALLOWED */
export async function stepForQuiz(act: Act, id: string, no: number) {
  const { plan, step } = await lockedStep(act, id, no)
  if (!step.can.quiz) throw new AppError('TRAINING_STEP_NOT_ALLOWED', '这一步不是您的测验')
  return {
    planId: plan.id,
    no,
    entryId: step.source?.kind === 'plan' ? step.source.id : null,
    lawId: step.source?.kind === 'law' ? step.source.id : null,
  }
}

/** 通过测验 completes its step, unless the plan has ended or it was passed before. */
export async function passStep(act: Act, id: string, no: number, tell: TellTraining) {
  const plan = await lockedPlan(act, id)
  const step = plan.steps.find((one) => one.no === no)
  if (plan.endedAt === null && step?.doneAt === null) await finish(act, plan, no, { caseId: null, note: null }, tell)
}

/** Of the last two steps done at once the second waits here, and ends the plan. @throws NOT_FOUND */
async function lockedPlan({ tx, actor, now }: Act, id: string) {
  await tx.selectFrom('training_plan').select('id').where('tenant_id', '=', actor.tenantId).where('id', '=', id).forUpdate().execute()
  return planOf(tx, actor, id, now)
}

async function lockedStep(act: Act, id: string, no: number) {
  const plan = await lockedPlan(act, id)
  const step = plan.steps.find((one) => one.no === no)
  if (!step) throw new AppError('NOT_FOUND', '没有这一步')
  if (step.doneAt) throw new AppError('ALREADY_DECIDED', '这一步已经完成')
  if (plan.endedAt) throw new AppError('TRAINING_STEP_NOT_ALLOWED', '计划已经结束')
  if (!step.ready) throw new AppError('TRAINING_STEP_NOT_ALLOWED', '前面的步骤还没完成')
  return { plan, step }
}

async function finish(
  { tx, actor, now }: Act,
  plan: TrainingPlan,
  no: number,
  { caseId, note }: { caseId: string | null; note: string | null },
  tell: TellTraining,
): Promise<TrainingPlan> {
  await tx
    .updateTable('training_step')
    .set({ done_at: now, done_by: actor.userId, case_id: caseId, note })
    .where('tenant_id', '=', actor.tenantId)
    .where('plan_id', '=', plan.id)
    .where('no', '=', no)
    .execute()
  const open = plan.steps.filter((step) => step.doneAt === null && step.no !== no)
  await tx
    .updateTable('training_plan')
    .set((eb) => ({ version: eb('version', '+', 1), ...(open.length === 0 && { ended_at: now, ended: 'done' as const }) }))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', plan.id)
    .execute()
  const signer = plan.mentor?.id ?? plan.madeBy?.id
  if (signer && open.length > 0 && open.every(({ kind }) => kind === 'signOff')) {
    const facts = { trainingPlanId: plan.id, subject: plan.title }
    await tell(tx, actor.tenantId, [{ userId: signer, key: `training ${plan.id} signOff`, kind: 'trainingSignOff', at: now, facts }], now)
  }
  return planOf(tx, actor, plan.id, now)
}
