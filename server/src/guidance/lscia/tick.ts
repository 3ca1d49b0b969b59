import { type Act, type Case, lockCase } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { mayTick } from './guide.ts'
import { guideItems } from './select.ts'

/** The open case, held until the transaction ends. @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED */
export async function guidedCase(act: Act, caseId: string): Promise<Case> {
  const complaintCase = await lockCase(act, caseId)
  const { permissions } = act.actor
  if (!permissions.has('cases:note') && !permissions.has('cases:message')) throw new AppError('NOT_PERMITTED')
  if (!mayTick(act.actor, complaintCase)) throw new AppError('CASE_STEP_NOT_ALLOWED', '工单已结束')
  return complaintCase
}

/**
 * Ticks an item of the guide, or takes the tick back; done twice it changes nothing.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED on a case that is over, NOT_FOUND for an item that is not to be ticked
 */
export async function tickItem(act: Act, caseId: string, item: string, done: boolean): Promise<void> {
  if (!guideItems.some(({ code, kind }) => code === item && kind !== 'avoid')) throw new AppError('NOT_FOUND', '指引里没有这一项')
  const { cycle } = await guidedCase(act, caseId)
  const row = { tenant_id: act.actor.tenantId, case_id: caseId, cycle, item }
  if (done)
    await act.tx
      .insertInto('guide_tick')
      .values({ ...row, at: act.now, by_id: act.actor.userId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await act.tx
      .deleteFrom('guide_tick')
      .where('tenant_id', '=', row.tenant_id)
      .where('case_id', '=', caseId)
      .where('cycle', '=', cycle)
      .where('item', '=', item)
      .execute()
}
