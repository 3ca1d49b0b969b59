import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import type { Action } from './act.ts'
import { type ActionStep, stepIsOpen } from './rules.ts'

type Parts = Pick<Action, 'owner_id' | 'done_by' | 'opened_by' | 'verifier_id'>

const manages = (actor: Actor) => actor.permissions.has('actions:manage')
const handles = (actor: Actor) => manages(actor) || actor.permissions.has('actions:handle')

// 四眼: whoever did it does not verify it, whoever wants it does not approve it.
const parts: Record<ActionStep, (actor: Actor, action: Parts) => boolean> = {
  change: manages,
  approve: (actor, { opened_by: openedBy }) => manages(actor) && actor.userId !== openedBy,
  complete: (actor, { owner_id: ownerId }) => manages(actor) || (handles(actor) && actor.userId === ownerId),
  verify: (actor, action) => mayVerify(actor, action),
  conclude: (actor, action) => mayVerify(actor, action),
  cancel: manages,
  spread: manages,
  addEvidence: (actor, { owner_id: ownerId, verifier_id: verifierId }) =>
    manages(actor) || (handles(actor) && [ownerId, verifierId].includes(actor.userId)),
}

function mayVerify(actor: Actor, { owner_id: ownerId, done_by: doneBy, verifier_id: verifierId }: Parts): boolean {
  if (actor.userId === null || actor.userId === ownerId || actor.userId === doneBy) return false
  return verifierId ? actor.userId === verifierId && handles(actor) : manages(actor)
}

/** May this person take this step with this action, as far as their part in it goes? */
export const mayStep = (actor: Actor, step: ActionStep, action: Parts) => parts[step](actor, action)

export const canOfAction = (actor: Actor, action: Action) =>
  Object.fromEntries(
    (Object.keys(parts) as ActionStep[]).map((step) => [step, stepIsOpen(step, action.state) && mayStep(actor, step, action)]),
  ) as Record<ActionStep, boolean>

/** @throws NOT_PERMITTED */
export function requirePart(actor: Actor, step: ActionStep, action: Parts) {
  if (!mayStep(actor, step, action)) throw new AppError('NOT_PERMITTED', refusals[step] ?? '这一步由措施管理人员来做')
}

const refusals: Partial<Record<ActionStep, string>> = {
  approve: '开立人不能批准自己的措施，请其他管理人员批准',
  complete: '由负责人完成',
  verify: '由负责人以外的验证人来验证',
  conclude: '由负责人以外的验证人来下结论',
}
