import type { CaseRouting } from '@zhiwei/contract'
import { findCase, isOpen } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { candidatesFor } from './candidates.ts'
import { laneOf, proposalFor } from './choose.ts'
import { peopleAtDesks } from './desks.ts'
import { holdingsOf } from './holding.ts'
import type { QueueSources } from './my-queue.ts'
import { rulesInForce } from './rules-in-force.ts'
import { sayerOf } from './say.ts'
import { groupsInUse } from './skill-groups.ts'
import { routedCases } from './waiting.ts'

const shownOthers = 12

/** 为什么派给我: how the case came to whom it lies with; while it lies with nobody, or not with the customer's own handler, who should have it. */
export async function caseRouting(tx: Tx, actor: Actor, caseId: string, now: Date, { signalsOf }: QueueSources): Promise<CaseRouting> {
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, caseId)
  const rules = await rulesInForce(tx, tenantId, now)
  const [routed] = await routedCases(tx, tenantId, [complaintCase.id], signalsOf)
  const facts = routed?.facts
  const holding = (await holdingsOf(tx, tenantId, [complaintCase], (ids) => personNamesOf(tx, tenantId, ids))).get(complaintCase.id) ?? null
  const holderId = complaintCase.handler_id ?? (complaintCase.status === 'dispatched' ? null : complaintCase.agent_id)
  const isKeptElsewhere = facts?.named != null && facts.unitId === null && holderId !== facts.named.handlerId
  const asks =
    facts !== undefined && isOpen(complaintCase.status) && complaintCase.merged_into === null && (holderId === null || isKeptElsewhere)
  const candidates = asks ? await candidatesFor(tx, tenantId, facts) : []
  const people = await peopleAtDesks(
    tx,
    tenantId,
    candidates.map(({ id }) => id),
    rules,
    now,
  )
  const proposed = facts && asks ? proposalFor(facts, people, await groupsInUse(tx, tenantId), rules, now) : null
  const others = (proposed?.others ?? []).slice(0, shownOthers)
  const respondentNames = await personNamesOf(tx, tenantId, facts?.respondentIds ?? [])
  const say = await sayerOf(tx, tenantId, [
    ...(holding?.reasons ?? []),
    ...(proposed?.reasons ?? []),
    ...others.flatMap(({ objections }) => objections),
  ])
  const named = (id: string) => ({ id, name: candidates.find((one) => one.id === id)?.name ?? '' })
  const { lane, why } = facts ? laneOf(facts, rules) : { lane: 'ordinary' as const, why: [] }
  return {
    lane,
    laneReasons: lane === 'ordinary' ? [] : [{ code: lane, facts: { why } }],
    respondents: [...respondentNames].map(([id, name]) => ({ id, name })),
    holding: holding && { ...holding, reasons: say(holding.reasons) },
    proposal:
      proposed?.personId && proposed.personId !== holderId ? { person: named(proposed.personId), reasons: say(proposed.reasons) } : null,
    others: others.map(({ personId, objections }) => ({ person: named(personId), objections: say(objections) })),
    can: { assign: actor.permissions.has('cases:assign'), name: actor.permissions.has('cases:classify') },
  }
}
