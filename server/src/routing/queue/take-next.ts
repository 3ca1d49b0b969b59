import type { RoutingReason, TakenNext } from '@zhiwei/contract'
import { type Act, lockCase, recordEvent } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { receiveCase } from '../receive.ts'
import { laneOf } from './choose.ts'
import { orderedFor, type QueueSources } from './my-queue.ts'
import { rulesInForce } from './rules-in-force.ts'
import { sayerOf } from './say.ts'
import { insertTurns } from './turns.ts'
import { isWaiting, type Pool, poolOf, type RoutedCase } from './waiting.ts'

/**
 * 认领下一件: gives the person what comes next; of two at once each gets another one. The call centre's own becomes theirs to look after, what
 * lies with their unit they receipt.
 * @throws NOTHING_TO_TAKE with the reason
 * Source: docs/rules/routing.md
 */
export async function takeNext(act: Act, sources: QueueSources): Promise<TakenNext> {
  const { tx, actor, now } = act
  const rules = await rulesInForce(tx, actor.tenantId, now)
  const pool = poolOf(actor)
  const { waiting } = await orderedFor(tx, actor, pool, rules, now, sources)
  for (const { routed, reasons, objections } of waiting) {
    if (objections.length > 0 || !(await isStillThere(act, routed, pool))) continue
    const { lane } = laneOf(routed.facts, rules)
    const why = { way: 'taken', lane, why: reasons }
    if (routed.facts.unitId) await receiveCase(act, routed.row.id, {}, why)
    else await assignTo(act, routed.row.id, actor.userId ?? '', why)
    const say = await sayerOf(tx, actor.tenantId, reasons)
    return { caseId: routed.row.id, number: routed.row.number, reasons: say(reasons) }
  }
  throw new AppError('NOTHING_TO_TAKE', whyNothing(waiting))
}

/** Locks it, if nobody has taken it or is just taking it: whoever asks at the same moment looks at the next one. */
async function isStillThere({ tx, actor }: Act, { row }: RoutedCase, pool: Pool): Promise<boolean> {
  const found = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', row.id)
    .where(isWaiting(pool))
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return found !== undefined
}

/** The agent who looks after the case from now on, with how that came about. */
export async function assignTo(act: Act, caseId: string, agentId: string, why: Record<string, unknown>, reason?: string) {
  const complaintCase = await lockCase(act, caseId)
  const facts = { agentId, ...(complaintCase.agent_id && { fromAgentId: complaintCase.agent_id }), ...why }
  const event = { kind: 'case.assigned' as const, facts, ...(reason && { texts: { reason } }) }
  const after = await recordEvent(act, complaintCase, event, { agent_id: agentId })
  // At once, so that the next choice knows of it.
  await insertTurns(act.tx, act.actor.tenantId, [{ kind: 'case.assigned', caseId, at: act.now, actorId: act.actor.userId, facts }])
  return after
}

const words: Partial<Record<RoutingReason['code'], string>> = {
  absent: '您现在不在岗；把状态改为“在岗”后再认领',
  full: '您手上的工单已到上限；先办结一些，或请班长调整',
  resting: '您刚连续办了几件激化投诉，先缓一缓；在等的都是这一类，由班长安排',
  unskilled: '在等的工单要由别的技能组来办',
  reserved: '在等的工单留给客户的专属承办人',
  handledBefore: '在等的投诉对上一次的服务不满，上一次由您经手，请由他人承办',
  respondent: '在等的投诉与您本人有关，请由他人承办',
}

function whyNothing(waiting: { objections: RoutingReason[] }[]): string {
  const code = waiting[0]?.objections[0]?.code
  return (code && words[code]) ?? '没有在等人认领的工单'
}
