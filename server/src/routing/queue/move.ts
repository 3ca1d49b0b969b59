import { type ActDone, actInputs, type CaseMove, type RoutingReason } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, type Case, isOpen, lockCase } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { dispatchCase } from '../dispatch.ts'
import type { TaskDueAt } from '../task-clock.ts'
import { transferCase } from '../transfer.ts'
import { laneOf, objectionsTo } from './choose.ts'
import { peopleAtDesks } from './desks.ts'
import type { QueueSources } from './my-queue.ts'
import { requireNoRespondent } from './respondents.ts'
import { rulesInForce } from './rules-in-force.ts'
import { groupsInUse } from './skill-groups.ts'
import { assignTo } from './take-next.ts'
import { insertTurns } from './turns.ts'
import { routedCases } from './waiting.ts'

/**
 * 调派: a supervisor gives a case to another person, in the unit it lies with or in the call centre. What speaks against it is said first; the
 * supervisor may insist, but never on the person complained about.
 * @throws CASE_NOT_FOUND, VERSION_CONFLICT, CASE_STEP_NOT_ALLOWED, INPUT_INVALID, PERSON_NOT_FREE
 * Source: docs/rules/routing.md
 */
export async function moveCase(act: Act, input: z.infer<typeof CaseMove>, sources: QueueSources, taskDueAt: TaskDueAt): Promise<ActDone> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const complaintCase = await lockCase(act, input.caseId, input.version)
  if (!isOpen(complaintCase.status) || complaintCase.merged_into) throw new AppError('CASE_STEP_NOT_ALLOWED', '工单已结束或并入了另一件')
  const inUnit = complaintCase.unit_id !== null && (complaintCase.status === 'dispatched' || complaintCase.status === 'handling')
  const holderId = inUnit ? complaintCase.handler_id : complaintCase.agent_id
  if (holderId === input.toUserId) throw invalidInput('#/toUserId', '工单已在此人手上')
  const person = await activePerson(tx, tenantId, input.toUserId).catch(() => null)
  if (!person) throw invalidInput('#/toUserId', '没有这名在职人员，请重新选择')
  if (inUnit && person.unitId !== complaintCase.unit_id) throw invalidInput('#/toUserId', '承办人须是该部门的在职人员')
  if (!inUnit && !person.permissions.has('cases:accept')) throw invalidInput('#/toUserId', '须是可以受理投诉的人员')
  await requireNoRespondent(act, input.caseId, input.toUserId, '#/toUserId')

  const rules = await rulesInForce(tx, tenantId, now)
  const [routed] = await routedCases(tx, tenantId, [input.caseId], sources.signalsOf)
  const [desk] = await peopleAtDesks(tx, tenantId, [input.toUserId], rules, now)
  const objections = routed && desk ? objectionsTo(desk, routed.facts, await groupsInUse(tx, tenantId), rules, now) : []
  if (objections.length > 0 && !input.override) throw new AppError('PERSON_NOT_FREE', `${sentence(objections)}；换人，或确认后坚持`)

  const lane = routed ? laneOf(routed.facts, rules).lane : 'ordinary'
  if (!inUnit) {
    const passedOver = objections.map(({ code }) => code)
    const after = await assignTo(
      act,
      input.caseId,
      input.toUserId,
      { way: 'moved', lane, ...(passedOver.length > 0 && { passedOver }) },
      input.reason,
    )
    return actDone(act, after)
  }
  const done = await giveInUnit(act, complaintCase, input, taskDueAt)
  const facts = { handlerId: input.toUserId }
  await insertTurns(tx, tenantId, [{ kind: 'case.dispatched', caseId: input.caseId, at: now, actorId: actor.userId, facts }])
  return done
}

/** Within the unit; what co-handling units were asked for goes on. One who has it in hand hands it over as a new dispatch, to be receipted. */
function giveInUnit(act: Act, { status, unit_id }: Case, { caseId, toUserId, reason }: z.infer<typeof CaseMove>, taskDueAt: TaskDueAt) {
  // Who assigns work hands it on within a unit without handling cases themselves.
  const permissions = new Set([...act.actor.permissions, 'cases:handle' as const])
  if (status === 'dispatched')
    return transferCase({ ...act, actor: { ...act.actor, permissions } }, caseId, { handlerId: toUserId, reason })
  return dispatchCase(act, caseId, actInputs.dispatches.parse({ unitId: unit_id, handlerId: toUserId, instructions: reason }), taskDueAt)
}

const sentences: Partial<Record<RoutingReason['code'], string>> = {
  handledBefore: '经手过上一件，而客户这次投诉的是服务',
  absent: '现在不在岗',
  full: '手上的工单已到上限',
  resting: '刚连续办了几件激化投诉，应先缓一缓',
  unskilled: '不在办理这类投诉的技能组里',
}
const sentence = (objections: RoutingReason[]) => objections.map(({ code }) => sentences[code] ?? code).join('，')
