import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Stage, TreeCode } from './codes.ts'
import { MaskedCustomer } from './contacts.ts'
import { CareEnd, CareResult } from './latent.ts'
import { Id, Instant, Interval, line, listOf, Named, oneOrMore, PageQuery, Reason, Share, Version } from './primitives.ts'

/** LSCIA: 倾听 分担 澄清 说明 询问; sentences by the customer's state of mind and language. */
export const CareStep = z.enum(['listen', 'share', 'clarify', 'illustrate', 'ask'])
/** 关怀的目的: `latent` for an unhappy customer without a complaint; the others by the stage of the life cycle (维系、挽留) or to tell what came of an idea. */
export const CarePurpose = z.enum(['latent', 'welcome', 'retention', 'winBack', 'ideaOutcome'])
/** Scripts are by state of mind, or by what the call is for. */
const CareMindset = z.enum(['vent', 'respect', 'compensation', 'none', 'welcome', 'retention', 'winBack', 'ideaOutcome'])
export const CareScript = z.object({
  mindset: CareMindset,
  steps: z.array(z.object({ step: CareStep, says: z.array(z.string()) })),
  avoid: z.array(z.string()),
})
export const CareScriptParams = z.object({ language: z.enum(['zh', 'en']), mindset: CareMindset })
/** 话术 in force; nobody made it: as shipped. */
export const CareScriptRow = CareScript.extend({
  language: CareScriptParams.shape.language,
  madeAt: Instant.nullable(),
  by: Named.nullable(),
  reason: z.string().nullable(),
})
export const CareScriptList = listOf(CareScriptRow)
const Sentences = z.array(line(500)).max(20)
export const CareScriptInput = z.strictObject({
  steps: z.strictObject({
    listen: Sentences.min(1),
    share: Sentences.min(1),
    clarify: Sentences.min(1),
    illustrate: Sentences.min(1),
    ask: Sentences.min(1),
  }),
  avoid: Sentences,
  reason: Reason,
})
export const CareAttempt = z.object({
  no: z.number().int(),
  at: Instant,
  by: Named.nullable(),
  result: CareResult,
  note: z.string().nullable(),
})
export const CareTask = z.object({
  id: Id,
  purpose: CarePurpose,
  /** What a person wrote to offer or to tell; null for `latent`. */
  about: z.string().nullable(),
  /** Null for tasks that do not stand on a contact, as are probability and stage. */
  latentId: Id.nullable(),
  contactId: Id.nullable(),
  customer: MaskedCustomer,
  owner: Named.nullable(),
  at: Instant,
  dueAt: Instant,
  state: z.enum(['open', 'done']),
  overdue: z.boolean(),
  attempts: z.number().int(),
  tries: z.number().int(),
  result: CareEnd.nullable(),
  note: z.string().nullable(),
  doneAt: Instant.nullable(),
  doneBy: Named.nullable(),
  caseId: Id.nullable(),
  probability: Share.nullable(),
  stage: Stage.nullable(),
  category: TreeCode.nullable(),
  product: z.string().nullable(),
  node: z.string().nullable(),
  excerpt: z.string(),
  saysComplaint: z.boolean(),
  version: z.number().int(),
})
export const CareTaskListQuery = PageQuery.extend({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'done']).default('open'),
  result: oneOrMore(CareEnd),
  customerId: Id.optional(),
  purpose: oneOrMore(CarePurpose),
})
export const CareTaskList = listOf(CareTask)
export const CareTaskDetail = CareTask.extend({
  /** Masked. */
  phone: z.string().nullable(),
  history: z.array(CareAttempt),
  script: CareScript,
  cases: z.array(CaseRow),
  can: z.object({ finish: z.boolean(), assign: z.boolean(), reveal: z.boolean() }),
})
/** `complaint` registers the case with all that was said; `text`: what the customer adds on the phone. */
export const CareResultInput = z.strictObject({
  result: CareResult,
  note: line(2_000).optional(),
  text: z.string().trim().max(10_000).optional(),
  subject: line(300).optional(),
  category: TreeCode.optional(),
  version: Version.optional(),
})
export const CareResultDone = z.object({
  id: Id,
  state: z.enum(['open', 'done']),
  attempts: z.number().int(),
  dueAt: Instant,
  caseId: Id.nullable(),
  number: z.string().nullable(),
  version: z.number().int(),
})
/** 安排关怀: one open task of a purpose a customer; somebody else than oneself is named by who assigns work. */
export const CareTaskInput = z.strictObject({
  customerId: Id,
  purpose: CarePurpose.exclude(['latent', 'ideaOutcome']),
  about: line(1_000),
  ownerId: Id.optional(),
})
export const CareAssignment = z.strictObject({ ownerId: Id, version: Version.optional() })

/** Customers of an arm whose 30 days are over, and who of them complained; `rate` null: not enough data. */
export const EffectArm = z.object({
  people: z.number().int(),
  complained: z.number().int(),
  /** Registered by the care call itself; among `complained`. */
  inCare: z.number().int(),
  wentOutside: z.number().int(),
  rate: Share.nullable(),
  interval: Interval,
})
export const CareEffect = z.object({
  from: Instant,
  to: Instant,
  windowDays: z.number().int(),
  treated: EffectArm,
  /** Left out because the places of the day were used up: not chosen at random. */
  capacity: EffectArm,
  /** Left out at random. */
  holdOut: EffectArm,
  /** Which of the two is compared with. */
  against: z.enum(['holdOut', 'capacity']),
  randomised: z.boolean(),
  enough: z.boolean(),
  /** Fewest complaints expected in an arm before a rate is told. */
  neededExpected: z.number(),
  /** Rate of those left less that of those called; and complaints prevented. Both null: not enough data. */
  difference: z.number().nullable(),
  differenceInterval: Interval,
  prevented: z.number().nullable(),
  /** The same within bands of how likely they were unhappy. */
  bands: z.array(z.object({ from: Share, to: Share, treated: EffectArm, left: EffectArm })),
  waitingForWindow: z.number().int(),
  results: z.array(z.object({ result: CareResult, count: z.number().int() })),
  onTime: z.object({ due: z.number().int(), inTime: z.number().int(), rate: Share.nullable(), interval: Interval }),
})
export const CareEffectQuery = z.strictObject({ from: Instant.optional(), to: Instant.optional() })

export type CareScript = z.infer<typeof CareScript>
export type CarePurpose = z.infer<typeof CarePurpose>
export type CareTaskInput = z.infer<typeof CareTaskInput>
export type CareStep = z.infer<typeof CareStep>
export type CareScriptRow = z.infer<typeof CareScriptRow>
export type CareScriptInput = z.infer<typeof CareScriptInput>
export type CareTask = z.infer<typeof CareTask>
export type CareTaskDetail = z.infer<typeof CareTaskDetail>
export type CareResultDone = z.infer<typeof CareResultDone>
export type EffectArm = z.infer<typeof EffectArm>
export type CareEffect = z.infer<typeof CareEffect>
