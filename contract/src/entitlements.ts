import { z } from 'zod'
import { CustomerTier, RemedyKind, TreeCode } from './codes.ts'
import { LawRef } from './knowledge.ts'
import { Fen, Id, Instant, line, listOf, Named, PageQuery, Version } from './primitives.ts'

// 权益登记 · 诉求核对: what customers are granted, and what a demand rests on. Source: docs/rules/knowledge.md

const day = z.iso.date()
const lines = (max: number, of: number) => z.array(line(of)).max(max)

export const EntitlementKind = z.enum(['law', 'contract', 'membership'])
const granted = {
  remedy: RemedyKind,
  /** What it gives at most; null: no figure. */
  maxFen: Fen.nullable().default(null),
  /** Days after the customer got it (delivery, contract, the event); null: no limit. */
  withinDays: z.number().int().min(1).max(3_650).nullable().default(null),
  /** Must all be met; asked of whoever checks. */
  conditions: lines(6, 200).default([]),
}
export const EntitlementInput = z.strictObject({
  kind: EntitlementKind,
  title: line(80),
  /** Whose words it is in: the clause as customers read it. */
  clause: line(1_000),
  lawId: Id.nullable().default(null),
  tiers: z.array(CustomerTier).max(4).default([]),
  categories: z.array(TreeCode).max(20).default([]),
  products: lines(20, 60).default([]),
  ...granted,
  validFrom: day,
  validTo: day.nullable().default(null),
  source: line(300),
})
export const EntitlementChange = EntitlementInput.extend({ version: Version })
export const Entitlement = EntitlementInput.extend({
  id: Id,
  law: LawRef.nullable(),
  state: z.enum(['coming', 'inForce', 'ended']),
  version: z.number().int(),
})
export const EntitlementQuery = PageQuery.extend({ q: z.string().trim().max(100).optional() })
export const EntitlementList = listOf(Entitlement)

export const Demand = z.strictObject({ remedy: RemedyKind, amountFen: Fen.nullable().default(null) })
/** 有依据 · 部分有依据 · 无依据 · 待核实 (a condition is not answered yet). */
export const ClaimVerdict = z.enum(['founded', 'partly', 'unfounded', 'open'])
export const ClaimCheckInput = z.strictObject({
  demands: z.array(Demand).min(1).max(6),
  /** Days since the customer got it; null: not known. */
  daysSince: z.number().int().min(0).max(36_500).nullable().default(null),
  answers: z
    .array(z.strictObject({ entitlementId: Id, condition: z.number().int().min(0).max(5), met: z.boolean() }))
    .max(60)
    .default([]),
})
export const ClaimReason = z.enum([
  'grants',
  'aboveMax',
  'tooLate',
  'daysUnknown',
  'conditionOpen',
  'conditionNotMet',
  'otherRemedy',
  'otherTier',
])
export const ClaimClause = z.object({
  entitlementId: Id,
  kind: EntitlementKind,
  title: z.string(),
  clause: z.string(),
  law: LawRef.nullable(),
  remedy: RemedyKind,
  maxFen: z.number().int().nullable(),
  withinDays: z.number().int().nullable(),
  conditions: z.array(z.object({ text: z.string(), met: z.boolean().nullable() })),
  reasons: z.array(ClaimReason),
})
export const ClaimResult = z.object({
  demand: z.object({ remedy: RemedyKind, amountFen: z.number().int().nullable() }),
  verdict: ClaimVerdict,
  /** What the clause grants of it; null: no figure. */
  grantedFen: z.number().int().nullable(),
  /** On which it rests, the best first; for an unfounded one what comes nearest. */
  clauses: z.array(ClaimClause),
})
export const ClaimCheck = z.object({
  /** What the case says is demanded. */
  proposed: z.array(z.object({ remedy: RemedyKind, amountFen: z.number().int().nullable() })),
  last: z
    .object({
      at: Instant,
      by: Named.nullable(),
      daysSince: z.number().int().nullable(),
      results: z.array(ClaimResult),
    })
    .nullable(),
})
export const ClaimChecked = z.object({ id: Id, results: z.array(ClaimResult) })

export type Entitlement = z.infer<typeof Entitlement>
export type EntitlementInput = z.infer<typeof EntitlementInput>
export type EntitlementList = z.infer<typeof EntitlementList>
export type Demand = z.infer<typeof Demand>
export type ClaimCheck = z.infer<typeof ClaimCheck>
export type ClaimCheckInput = z.infer<typeof ClaimCheckInput>
export type ClaimChecked = z.infer<typeof ClaimChecked>
export type ClaimResult = z.infer<typeof ClaimResult>
export type ClaimClause = z.infer<typeof ClaimClause>
export type ClaimVerdict = z.infer<typeof ClaimVerdict>
