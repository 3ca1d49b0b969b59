import { AppError } from '../platform/errors.ts'
import { type Act, lockCase, recordEvent } from './act.ts'
import { isOpen } from './lifecycle.ts'

/** 批量派给坐席: the agent looks after the case to its end; one that cannot be changed does not stop the others. */
export async function assignCases(act: Act, input: { caseIds: string[]; agentId: string; reason?: string | undefined }) {
  const agent = await act.tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', input.agentId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!agent) throw new AppError('INPUT_INVALID', '请选择在职人员', { errors: [{ pointer: '#/agentId', detail: '没有这个人员' }] })
  const results: { caseId: string; ok: boolean; code?: string }[] = []
  // In one order for everybody, so that two assignments at once do not wait for each other for ever.
  for (const caseId of [...new Set(input.caseIds)].sort()) {
    results.push({ caseId, ...(await assignOne(act, caseId, agent.id, input.reason)) })
  }
  return { results }
}

async function assignOne(act: Act, caseId: string, agentId: string, reason: string | undefined): Promise<{ ok: boolean; code?: string }> {
  try {
    const complaintCase = await lockCase(act, caseId)
    if (!isOpen(complaintCase.status) || complaintCase.merged_into) return { ok: false, code: 'CASE_STEP_NOT_ALLOWED' }
    if (await isRespondent(act, caseId, agentId)) return { ok: false, code: 'NOT_PERMITTED' }
    const facts = { agentId, ...(complaintCase.agent_id && { fromAgentId: complaintCase.agent_id }) }
    await recordEvent(act, complaintCase, { kind: 'case.assigned', facts, texts: reason ? { reason } : {} }, { agent_id: agentId })
    return { ok: true }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code }
    throw error
  }
}

/** Nobody looks after a complaint about themselves (被投诉人). Source: docs/rules/routing.md */
async function isRespondent({ tx, actor }: Act, caseId: string, agentId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('case_respondent')
    .select('user_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('user_id', '=', agentId)
    .executeTakeFirst()
  return found !== undefined
}
