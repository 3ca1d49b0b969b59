import { type ConductSign, conductSigns, type SetAsideWhy } from '@zhiwei/contract'
import weights from './weights.json' with { type: 'json' }

/** A complaint of the customer, with what became of it. */
export type ConductCase = {
  id: string
  at: Date
  product: string | null
  /** When it was first answered. */
  answeredAt: Date | null
  finding: 'substantiated' | 'partly' | 'unsubstantiated' | 'unverifiable' | null
  /** A remedy that stands, and since when. */
  grantedAt: Date | null
  /** Reopened, sent back by the follow-up call, or answered late. */
  wasUnresolved: boolean
  breachedAt: Date | null
  /** Earlier complaints of the same customer that say the same. */
  sameAs: string[]
  copies: { accounts: number; isGroup: boolean; isFounded: boolean }
}
/** A text of the customer: which signals it shows, and whether one announces to go outside. */
export type ConductText = { caseId: string; kinds: readonly string[]; threatens: boolean }
export type ConductFacts = {
  cases: readonly ConductCase[]
  texts: readonly ConductText[]
  /** Messages and reminders of the customer. */
  contacts: readonly { caseId: string; at: Date }[]
  /** Threats to staff that people recorded (人员防护). */
  threats: readonly { caseId: string }[]
}

type Counted = { sign: ConductSign; count: number; caseIds: string[] }
type SetAside = { sign: ConductSign; why: SetAsideWhy; count: number }
export type ConductPoints = {
  score: number
  level: 'none' | 'some' | 'strong'
  signs: (Counted & { points: number })[]
  setAside: SetAside[]
}

/** Looks at each candidate of a sign: null counts, a reason sets it aside. */
function sorted<Candidate extends { caseId: string }>(
  sign: ConductSign,
  candidates: readonly Candidate[],
  whyNot: (candidate: Candidate) => SetAsideWhy | null,
): { counted: Counted; setAside: SetAside[] } {
  const left = new Map<SetAsideWhy, number>()
  const caseIds: string[] = []
  for (const candidate of candidates) {
    const why = whyNot(candidate)
    if (why === null) caseIds.push(candidate.caseId)
    else left.set(why, (left.get(why) ?? 0) + 1)
  }
  const setAside = [...left].map(([why, count]) => ({ sign, why, count }))
  return { counted: { sign, count: caseIds.length, caseIds: [...new Set(caseIds)] }, setAside }
}

const isFounded = ({ finding }: ConductCase) => finding === 'substantiated' || finding === 'partly'

/**
 * 行为证据: points of what a customer did, each with the complaints it rests on, and what was left out of the count and why. Evidence for people, no verdict:
 * a complaint not decided yet, founded, unresolved or about another product counts for nothing.
 * Source: docs/rules/conduct.md
 */
export function conductPointsOf(facts: ConductFacts): ConductPoints {
  const byId = new Map(facts.cases.map((one) => [one.id, one]))
  const founded = (caseId: string) => {
    const one = byId.get(caseId)
    return one !== undefined && isFounded(one)
  }
  const textsWith = (kind: string) => facts.texts.filter(({ kinds }) => kinds.includes(kind))
  const inDistress = ({ kinds }: ConductText) => kinds.includes('selfHarm')
  const once = (texts: readonly ConductText[]) => [...new Map(texts.map((text) => [text.caseId, text])).values()]

  const parts = [
    copiedTexts(facts.cases),
    ...repeats(facts.cases, byId),
    sorted('threats', facts.threats, () => null),
    sorted(
      'pressure',
      textsWith('professional').filter(({ threatens }) => threatens),
      ({ caseId }) => (founded(caseId) ? 'founded' : null),
    ),
    sorted('insults', textsWith('insult'), (text) => (inDistress(text) ? 'distress' : null)),
    sorted('professional', once(textsWith('professional')), ({ caseId }) => (founded(caseId) ? 'founded' : null)),
    volume(facts, byId),
  ]
  const signs = parts
    .map(({ counted }) => ({ ...counted, points: pointsOf(counted.sign, counted.count) }))
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points || conductSigns.indexOf(one.sign) - conductSigns.indexOf(other.sign))
  const score = signs.reduce((sum, { points }) => sum + points, 0)
  return { score, level: levelOf(score, signs), signs, setAside: parts.flatMap(({ setAside }) => setAside) }
}

/** Points begin at the count `from` and grow by `each` for every further one (or every further `per`), up to `most`. */
export function pointsOf(sign: ConductSign, count: number): number {
  const { from, each, most, per = 1 }: { from: number; each: number; most: number; per?: number } = weights.signs[sign]
  return count < from ? 0 : Math.min(most, (1 + Math.floor((count - from) / per)) * each)
}

/** One sign alone, however often, is never strong; a threat to staff is. */
function levelOf(score: number, signs: readonly { sign: ConductSign }[]): ConductPoints['level'] {
  const { some, strong, strongSigns } = weights.levels
  const isStrong = score >= strong && (signs.length >= strongSigns || signs.some(({ sign }) => sign === 'threats'))
  if (isStrong) return 'strong'
  return score >= some ? 'some' : 'none'
}

/** 同文多户: the most accounts one text stands on; neighbours who complain together, and what proved right, are none. */
function copiedTexts(cases: readonly ConductCase[]) {
  const copied = cases.filter(({ copies }) => copies.accounts > 0)
  const whyNot = (one: ConductCase): SetAsideWhy | null => {
    const { copies } = one
    if (copies.isGroup) return 'group'
    if (copies.isFounded || isFounded(one)) return 'founded'
    return one.finding === null ? 'undecided' : null
  }
  const { counted, setAside } = sorted(
    'copiedTexts',
    copied.map((one) => ({ ...one, caseId: one.id })),
    whyNot,
  )
  const accounts = Math.max(0, ...copied.filter((one) => whyNot(one) === null).map(({ copies }) => copies.accounts))
  return { counted: { ...counted, count: accounts }, setAside }
}

/** 重复提出: what says the same as a complaint decided before, and was itself found without ground. */
function repeats(cases: readonly ConductCase[], byId: Map<string, ConductCase>) {
  const candidates = cases
    .map((one) => ({ one, caseId: one.id, earlier: one.sameAs.flatMap((id) => byId.get(id) ?? []) }))
    .filter(({ earlier }) => earlier.length > 0)
  const isGrantedBefore = ({ one, earlier }: (typeof candidates)[number]) =>
    earlier.some(({ grantedAt }) => grantedAt !== null && grantedAt <= one.at)
  const whyNot = ({ one, earlier }: (typeof candidates)[number]): SetAsideWhy | null => {
    const same = earlier.filter(({ product }) => product === null || one.product === null || product === one.product)
    if (same.length === 0) return 'otherProduct'
    if (one.finding === null || one.finding === 'unverifiable') return 'undecided'
    if (isFounded(one)) return 'founded'
    const isUnresolved = one.wasUnresolved || same.some((before) => before.wasUnresolved || !isDisposed(before, one))
    return isUnresolved ? 'unresolved' : null
  }
  const granted = candidates.filter(isGrantedBefore)
  const others = candidates.filter((candidate) => !isGrantedBefore(candidate))
  return [sorted('grantedAgain', granted, whyNot), sorted('repeatedClaims', others, whyNot)]
}

/** Answered before it was asked again, and either found without ground or made good. */
const isDisposed = (before: ConductCase, one: ConductCase) =>
  before.answeredAt !== null &&
  before.answeredAt <= one.at &&
  (before.finding === 'unsubstantiated' || (before.grantedAt !== null && before.grantedAt <= one.at))

/** 联系过量: the most messages and reminders in a week, without those about what was late or came back unresolved. */
function volume({ contacts }: ConductFacts, byId: Map<string, ConductCase>) {
  const spanMs = weights.volumeDays * 86_400_000
  const whyNot = ({ caseId, at }: { caseId: string; at: Date }): SetAsideWhy | null => {
    const about = byId.get(caseId)
    if (about?.breachedAt && about.breachedAt <= at) return 'overdue'
    return about?.wasUnresolved ? 'unresolved' : null
  }
  const inOrder = contacts.filter((contact) => whyNot(contact) === null).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  let [first, most] = [0, { from: 0, to: 0 }]
  for (let last = 0; last < inOrder.length; last++) {
    while ((inOrder[last] as { at: Date }).at.getTime() - (inOrder[first] as { at: Date }).at.getTime() >= spanMs) first++
    if (last + 1 - first > most.to - most.from) most = { from: first, to: last + 1 }
  }
  const { setAside } = sorted('volume', contacts, whyNot)
  const week = inOrder.slice(most.from, most.to)
  return { counted: { sign: 'volume' as const, count: week.length, caseIds: [...new Set(week.map(({ caseId }) => caseId))] }, setAside }
}
