import { z } from 'zod'
import { CarePurpose } from './care.ts'
import { CustomerLifecycle, CustomerTier, Finding, GrantKind, RemedyKind, Status, TreeCode } from './codes.ts'
import { Fen, Id, Instant, Named } from './primitives.ts'

const Count = z.number().int()

/** Why a customer is taken to be in this stage of the life cycle, with the figure it rests on. */
export const LifecycleReason = z.object({
  code: z.enum(['onlyContacts', 'knownDays', 'products', 'tier', 'unhappyEnd', 'unhappyContact', 'silentDays']),
  value: Count.nullable(),
})
/** 生命周期: what a person set counts; beside it what follows from what is known. */
export const PortraitLifecycle = z.object({
  stage: CustomerLifecycle.nullable(),
  setByPerson: z.boolean(),
  /** Null for people who see only some of the customer's cases. */
  computed: CustomerLifecycle.nullable(),
  reasons: z.array(LifecycleReason),
})

/** How a complaint ended for the customer: by score, else by whether they said that it is solved. */
export const PortraitEnd = z.enum(['satisfied', 'neutral', 'unhappy'])
/** One complaint in the history; scores are kept from people whose work they are about as long as the case is open. */
export const PortraitCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  category: TreeCode.nullable(),
  product: z.string().nullable(),
  status: Status,
  receivedAt: Instant,
  finding: Finding.nullable(),
  remedies: z.array(z.object({ kind: GrantKind, amountFen: Count })),
  score: Count.nullable(),
  end: PortraitEnd.nullable(),
})

/** `explanation`: an answer without any remedy. */
export const SatisfyingKind = z.enum([...RemedyKind.options, 'explanation'])
/** 曾让客户满意: what was followed by satisfaction, of how often it was tried. */
export const Satisfying = z.object({
  kind: SatisfyingKind,
  satisfied: Count,
  unhappy: Count,
  tried: Count,
  /** Median of the amounts that satisfied; null for none. */
  medianFen: Fen.nullable(),
  lastAt: Instant,
  cases: z.array(z.object({ id: Id, number: z.string() })),
})

/** 关怀建议 for the stage of the life cycle; `openTaskId`: such a task is under way. */
export const AfterCare = z.object({
  purpose: CarePurpose.exclude(['latent', 'ideaOutcome']),
  openTaskId: Id.nullable(),
  /** When the last such task was done. */
  lastAt: Instant.nullable(),
  can: z.boolean(),
})

/** 画像 of a customer, from what the product knows and this person may see. */
export const Portrait = z.object({
  customerId: Id,
  tier: CustomerTier,
  lifecycle: PortraitLifecycle,
  knownSince: Instant.nullable(),
  lastHeardAt: Instant.nullable(),
  /** Made from some of the cases only: this person does not see the others. */
  partial: z.boolean(),
  counts: z.object({ cases: Count, contacts: Count, satisfied: Count, unhappy: Count, grantedFen: Count, thanks: Count }),
  cases: z.array(PortraitCase),
  satisfying: z.array(Satisfying),
  afterCare: z.array(AfterCare),
})

/** 补偿建议: what satisfied this customer before, within what the person may still grant here. Never applied by itself. */
export const RemedyProposal = z.object({
  kind: SatisfyingKind,
  amountFen: Fen,
  /** What made the amount smaller than what satisfied before. */
  cappedBy: z.enum(['disputed', 'authority']).nullable(),
  satisfied: Count,
  tried: Count,
  cases: z.array(z.object({ id: Id, number: z.string() })),
})
/** 有用的投诉: why this complaint deserves thanks. */
export const UsefulReason = z.object({ code: z.enum(['action', 'idea']), id: Id, title: z.string() })
export const RemedyProposals = z.object({
  proposals: z.array(RemedyProposal),
  /** Earlier complaints of the customer the proposals rest on. */
  earlierCases: Count,
  thanks: z.object({
    useful: z.array(UsefulReason),
    given: z.object({ amountFen: Fen, at: Instant, by: Named.nullable() }).nullable(),
    can: z.boolean(),
  }),
})

export type LifecycleReason = z.infer<typeof LifecycleReason>
export type PortraitEnd = z.infer<typeof PortraitEnd>
export type PortraitCase = z.infer<typeof PortraitCase>
export type SatisfyingKind = z.infer<typeof SatisfyingKind>
export type Satisfying = z.infer<typeof Satisfying>
export type AfterCare = z.infer<typeof AfterCare>
export type Portrait = z.infer<typeof Portrait>
export type RemedyProposal = z.infer<typeof RemedyProposal>
export type RemedyProposals = z.infer<typeof RemedyProposals>
export type UsefulReason = z.infer<typeof UsefulReason>
