import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Flag, Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** 预案 · 函件模板 */
export const KnowledgeKind = z.enum(['plan', 'letter'])
/**
 * 草稿 · 待审核 · 生效 · 待复审 (its review date is near or past, or a law it cites has changed) · 停用
 */
export const KnowledgeState = z.enum(['draft', 'review', 'inForce', 'expiring', 'retired'])
export const KnowledgeVersionState = z.enum(['draft', 'review', 'inForce', 'replaced'])

const day = z.iso.date()
const short = (max: number) => z.string().trim().max(max)
const lines = (max: number, of: number) => z.array(line(of)).max(max)

/** 预案 of a cause: when it is taken, what is done, what is said, who owes what, who may grant how much, on what it rests. */
export const PlanText = z.strictObject({
  summary: short(500).default(''),
  /** When it is taken, and words of complaints that speak for it. */
  trigger: line(1_000),
  words: lines(30, 20).default([]),
  steps: z
    .array(z.strictObject({ title: line(60), detail: short(1_000).default(''), who: short(60).default('') }))
    .min(1)
    .max(20),
  script: short(4_000).default(''),
  customerDuties: lines(12, 300).default([]),
  companyDuties: lines(12, 300).default([]),
  authority: short(1_000).default(''),
})
/** 函件模板: `{{customer}}` and the like are filled from a case. */
export const LetterText = z.strictObject({ summary: short(500).default(''), body: line(6_000) })
/** What a letter may be filled with. Source: docs/rules/knowledge.md */
export const letterFields = [
  'customer',
  'number',
  'subject',
  'receivedOn',
  'category',
  'product',
  'finding',
  'result',
  'remedy',
  'amount',
  'answer',
  'dueOn',
  'unit',
  'company',
  'today',
] as const
export const LetterField = z.enum(letterFields)

const written = {
  title: line(80),
  categories: z.array(TreeCode).max(20).default([]),
  causes: z.array(TreeCode).max(20).default([]),
  /** Ids of law articles it cites (法律依据). */
  citations: z.array(Id).max(20).default([]),
}
/** The text of a version as people write it. */
export const KnowledgeText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plan'), ...written, text: PlanText }),
  z.strictObject({ kind: z.literal('letter'), ...written, text: LetterText }),
])

const WarnDays = z.number().int().min(1).max(180)
export const KnowledgeInput = z.strictObject({
  content: KnowledgeText,
  ownerId: Id.nullable().default(null),
  /** 复审日期; the owner is told so many days before. */
  reviewOn: day,
  warnDays: WarnDays.default(30),
})
export const KnowledgeDraft = z.strictObject({ content: KnowledgeText, note: short(500).default(''), version: Version })
/** Whose it is and when it is looked at again. */
export const KnowledgeCare = z.strictObject({
  ownerId: Id.nullable().optional(),
  reviewOn: day.optional(),
  warnDays: WarnDays.optional(),
  version: Version,
})
export const KnowledgeAct = z.strictObject({ version: Version })
export const KnowledgeDecision = z.strictObject({
  verdict: z.enum(['approved', 'refused']),
  note: short(500).default(''),
  version: Version,
})
/** 复审: it holds on as it is until the day named, also with what changed in the law it cites. */
export const KnowledgeReview = z.strictObject({ reviewOn: day, note: Reason, version: Version })
export const KnowledgeRetirement = z.strictObject({ reason: Reason, version: Version })

export const KnowledgeListQuery = PageQuery.extend({
  kind: KnowledgeKind.default('plan'),
  q: z.string().trim().max(100).optional(),
  state: oneOrMore(KnowledgeState),
  category: TreeCode.optional(),
  cause: TreeCode.optional(),
  /** A law it cites has ended or changed, and nobody has looked at it since. */
  flagged: Flag.optional(),
  mine: Flag.optional(),
})
export const KnowledgeRow = z.object({
  id: Id,
  kind: KnowledgeKind,
  title: z.string(),
  summary: z.string(),
  state: KnowledgeState,
  categories: z.array(TreeCode),
  causes: z.array(TreeCode),
  owner: Named.nullable(),
  reviewOn: z.string(),
  overdue: z.boolean(),
  /** Number of the version in force, and of one that is written or waits. */
  inForceNo: z.number().int().nullable(),
  next: z.object({ no: z.number().int(), state: z.enum(['draft', 'review']) }).nullable(),
  flags: z.number().int(),
  /** Cases it was used on; of those it helped, and did not. */
  used: z.number().int(),
  helped: z.number().int(),
  notHelped: z.number().int(),
  starter: z.boolean(),
  version: z.number().int(),
})
export const KnowledgeList = listOf(KnowledgeRow)

/** A cited article, and when it ends. */
export const LawRef = z.object({
  id: Id,
  law: z.string(),
  article: z.string().nullable(),
  endsOn: z.string().nullable(),
  ended: z.boolean(),
})
export const KnowledgeVersion = z.object({
  no: z.number().int(),
  state: KnowledgeVersionState,
  content: KnowledgeText,
  citations: z.array(LawRef),
  note: z.string(),
  madeAt: Instant,
  madeBy: Named.nullable(),
  submittedAt: Instant.nullable(),
  submittedBy: Named.nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  decisionNote: z.string().nullable(),
  replacedAt: Instant.nullable(),
})
/** 法规变动: a cited article ends, or says something else than when it was cited. */
export const KnowledgeFlag = z.object({
  id: Id,
  kind: z.enum(['ends', 'text']),
  law: LawRef,
  /** `text`: the number of the article's new text. */
  textNo: z.number().int().nullable(),
  at: Instant,
  clearedAt: Instant.nullable(),
  clearedBy: Named.nullable(),
  verdict: z.enum(['kept', 'rewritten', 'retired']).nullable(),
  note: z.string().nullable(),
})
export const KnowledgeReviewed = z.object({ at: Instant, by: Named.nullable(), reviewOn: z.string(), note: z.string() })
export const KnowledgeDetail = KnowledgeRow.extend({
  warnDays: z.number().int(),
  fromCase: z.object({ id: Id, number: z.string() }).nullable(),
  versions: z.array(KnowledgeVersion),
  allFlags: z.array(KnowledgeFlag),
  reviews: z.array(KnowledgeReviewed),
  retired: z.object({ at: Instant, by: Named.nullable(), reason: z.string() }).nullable(),
  /** `decide`: not for whoever wrote or handed in what waits. */
  can: z.object({ manage: z.boolean(), edit: z.boolean(), submit: z.boolean(), decide: z.boolean() }),
})
export const KnowledgeDone = z.object({ id: Id, version: z.number().int() })
export const StarterSet = z.object({ added: z.number().int() })

export type KnowledgeKind = z.infer<typeof KnowledgeKind>
export type KnowledgeState = z.infer<typeof KnowledgeState>
export type KnowledgeText = z.infer<typeof KnowledgeText>
export type KnowledgeInput = z.infer<typeof KnowledgeInput>
export type KnowledgeDraft = z.infer<typeof KnowledgeDraft>
export type KnowledgeRow = z.infer<typeof KnowledgeRow>
export type KnowledgeList = z.infer<typeof KnowledgeList>
export type KnowledgeDetail = z.infer<typeof KnowledgeDetail>
export type KnowledgeVersion = z.infer<typeof KnowledgeVersion>
export type KnowledgeFlag = z.infer<typeof KnowledgeFlag>
export type KnowledgeDone = z.infer<typeof KnowledgeDone>
export type PlanText = z.infer<typeof PlanText>
export type LetterText = z.infer<typeof LetterText>
export type LetterField = z.infer<typeof LetterField>
export type LawRef = z.infer<typeof LawRef>
