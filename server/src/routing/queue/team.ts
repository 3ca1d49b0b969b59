import type { RoutingRules, TeamBoard, TeamMember } from '@zhiwei/contract'
import { choosablePeople, findUnits, pathsUp } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { laneOf, waitedMinutes } from './choose.ts'
import { deskOf, type PersonAtDesk, peopleAtDesks } from './desks.ts'
import { orderedFor, type QueueSources, queueRows } from './my-queue.ts'
import { rulesInForce } from './rules-in-force.ts'
import { groupsInUse } from './skill-groups.ts'

const shownWaiting = 20

/** 团队看板: who is there, who has how much, who has too much; and what waits for somebody. Of a unit with all below it; none named: one's own. */
export async function teamBoard(tx: Tx, actor: Actor, asked: string | undefined, now: Date, sources: QueueSources): Promise<TeamBoard> {
  const { tenantId } = actor
  const rules = await rulesInForce(tx, tenantId, now)
  const units = (await findUnits(tx, tenantId)).filter(({ active }) => active)
  const top = units.find(({ id }) => id === (asked ?? actor.unitId)) ?? null
  const pathOf = pathsUp(units)
  const inside = top ? units.filter(({ id }) => pathOf(id).includes(top.id)) : units
  const members = await membersOf(tx, tenantId, new Set(inside.map(({ id }) => id)), top === null, rules, now)
  const callCentre = top === null || inside.some(({ kind }) => kind === 'callCentre' || kind === 'company')
  const pool = { callCentre, unitIds: inside.map(({ id }) => id) }
  const { waiting } = await orderedFor(tx, actor, pool, rules, now, sources)
  const counts = { urgent: 0, green: 0, ordinary: 0, tooLong: 0 }
  let longestWaitMinutes = 0
  for (const { routed } of waiting) {
    const { lane } = laneOf(routed.facts, rules)
    const waited = waitedMinutes(routed.facts, now)
    counts[lane] += 1
    if (waited > rules.waitMinutes[lane]) counts.tooLong += 1
    longestWaitMinutes = Math.max(longestWaitMinutes, waited)
  }
  // For the board it matters why a case stands where it stands, not what keeps it from whoever looks.
  const first = waiting
    .slice(0, shownWaiting)
    .map((one) => ({ ...one, reasons: one.reasons.filter(({ code }) => code !== 'load'), objections: [] }))
  return {
    units: units.map(({ id, name }) => ({ id, name })),
    unitId: top?.id ?? null,
    members,
    waiting: counts,
    longestWaitMinutes,
    waitingFirst: await queueRows(tx, actor, first, rules, now, sources),
  }
}

async function membersOf(
  tx: Tx,
  tenantId: string,
  unitIds: ReadonlySet<string>,
  isAll: boolean,
  rules: RoutingRules,
  now: Date,
): Promise<TeamMember[]> {
  const asker = { tenantId, permissions: new Set<never>() }
  const takers = await choosablePeople(tx, asker, { permission: 'cases:accept' })
  const handlers = await choosablePeople(tx, asker, { permission: 'cases:handle' })
  const all = new Map([...takers, ...handlers].map((person) => [person.id, person]))
  const people = [...all.values()].filter(({ unitId }) => isAll || (unitId !== null && unitIds.has(unitId)))
  const desks = new Map(
    (
      await peopleAtDesks(
        tx,
        tenantId,
        people.map(({ id }) => id),
        rules,
        now,
      )
    ).map((desk) => [desk.id, desk]),
  )
  const groups = await groupsInUse(tx, tenantId)
  return people
    .flatMap(({ id, name, unitId, unitName }): TeamMember[] => {
      const desk = desks.get(id)
      if (!desk) return []
      const unit = unitId && unitName ? { id: unitId, name: unitName } : null
      const { overdue, dueSoon, heavy, today } = desk
      const of = groups.filter(({ memberIds }) => memberIds.has(id)).map((group) => group.name)
      return [{ id, name, unit, desk: deskOf(desk), overdue, dueSoon, heavy, today, isOverloaded: isOverloaded(desk, rules), groups: of }]
    })
    .sort((one, other) => loadOf(other) - loadOf(one) || one.name.localeCompare(other.name, 'zh'))
}

const loadOf = ({ desk }: TeamMember) => desk.openCount / Math.max(1, desk.openLimit)

/** 超负荷: at the limit, or nothing but heavy ones lately. */
const isOverloaded = (desk: PersonAtDesk, { heavyInARow }: RoutingRules) => desk.open >= desk.limit || desk.heavyInARow >= heavyInARow
