import { z } from 'zod'
import { MaskedCustomer } from './contacts.ts'
import { CareEnd } from './latent.ts'
import { Flag, Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

const Count = z.number().int()

/** 愿望 · 产品建议 · 竞品 · 商机 */
export const IdeaKind = z.enum(['wish', 'product', 'competitor', 'opportunity'])
/** 新提出 → 研究中 → 已计划 → 已实现 · 不采纳 */
export const IdeaState = z.enum(['new', 'looking', 'planned', 'done', 'notDone'])

/** A place in a masked text of a case, in characters as JavaScript counts them; `quote` is empty once the text was erased. */
const Place = { eventNo: Count.min(1), start: Count.min(0), end: Count.min(1) }
const About = z.object({ id: Id, title: z.string(), state: IdeaState })

export const IdeaMark = z.object({
  id: Id,
  kind: IdeaKind,
  ...Place,
  quote: z.string(),
  competitor: Named.nullable(),
  idea: About.nullable(),
  case: z.object({ id: Id, number: z.string(), subject: z.string() }),
  at: Instant,
  by: Named.nullable(),
  can: z.object({ remove: z.boolean() }),
})
/** What the text engine would mark; nothing is marked before a person says so. */
export const ProposedMark = z.object({ kind: IdeaKind, ...Place, quote: z.string(), competitor: Named.nullable() })
export const CaseIdeaMarks = z.object({
  marks: z.array(IdeaMark),
  proposed: z.array(ProposedMark),
  /** What the customer said, sentence by sentence. */
  sentences: z.array(z.object({ ...Place, text: z.string() })),
  can: z.object({ mark: z.boolean() }),
})

/** To which idea a mark belongs: one that is there, or a new one. */
const ToIdea = z.union([
  z.strictObject({ id: Id }),
  z.strictObject({ title: line(200), description: z.string().trim().max(2_000).default('') }),
])
export const IdeaMarkInput = z.strictObject({
  kind: IdeaKind,
  ...Place,
  competitorId: Id.optional(),
  idea: ToIdea.optional(),
  /** Turns a proposal down: it is not made again. */
  dismiss: z.boolean().default(false),
})
export const IdeaMarkChange = z.strictObject({ idea: ToIdea })
export const IdeaMarkListQuery = PageQuery.extend({ kind: oneOrMore(IdeaKind), competitorId: Id.optional(), loose: Flag.optional() })
export const IdeaMarkList = listOf(IdeaMark)

export const IdeaRow = About.extend({
  kind: IdeaKind,
  description: z.string(),
  owner: Named.nullable(),
  votes: Count,
  voted: z.boolean(),
  /** Of those this person may see. */
  marks: Count,
  customers: Count,
  /** Customers nobody has told yet what came of it; 0 as long as it is not ended. */
  toTell: Count,
  at: Instant,
  by: Named.nullable(),
  endedAt: Instant.nullable(),
  version: Count,
})
export const IdeaListQuery = PageQuery.extend({
  state: oneOrMore(IdeaState),
  kind: oneOrMore(IdeaKind),
  q: z.string().trim().max(100).optional(),
  owner: z.literal('me').optional(),
  toTell: Flag.optional(),
})
export const IdeaList = listOf(IdeaRow)
export const IdeaInput = z.strictObject({ title: line(200), description: z.string().trim().max(2_000).default(''), kind: IdeaKind })
/** `reason` is needed where it ends. */
export const IdeaStepInput = z.strictObject({ state: IdeaState, reason: Reason.optional(), version: Version })
export const IdeaOwnerInput = z.strictObject({ ownerId: Id, version: Version })
/** Marks and votes of the double go to this idea; the double stays as a pointer. */
export const IdeaMergeInput = z.strictObject({ doubleId: Id, version: Version })
/** `care`: by a care task (a call); `told`: told already, in another way. */
export const IdeaTellingInput = z.strictObject({
  customerId: Id,
  how: z.enum(['care', 'told']),
  about: line(1_000).optional(),
})

/** 回告 of one customer. */
export const IdeaCustomer = z.object({
  customer: MaskedCustomer,
  cases: z.array(z.object({ id: Id, number: z.string() })),
  told: z.boolean(),
  toldAt: Instant.nullable(),
  toldBy: Named.nullable(),
  careTask: z.object({ id: Id, result: CareEnd.nullable() }).nullable(),
})
export const IdeaDetail = IdeaRow.extend({
  /** Asked for a merged double it is the surviving idea, whose id stands here. */
  mergedInto: Id.nullable(),
  steps: z.array(z.object({ state: IdeaState, at: Instant, by: Named.nullable(), reason: z.string().nullable() })),
  markRows: z.array(IdeaMark),
  customerRows: z.array(IdeaCustomer),
  /** Ideas that say much the same. */
  similar: z.array(About),
  can: z.object({ step: z.array(IdeaState), own: z.boolean(), merge: z.boolean(), tell: z.boolean() }),
})

export const Competitor = z.object({
  id: Id,
  name: z.string(),
  aliases: z.array(z.string()),
  mentions: Count,
  can: z.object({ end: z.boolean() }),
})
export const CompetitorList = listOf(Competitor)
export const CompetitorInput = z.strictObject({ name: line(60).min(2), aliases: z.array(line(60).min(2)).max(20).default([]) })

export type IdeaKind = z.infer<typeof IdeaKind>
export type IdeaState = z.infer<typeof IdeaState>
export type IdeaMark = z.infer<typeof IdeaMark>
export type ProposedMark = z.infer<typeof ProposedMark>
export type CaseIdeaMarks = z.infer<typeof CaseIdeaMarks>
export type IdeaMarkInput = z.infer<typeof IdeaMarkInput>
export type IdeaMarkListQuery = z.infer<typeof IdeaMarkListQuery>
export type IdeaRow = z.infer<typeof IdeaRow>
export type IdeaListQuery = z.infer<typeof IdeaListQuery>
export type IdeaInput = z.infer<typeof IdeaInput>
export type IdeaCustomer = z.infer<typeof IdeaCustomer>
export type IdeaDetail = z.infer<typeof IdeaDetail>
export type Competitor = z.infer<typeof Competitor>
