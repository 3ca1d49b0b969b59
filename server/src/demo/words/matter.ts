import type { Finding, RemedyKind } from '@zhiwei/contract'
import type { UnitCode } from '../company/company.ts'
import type { Kind } from '../company/products.ts'

/** Who gets the case first: a unit, the branch of the customer's region, or whoever installs there. */
export type Lead = UnitCode | 'branch' | 'installer' | 'callCentre'
export type ByFinding = Partial<Record<Finding, readonly string[]>>
export type RemedyWords = {
  kind: RemedyKind
  yuan: readonly [least: number, most: number] | 'price' | 'amount'
  text: string
  promise: string
}

/**
 * A kind of complaint with everything that is said about it from the complaint to the root cause, so that the texts of one case agree.
 * Slots: {i} {home} {you} speak for the customer or about them; {product} {kind} {store} {bought} {order} {symptom} {fault} {fix}
 * {city} {estate} {tech} {d1} {d2} {d3} {t1} {days} {times} {amount} {call}.
 */
export type Matter = {
  name: string
  category: string
  /** 业务节点 */
  node: string
  weight: number
  kinds: readonly Kind[]
  lead: Lead
  helper?: { unit: UnitCode; ask: readonly string[]; done: readonly string[] }
  /** Safety and the like: more often major or worse. */
  grave?: boolean
  subject: readonly string[]
  core: readonly string[]
  want: readonly string[]
  /** What the lead unit is asked to look into. */
  check: readonly string[]
  /** The unit's result, and what the customer is told, by finding. */
  found: ByFinding
  told: ByFinding
  causes: readonly { code: string; text: string }[]
  remedies: readonly RemedyWords[]
}

/** Is the machine itself the matter, so that parts, tests and repairs are spoken of? */
export const isAboutMachine = ({ category, node }: Matter) =>
  /^(quality\.(fault|safety)|aftersales\.(repair|warranty))$/.test(category) && node !== '上门清洗'
