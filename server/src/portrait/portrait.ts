import type { Portrait, RemedyProposals } from '@zhiwei/contract'
import { type Case, findCase, isOpen, missingFor, seesAll, seesCustomer } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { type CustomerFacts, careGivenTo, complaintsOf, factsOf, type Told, thanksOn, usefulnessOf } from './queries.ts'
import { careOfStage, lifecycleOf, proposalsOf, satisfyingOf } from './rules.ts'

/** Of modules this one may not import. */
export type PortraitSources = {
  /** What the person may still grant on the case, in fen. */
  remainingFenOf: (tx: Tx, actor: Actor, complaintCase: Case, now: Date) => Promise<number>
  /** Ideas that were taken up from what was said in the case. */
  ideasTakenUp: (tx: Tx, actor: Actor, caseId: string) => Promise<{ id: string; title: string }[]>
}

/**
 * 画像: tier, stage of the life cycle with its reasons, complaints with their ends, what satisfied before, and which care the stage asks for.
 * @throws NOT_FOUND
 * Source: docs/rules/portrait.md
 */
export async function portraitOf(tx: Tx, actor: Actor, customerId: string, now: Date): Promise<Portrait> {
  const facts = await factsOf(tx, actor, customerId)
  if (!facts || !(await seesCustomer(tx, actor, facts.id))) throw new AppError('NOT_FOUND', '没有找到这位客户')
  const told = await complaintsOf(tx, actor, facts.id)
  const whole = seesAll(actor)
  const heard = heardOf(facts, told)
  const computed = lifecycleOf({ ...heard, ...knownOf(facts, told) }, now)
  const stage = facts.lifecycle ?? (whole ? computed.stage : null)
  const given = await careGivenTo(tx, actor.tenantId, facts.id)
  const granted = told.flatMap(({ remedies }) => remedies)
  return {
    customerId: facts.id,
    tier: facts.tier,
    lifecycle: {
      stage,
      setByPerson: facts.lifecycle !== null,
      computed: whole ? computed.stage : null,
      reasons: whole ? computed.reasons : [],
    },
    knownSince: heard.knownSince?.toISOString() ?? null,
    lastHeardAt: heard.lastHeardAt?.toISOString() ?? null,
    partial: !whole,
    counts: {
      cases: told.length,
      contacts: facts.contacts.count,
      satisfied: told.filter(({ end }) => end === 'satisfied').length,
      unhappy: told.filter(({ end }) => end === 'unhappy').length,
      grantedFen: granted.reduce((sum, { amountFen }) => sum + amountFen, 0),
      thanks: granted.filter(({ kind }) => kind === 'thanks').length,
    },
    cases: told.map(({ at: _at, ...row }) => row),
    satisfying: satisfyingOf(told),
    afterCare: (stage ? careOfStage[stage] : []).map((purpose) => ({
      purpose,
      openTaskId: given.get(purpose)?.openTaskId ?? null,
      lastAt: given.get(purpose)?.lastAt ?? null,
      can: actor.permissions.has('care:handle') && !given.get(purpose)?.openTaskId,
    })),
  }
}

const knownOf = (facts: NonNullable<CustomerFacts>, told: readonly Told[]) => ({
  tier: facts.tier,
  cases: told.length,
  products: new Set([...told.flatMap(({ product }) => product ?? []), ...facts.contacts.products]).size,
  lastEnd: told.find(({ end }) => end !== null)?.end ?? null,
  unhappyContact: facts.unhappyContact,
})

function heardOf({ contacts }: NonNullable<CustomerFacts>, told: readonly Told[]) {
  const times = [...told.map(({ at }) => at), contacts.first, contacts.last].flatMap((at) => (at ? [at.getTime()] : []))
  if (times.length === 0) return { knownSince: null, lastHeardAt: null }
  return { knownSince: new Date(Math.min(...times)), lastHeardAt: new Date(Math.max(...times)) }
}

/**
 * 补偿建议 on a case: what satisfied the customer before, and whether the complaint deserves thanks. A person applies it by the acts of the case.
 * @throws CASE_NOT_FOUND
 */
export async function remedyProposalsFor(
  tx: Tx,
  actor: Actor,
  idOrNumber: string,
  now: Date,
  sources: PortraitSources,
): Promise<RemedyProposals> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { id, customer_id: customerId, amount_fen: disputedFen } = complaintCase
  const mayGrant = actor.permissions.has('cases:grantRemedy')
  const given = await thanksOn(tx, actor.tenantId, id)
  const ideas = (await sources.ideasTakenUp(tx, actor, id)).map((idea) => ({ code: 'idea' as const, ...idea }))
  const useful = [...(await usefulnessOf(tx, actor, id)), ...ideas]
  const thanks = { useful, given, can: mayGrant && !given && missingFor('thanks', complaintCase).length === 0 }
  if (customerId === null) return { proposals: [], earlierCases: 0, thanks }
  const told = await complaintsOf(tx, actor, customerId)
  const earlier = told.filter((one) => one.id !== id && one.at <= complaintCase.received_at)
  const granted = told.find((one) => one.id === id)?.remedies.map(({ kind }) => kind) ?? []
  const remainingFen = mayGrant ? await sources.remainingFenOf(tx, actor, complaintCase, now) : 0
  const proposals = isOpen(complaintCase.status) ? proposalsOf(satisfyingOf(earlier), { disputedFen, remainingFen, granted }) : []
  return { proposals, earlierCases: earlier.length, thanks }
}
