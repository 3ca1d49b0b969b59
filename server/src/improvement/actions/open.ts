import type { ActionInput, ActionSpread } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activePerson, activeUnit, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Day, dayOf } from '../../platform/days.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { activeCauses } from '../causes.ts'
import { requireLinks, requireTreeAndReport } from '../links.ts'
import { type Action, changeAction, lockAction, masked, tellHistory } from './act.ts'
import { requirePart } from './policy.ts'
import { criterionOf } from './rules.ts'
import type { ImprovementSources } from './sources.ts'
import type { ActionTable, Criterion } from './tables.ts'

/**
 * 开立措施: who does what against a cause or a risk point until when, and what will count as success. Somebody else approves it.
 * @throws INPUT_INVALID, NOT_FOUND
 * Source: docs/rules/actions.md
 */
export async function openAction(act: Act, input: ActionInput, sources: ImprovementSources): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const today = dayOf(now, await tenantZone(tx, tenantId))
  if (input.dueOn < today) throw invalidInput('#/dueOn', '完成期限不能早于今天')
  const owner = await requireOwner(tx, tenantId, input.ownerId)
  await requireVerifier(tx, tenantId, input.ownerId, input.verifierId)
  if (input.unitId) await activeUnit(tx, tenantId, input.unitId)
  if (input.criterion?.unitId) await activeUnit(tx, tenantId, input.criterion.unitId)
  if (input.cause && !(await activeCauses(tx, tenantId)).has(input.cause))
    throw invalidInput('#/cause', `没有可用的原因 ${input.cause}，请从原因目录中选择`)
  await requireLinks(tx, actor, input, sources)
  await requireTreeAndReport(tx, tenantId, input)
  const { criterion, before } = criterionOf(input, today, await firstDay(tx, tenantId))
  const id = newId()
  await insertAction(act, {
    id,
    kind: input.kind,
    title: masked(input.title),
    description: masked(input.description),
    owner_id: input.ownerId,
    unit_id: input.unitId === undefined ? owner.unitId : input.unitId,
    verifier_id: input.verifierId,
    due_on: input.dueOn,
    cause: input.cause,
    risk_point_id: input.riskPointId,
    case_ids: [...new Set(input.caseIds)],
    topic_id: input.topicId,
    cause_tree_id: input.causeTreeId,
    eight_d_id: input.eightDId,
    parent_id: null,
    criterion,
    before,
  })
  return { id }
}

type NewAction = Pick<
  ActionTable,
  | 'id'
  | 'kind'
  | 'title'
  | 'description'
  | 'owner_id'
  | 'unit_id'
  | 'verifier_id'
  | 'due_on'
  | 'cause'
  | 'risk_point_id'
  | 'case_ids'
  | 'topic_id'
  | 'cause_tree_id'
  | 'eight_d_id'
  | 'parent_id'
> & { criterion: Criterion | null; before: { from: Day; to: Day } | null }

async function insertAction(act: Act, { criterion, before, ...action }: NewAction) {
  const { tx, actor, now } = act
  await tx
    .insertInto('action')
    .values({
      ...action,
      tenant_id: actor.tenantId,
      state: 'proposed',
      criterion: criterion && JSON.stringify(criterion),
      before_from: before?.from ?? null,
      before_to: before?.to ?? null,
      at: now,
      opened_by: actor.userId,
      approved_by: null,
      done_on: null,
      done_by: null,
      verified_by: null,
      after_from: null,
      after_to: null,
      verdict: null,
      judged_at: null,
    })
    .execute()
  await tellHistory(act, action.id, {
    kind: 'opened',
    facts: { kind: action.kind, ...(action.parent_id && { parentId: action.parent_id }) },
  })
  const facts = { kind: action.kind, cause: action.cause, ownerId: action.owner_id }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'action.opened', actorId: actor.userId, subjectId: action.id, facts, at: now })
}

/**
 * 横向展开: the same action for other units, each counted by its own unit's complaints from today on; the one it repeats is not done by it.
 * @throws NOT_FOUND, ACTION_STEP_NOT_ALLOWED, INPUT_INVALID, ALREADY_EXISTS when that unit has it already
 */
export async function spreadAction(act: Act, parentId: string, { sites }: ActionSpread): Promise<{ ids: string[] }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const parent = await lockAction(act, parentId, 'spread')
  requirePart(actor, 'spread', parent)
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const first = await firstDay(tx, tenantId)
  const has = await tx.selectFrom('action').select('unit_id').where('tenant_id', '=', tenantId).where('parent_id', '=', parentId).execute()
  const taken = new Set([parent.unit_id, ...has.map(({ unit_id: unitId }) => unitId)])
  const ids: string[] = []
  for (const [at, site] of sites.entries()) {
    if (taken.has(site.unitId)) throw new AppError('ALREADY_EXISTS', '这个部门已有这项措施')
    taken.add(site.unitId)
    if (site.dueOn < today) throw invalidInput(`#/sites/${at}/dueOn`, '完成期限不能早于今天')
    await activeUnit(tx, tenantId, site.unitId)
    await requireOwner(tx, tenantId, site.ownerId)
    await requireVerifier(tx, tenantId, site.ownerId, site.verifierId)
    const id = newId()
    ids.push(id)
    await insertAction(act, {
      ...copyOf(parent),
      ...criterionAt(parent, site.unitId, today, first),
      id,
      owner_id: site.ownerId,
      unit_id: site.unitId,
      verifier_id: site.verifierId,
      due_on: site.dueOn,
      parent_id: parentId,
    })
  }
  await changeAction(act, parent, {}, { kind: 'spread', facts: { unitIds: sites.map(({ unitId }) => unitId) } })
  return { ids }
}

const copyOf = ({ kind, title, description, cause, risk_point_id, topic_id, cause_tree_id, eight_d_id }: Action) => ({
  kind: kind === 'containment' ? kind : ('preventive' as const),
  title,
  description,
  cause,
  risk_point_id,
  case_ids: [],
  topic_id,
  cause_tree_id,
  eight_d_id,
})

function criterionAt({ kind, cause, risk_point_id: riskPointId, criterion }: Action, unitId: string, today: Day, first: Day | null) {
  if (!criterion) return { criterion: null, before: null }
  const { of, ...same } = criterion
  return criterionOf({ kind, cause, riskPointId, criterion: { ...same, of, unitId: of === 'cause' ? unitId : null } }, today, first)
}

/** The owner can do it: active, and permitted to work on actions. */
export async function requireOwner(tx: Tx, tenantId: string, ownerId: string) {
  const owner = await activePerson(tx, tenantId, ownerId)
  if (!owner.permissions.has('actions:handle') && !owner.permissions.has('actions:manage'))
    throw invalidInput('#/ownerId', '此人没有办理措施的权限，请另选负责人')
  return owner
}

export async function requireVerifier(tx: Tx, tenantId: string, ownerId: string, verifierId: string | null) {
  if (verifierId === null) return
  if (verifierId === ownerId) throw invalidInput('#/verifierId', '验证人不能是负责人本人')
  const verifier = await activePerson(tx, tenantId, verifierId)
  if (!verifier.permissions.has('actions:handle') && !verifier.permissions.has('actions:manage'))
    throw invalidInput('#/verifierId', '此人没有办理措施的权限，请另选验证人')
}

/** Day of the first complaint the tenant has; before it nothing was counted. */
async function firstDay(tx: Tx, tenantId: string): Promise<Day | null> {
  const first = await tx
    .selectFrom('complaint_case')
    .select('received_at')
    .where('tenant_id', '=', tenantId)
    .where('erased_at', 'is', null)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  return first ? dayOf(first.received_at, await tenantZone(tx, tenantId)) : null
}
