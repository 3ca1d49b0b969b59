import type { ActionApproval, ActionChange, ActionCompletion, ActionConclusion, ActionVerification } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { activeUnit, tenantZone } from '../../identity/index.ts'
import { dayAfter, dayOf } from '../../platform/days.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { requireTreeAndReport } from '../links.ts'
import { type Action, changeAction, lockAction, masked } from './act.ts'
import { requireOwner, requireVerifier } from './open.ts'
import { requirePart } from './policy.ts'
import { type ActionStep, watchedFrom, watchedOn } from './rules.ts'
import type { ActionNotice, ImprovementSources } from './sources.ts'

// What is done with an action, from its approval to its end; docs/rules/actions.md draws the way.

async function begin(act: Act, id: string, step: ActionStep, version?: number): Promise<Action> {
  const row = await lockAction(act, id, step, version)
  requirePart(act.actor, step, row)
  return row
}

const today = async ({ tx, actor, now }: Act) => dayOf(now, await tenantZone(tx, actor.tenantId))

const notice = (
  kind: ActionNotice['kind'],
  action: Pick<Action, 'id' | 'round' | 'title'>,
  userId: string,
  at: Date,
  facts: Record<string, unknown> = {},
) => ({
  userId,
  key: `action ${action.id} ${kind} ${action.round} ${facts.verdict ?? ''}`,
  kind,
  at,
  facts: { actionId: action.id, subject: action.title, ...facts },
})

/** 批准 or 驳回, by somebody else than who opened it; the owner is told. @throws NOT_FOUND, NOT_PERMITTED, ACTION_STEP_NOT_ALLOWED */
export async function approveAction(act: Act, id: string, { verdict, note }: ActionApproval, sources: ImprovementSources) {
  const row = await begin(act, id, 'approve')
  if (verdict === 'decline' && !note) throw invalidInput('#/note', '驳回要写理由')
  if (verdict === 'decline') return changeAction(act, row, { state: 'declined' }, { kind: 'declined', note })
  await changeAction(act, row, { state: 'open', approved_by: act.actor.userId }, { kind: 'approved', note })
  await sources.tell(act.tx, act.actor.tenantId, [notice('actionGiven', row, row.owner_id, act.now, { dueOn: row.due_on })], act.now)
}

/** 修改: what is done, by whom, until when; the criterion stays as it was set. @throws VERSION_CONFLICT, INPUT_INVALID */
export async function editAction(act: Act, id: string, { version, reason, ...change }: ActionChange) {
  const { tx, actor } = act
  const row = await begin(act, id, 'change', version)
  const ownerId = change.ownerId ?? row.owner_id
  const verifierId = change.verifierId === undefined ? row.verifier_id : change.verifierId
  if (change.ownerId) await requireOwner(tx, actor.tenantId, change.ownerId)
  if (change.ownerId || change.verifierId) await requireVerifier(tx, actor.tenantId, ownerId, verifierId)
  await requireTreeAndReport(tx, actor.tenantId, change)
  if (change.unitId) await activeUnit(tx, actor.tenantId, change.unitId)
  if (change.dueOn && change.dueOn < (await today(act))) throw invalidInput('#/dueOn', '完成期限不能早于今天')
  if (row.state === 'open' && (change.dueOn || change.ownerId) && !reason)
    throw invalidInput('#/reason', '批准以后改期限或换负责人要写理由')
  await changeAction(
    act,
    row,
    {
      ...(change.title !== undefined && { title: masked(change.title) }),
      ...(change.description !== undefined && { description: masked(change.description) }),
      owner_id: ownerId,
      verifier_id: verifierId,
      ...(change.unitId !== undefined && { unit_id: change.unitId }),
      ...(change.eightDId !== undefined && { eight_d_id: change.eightDId }),
      ...(change.dueOn && { due_on: change.dueOn, told_overdue: false }),
    },
    { kind: 'changed', facts: { fields: Object.keys(change), ...(change.dueOn && { from: row.due_on, to: change.dueOn }) }, note: reason },
  )
}

/** 完成: the owner says that it is in place, and since when; somebody else verifies it. */
export async function completeAction(act: Act, id: string, { note, doneOn }: ActionCompletion, sources: ImprovementSources) {
  const row = await begin(act, id, 'complete')
  const on = doneOn ?? (await today(act))
  const openedOn = dayOf(row.at, await tenantZone(act.tx, act.actor.tenantId))
  if (on > (await today(act))) throw invalidInput('#/doneOn', '完成日期不能在将来')
  if (on < openedOn) throw invalidInput('#/doneOn', `完成日期不能早于开立的 ${openedOn}`)
  await changeAction(
    act,
    row,
    { state: 'done', done_on: on, done_by: act.actor.userId },
    { kind: 'completed', facts: { doneOn: on }, note },
  )
  if (row.verifier_id) await sources.tell(act.tx, act.actor.tenantId, [notice('actionToVerify', row, row.verifier_id, act.now)], act.now)
}

/** 验证: somebody else than the doer has seen that it is in place; from then on its counts are watched. Without a criterion it ends here. */
export async function verifyAction(act: Act, id: string, { verdict, note }: ActionVerification, sources: ImprovementSources) {
  const row = await begin(act, id, 'verify')
  if (verdict === 'notInPlace') {
    await changeAction(act, row, { state: 'open', done_on: null, done_by: null }, { kind: 'rejected', note })
    return sources.tell(act.tx, act.actor.tenantId, [notice('actionJudged', row, row.owner_id, act.now, { verdict })], act.now)
  }
  const after = row.criterion && row.done_on ? watchedFrom(row.done_on, row.criterion.windowDays) : null
  const changes = {
    state: after ? 'watching' : 'closed',
    verified_by: act.actor.userId,
    after_from: after?.from ?? null,
    after_to: after?.to ?? null,
  } as const
  await changeAction(act, row, changes, { kind: 'confirmed', facts: after ?? {}, note })
}

/** 人工结论 where the counts decide nothing: watched on, opened again, or ended without proof. */
export async function concludeAction(act: Act, id: string, input: ActionConclusion) {
  const row = await begin(act, id, 'conclude')
  if (input.verdict === 'close') return changeAction(act, row, { state: 'closed' }, { kind: 'closed', note: input.reason })
  if (input.verdict === 'reopen') {
    if (input.dueOn < (await today(act))) throw invalidInput('#/dueOn', '完成期限不能早于今天')
    return changeAction(act, row, reopened(row, input.dueOn), { kind: 'reopened', facts: { round: row.round + 1 }, note: input.reason })
  }
  if (!row.criterion || !row.after_from || !row.after_to) throw new AppError('ACTION_STEP_NOT_ALLOWED', '这项措施没有观察窗口')
  const to = watchedOn(row.criterion, { from: row.after_from, to: row.after_to }, input.days)
  if (to < (await today(act))) throw invalidInput('#/days', '延长后的窗口已经过去，请多延几天')
  await changeAction(
    act,
    row,
    { state: 'watching', after_to: to },
    { kind: 'watchedOn', facts: { from: row.after_to, to }, note: input.reason },
  )
}

/** Back to its owner in the next round; what counts as success and as "before" stays. */
export const reopened = ({ round }: Action, dueOn: string) =>
  ({
    state: 'open',
    round: round + 1,
    due_on: dueOn,
    told_overdue: false,
    done_on: null,
    done_by: null,
    verified_by: null,
    after_from: null,
    after_to: null,
  }) as const

/** A reopened action is due again after so many days, unless somebody says otherwise. */
export const againDue = (on: string) => dayAfter(on, 30)

/** 取消, with its reason. */
export async function cancelAction(act: Act, id: string, { reason }: { reason: string }) {
  const row = await begin(act, id, 'cancel')
  await changeAction(act, row, { state: 'cancelled' }, { kind: 'cancelled', note: reason })
}

export { notice as noticeOf }
