import type { CustomerTier, TreeCode } from '@zhiwei/contract'
import type { z } from 'zod'

type Category = z.infer<typeof TreeCode>
export type HeldRole = { id: string; code: string; name: string; baseFen: number }
/** A line of the authorisation limits, with effective dates. */
export type LimitLine = {
  id: string
  roleId: string
  category: Category | null
  tier: CustomerTier | null
  perCaseFen: number
  perDayFen: number | null
  perMonthFen: number | null
  effectiveFrom: Date
  effectiveTo: Date | null
}
export type CaseFacts = { category: Category | null; tier: CustomerTier | null; at: Date }
/** Granted so far, in fen: on the case by whomever, and on this person's authority today and this month. */
export type GrantedSoFar = { caseFen: number; dayFen: number; monthFen: number }
type BoundBy = 'case' | 'day' | 'month' | 'none'
export type Limit = {
  limitFen: number
  perDayFen: number | null
  perMonthFen: number | null
  remainingFen: number
  boundBy: BoundBy
  role: HeldRole | null
  limitId: string | null
}

export const nothingGranted: GrantedSoFar = { caseFen: 0, dayFen: 0, monthFen: 0 }

/**
 * 授权额度: how much a person may still decide by themselves on this case, and what ends it. In each role the line in force that names the
 * category and the customer's tier most closely counts, else the role's own amount; of several roles the one that leaves most.
 * Source: docs/rules/authority.md
 */
export function limitOf(roles: readonly HeldRole[], facts: CaseFacts, granted: GrantedSoFar, lines: readonly LimitLine[]): Limit {
  const none: Limit = { limitFen: 0, perDayFen: null, perMonthFen: null, remainingFen: 0, boundBy: 'none', role: null, limitId: null }
  return roles.map((role) => limitOfRole(role, facts, granted, lines)).reduce((most, limit) => (isMore(limit, most) ? limit : most), none)
}

const isMore = (one: Limit, other: Limit) =>
  one.remainingFen > other.remainingFen || (one.remainingFen === other.remainingFen && one.limitFen > other.limitFen)

function limitOfRole(role: HeldRole, facts: CaseFacts, granted: GrantedSoFar, lines: readonly LimitLine[]): Limit {
  const line = lineFor(role.id, facts, lines)
  const limitFen = line?.perCaseFen ?? role.baseFen
  const { perDayFen = null, perMonthFen = null } = line ?? {}
  const left: [BoundBy, number][] = [['case', limitFen - granted.caseFen]]
  if (perDayFen !== null) left.push(['day', perDayFen - granted.dayFen])
  if (perMonthFen !== null) left.push(['month', perMonthFen - granted.monthFen])
  const [boundBy, least] = left.reduce((first, next) => (next[1] < first[1] ? next : first))
  const held = limitFen > 0
  return {
    limitFen,
    perDayFen,
    perMonthFen,
    remainingFen: Math.max(0, least),
    boundBy: held ? boundBy : 'none',
    role,
    limitId: line?.id ?? null,
  }
}

/** The closest line in force: the deeper category first, then the named tier, then the newest. */
export function lineFor(roleId: string, { category, tier, at }: CaseFacts, lines: readonly LimitLine[]): LimitLine | undefined {
  return lines
    .filter((line) => line.roleId === roleId && isInForce(line, at))
    .filter((line) => line.category === null || isInBranch(category, line.category))
    .filter((line) => line.tier === null || line.tier === tier)
    .sort(
      (a, b) =>
        depthOf(b.category) - depthOf(a.category) ||
        Number(b.tier !== null) - Number(a.tier !== null) ||
        b.effectiveFrom.getTime() - a.effectiveFrom.getTime(),
    )[0]
}

const depthOf = (category: string | null) => (category === null ? 0 : category.split('.').length)
const isInBranch = (category: string | null, branch: string) => category === branch || Boolean(category?.startsWith(`${branch}.`))
const isInForce = (line: Pick<LimitLine, 'effectiveFrom' | 'effectiveTo'>, at: Date) =>
  line.effectiveFrom <= at && (line.effectiveTo === null || at < line.effectiveTo)

/** A remedy without money is always granted; money up to what remains. */
export const isWithin = (amountFen: number, { remainingFen }: Pick<Limit, 'remainingFen'>) => amountFen === 0 || amountFen <= remainingFen

export type Approver = { id: string; unitId: string | null; limitFen: number }

/**
 * 审批链: who is asked, level by level up the unit tree from the proposer's unit: at each unit those who may approve and whose limit covers
 * the amount; last, everybody else who could. The proposer is never asked.
 * @param proposer whose `path` is the unit they belong to and those above it
 * Source: docs/rules/authority.md
 */
export function chainOf(
  approvers: readonly Approver[],
  proposer: { id: string | null; path: readonly string[] },
  amountFen: number,
): string[][] {
  const able = approvers.filter((person) => person.id !== proposer.id && person.limitFen >= amountFen)
  const levels: string[][] = []
  const asked = new Set<string>()
  const ask = (people: readonly Approver[]) => {
    const ids = people.map(({ id }) => id).filter((id) => !asked.has(id))
    for (const id of ids) asked.add(id)
    if (ids.length > 0) levels.push(ids.sort())
  }
  for (const unit of proposer.path) ask(able.filter((person) => person.unitId === unit))
  ask(able)
  return levels
}

/** Below five cases a number says nothing. Source: docs/rules/authority.md */
export const enoughCases = 5
const farOffFactor = 2

/** 同类对比: an amount more than twice the median of like cases, or less than half of it. */
export function farOffOf(amountFen: number | null, medianFen: number | null, cases: number): 'high' | 'low' | null {
  if (amountFen === null || amountFen === 0 || !medianFen || cases < enoughCases) return null
  if (amountFen > medianFen * farOffFactor) return 'high'
  return amountFen * farOffFactor < medianFen ? 'low' : null
}

/** 当场了结: worth it when handling costs more than what is disputed, whoever is right, and the limit covers it. Null: not enough is known. */
export function isCheaperToSettle(
  disputedFen: number | null,
  cost: { costFen: number; cases: number },
  remainingFen: number,
): boolean | null {
  if (disputedFen === null || disputedFen === 0 || cost.cases < enoughCases) return null
  return cost.costFen > disputedFen && disputedFen <= remainingFen
}
