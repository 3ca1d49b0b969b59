import { customerNames } from '../../customers/index.ts'
import { findUnits, pathsUp, peopleWithRoles } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Approver, type CaseFacts, chainOf, type LimitLine, limitOf, nothingGranted } from '../rules.ts'

export type Person = Awaited<ReturnType<typeof peopleWithRoles>>[number]
type Deputed = { user_id: string; deputy_id: string; from_at: Date; to_at: Date }
export type Settings = { minuteCostFen: number; approvalMinutes: number; version: number }
/** Everything that decides who may grant how much and who is asked. */
export type Rulebook = {
  lines: LimitLine[]
  people: Person[]
  units: { id: string; parentId: string | null }[]
  deputies: Deputed[]
  settings: Settings
}

/** Our own defaults: a minute of handling at 1 元, four hours to decide. */
const shippedSettings: Settings = { minuteCostFen: 100, approvalMinutes: 240, version: 1 }

export async function rulebookOf(tx: Tx, tenantId: string): Promise<Rulebook> {
  return {
    lines: await limitLinesOf(tx, tenantId),
    people: await peopleWithRoles(tx, tenantId),
    units: await findUnits(tx, tenantId),
    deputies: await deputiesOf(tx, tenantId),
    settings: await settingsOf(tx, tenantId),
  }
}

export async function limitLinesOf(tx: Tx, tenantId: string): Promise<LimitLine[]> {
  const rows = await tx.selectFrom('authority_limit').selectAll().where('tenant_id', '=', tenantId).execute()
  return rows.map((row) => ({
    id: row.id,
    roleId: row.role_id,
    category: row.category,
    tier: row.tier,
    perCaseFen: row.per_case_fen,
    perDayFen: row.per_day_fen,
    perMonthFen: row.per_month_fen,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
  }))
}

const deputiesOf = (tx: Tx, tenantId: string): Promise<Deputed[]> =>
  tx
    .selectFrom('deputy')
    .select(['user_id', 'deputy_id', 'from_at', 'to_at'])
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .execute()

export async function settingsOf(tx: Tx, tenantId: string): Promise<Settings> {
  const row = await tx.selectFrom('authority_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) return shippedSettings
  return { minuteCostFen: row.minute_cost_fen, approvalMinutes: row.approval_minutes, version: row.version }
}

/** Puts the settings into a new tenant. */
export const seedAuthority = (tx: Tx, tenantId: string) =>
  tx
    .insertInto('authority_setting')
    .values({
      tenant_id: tenantId,
      minute_cost_fen: shippedSettings.minuteCostFen,
      approval_minutes: shippedSettings.approvalMinutes,
    })
    .execute()

/** The customer's tier, by which a limit may differ. */
export async function tierOf(tx: Tx, tenantId: string, customerId: string | null) {
  if (!customerId) return null
  return (await customerNames(tx, tenantId, [customerId])).get(customerId)?.tier ?? null
}

/** Who may approve, with what each could grant on this case; what they granted elsewhere today counts only when they decide. */
const approversOf = ({ people, lines }: Rulebook, facts: CaseFacts, caseFen: number): Approver[] =>
  people
    .filter(({ permissions }) => permissions.has('cases:approve'))
    .map(({ id, unitId, roles }) => ({ id, unitId, limitFen: limitOf(roles, facts, { ...nothingGranted, caseFen }, lines).remainingFen }))

/** 审批链 of a proposal, with deputies in force beside those they stand in for. */
export function askedFor(
  rulebook: Rulebook,
  facts: CaseFacts,
  proposal: { by: { id: string | null; unitId: string | null }; amountFen: number; caseFen: number },
): string[][] {
  const { by, amountFen, caseFen } = proposal
  const proposer = { id: by.id, path: pathsUp(rulebook.units)(by.unitId) }
  const chain = chainOf(approversOf(rulebook, facts, caseFen), proposer, amountFen)
  return chain.map((level) => withDeputies(level, rulebook.deputies, facts.at).filter((id) => id !== by.id))
}

/** Who is asked when nobody decided in time: the next level up, beside those who were asked before. */
export function askedNext(rulebook: Rulebook, facts: CaseFacts, proposal: Parameters<typeof askedFor>[2], level: number) {
  const chain = askedFor(rulebook, facts, proposal)
  const next = Math.min(level + 1, Math.max(0, chain.length - 1))
  return { level: next, asked: [...new Set(chain.slice(0, next + 1).flat())] }
}

const withDeputies = (ids: string[], deputies: readonly Deputed[], at: Date) => [
  ...new Set([...ids, ...deputies.filter((d) => ids.includes(d.user_id) && isStandingIn(d, at)).map((d) => d.deputy_id)]),
]

const isStandingIn = (deputy: Deputed, at: Date) => deputy.from_at <= at && at < deputy.to_at

/** Whom this person stands in for now. */
export const principalsOf = ({ deputies }: Pick<Rulebook, 'deputies'>, deputyId: string | null, at: Date): string[] => [
  ...new Set(deputies.filter((d) => d.deputy_id === deputyId && isStandingIn(d, at)).map((d) => d.user_id)),
]

export async function principalIdsOf(tx: Tx, tenantId: string, deputyId: string | null, at: Date): Promise<string[]> {
  return deputyId === null ? [] : principalsOf({ deputies: await deputiesOf(tx, tenantId) }, deputyId, at)
}
