import { type FeedEvent, isOpen, lockCase, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { candidatesFor } from './candidates.ts'
import { laneOf, proposalFor } from './choose.ts'
import { peopleAtDesks } from './desks.ts'
import { rulesInForce } from './rules-in-force.ts'
import { groupsInUse } from './skill-groups.ts'
import { assignTo } from './take-next.ts'
import { routedCases, type SignalsOf } from './waiting.ts'

/**
 * 自动派单, where the rules say so: what nobody has goes to the one proposed; once accepted, a key account's case goes to its own handler.
 * A reader of the feed, safe to run twice: a case that somebody has is left where it is.
 * Source: docs/rules/routing.md
 */
export const assignByItself = (signalsOf: SignalsOf) =>
  async function assign(deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
    const now = deps.clock()
    const rules = await rulesInForce(tx, tenantId, now)
    if (!rules.assignsByItself) return
    const groups = await groupsInUse(tx, tenantId)
    const act = { tx, keys: deps.keys, actor: systemActor(tenantId), now }
    const accepted = new Set(events.filter(({ kind }) => kind === 'case.accepted').map(({ caseId }) => caseId))
    for (const caseId of new Set(events.map((event) => event.caseId))) {
      const complaintCase = await lockCase(act, caseId)
      const isWaiting = complaintCase.agent_id === null && complaintCase.handler_id === null && complaintCase.unit_id === null
      if (!isOpen(complaintCase.status) || complaintCase.merged_into || complaintCase.origin !== 'live') continue
      if (!isWaiting && !(accepted.has(caseId) && complaintCase.unit_id === null)) continue
      const [routed] = await routedCases(tx, tenantId, [caseId], signalsOf)
      if (!routed || (!isWaiting && !routed.facts.named)) continue
      const candidates = await candidatesFor(tx, tenantId, routed.facts)
      const people = await peopleAtDesks(
        tx,
        tenantId,
        candidates.map(({ id }) => id),
        rules,
        now,
      )
      const { personId, reasons } = proposalFor(routed.facts, people, groups, rules, now)
      const isOwnHandler = reasons.some(({ code }) => code === 'named' || code === 'deputy')
      if (!personId || personId === complaintCase.agent_id || (!isWaiting && !isOwnHandler)) continue
      await assignTo(act, caseId, personId, { way: 'byItself', lane: laneOf(routed.facts, rules).lane, why: reasons })
    }
  }
