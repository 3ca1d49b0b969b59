import { z } from 'zod'
import { Status } from './codes.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** `live`: somebody complained within 45 days; `past` ones are quiet since; `dismissed` by a person. */
export const TopicState = z.enum(['live', 'past', 'dismissed'])

export const TopicRow = z.object({
  id: Id,
  /** What a person named it, else the subject that says best what its cases share. */
  title: z.string(),
  isNamed: z.boolean(),
  words: z.array(z.string()),
  state: TopicState,
  /** 热度指数 0–100 */
  heat: z.number(),
  /** Cases of seven days by those expected from the four weeks before. */
  growth: z.number(),
  cases: z.number().int(),
  people: z.number().int(),
  lastWeek: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
  /** Cases a day of the last 30 days, today last. */
  trend: z.array(z.number().int()),
  /** The regions most cases are from. */
  regions: z.array(z.object({ region: z.string(), cases: z.number().int() })),
  /** Masked; only of cases the person may see. */
  example: z.object({ caseId: Id, text: z.string() }).nullable(),
  warningId: Id.nullable(),
  version: z.number().int(),
})
export const TopicListQuery = PageQuery.extend({
  state: oneOrMore(TopicState),
  q: z.string().trim().max(100).optional(),
  region: z.string().trim().max(100).optional(),
  /** `hot`: the hottest first; `newest`: first seen last; `largest`. */
  sort: z.enum(['hot', 'newest', 'largest']).default('hot'),
})
export const TopicList = listOf(TopicRow)

export const TopicCaseRow = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  region: z.string().nullable(),
  product: z.string().nullable(),
  receivedAt: Instant,
})
export const TopicActKind = z.enum(['named', 'merged', 'split', 'dismissed', 'restored', 'joined'])
export const TopicDetail = TopicRow.extend({
  /** Cases a day, of the last 90 days. */
  days: z.array(z.object({ day: z.string(), cases: z.number().int() })),
  products: z.array(z.object({ product: z.string(), cases: z.number().int() })),
  examples: z.array(z.object({ caseId: Id, number: z.string(), text: z.string(), receivedAt: Instant })),
  /** The newest, at most 200. */
  caseRows: z.array(TopicCaseRow),
  hiddenCases: z.number().int(),
  history: z.array(
    z.object({
      id: Id,
      kind: TopicActKind,
      at: Instant,
      by: Named.nullable(),
      facts: z.record(z.string(), z.unknown()),
      reason: z.string().nullable(),
      /** A merge that can still be taken back. */
      canUndo: z.boolean(),
    }),
  ),
  dismissal: z.object({ at: Instant, by: Named.nullable(), reason: z.string() }).nullable(),
  can: z.object({ handle: z.boolean() }),
})

const version = { version: Version.optional() }
export const TopicName = z.strictObject({ name: line(60), ...version })
/** The topic named becomes a part of the one of the address. */
export const TopicMerge = z.strictObject({ topicId: Id, ...version })
/** Takes the merge of that topic back. */
export const TopicSeparation = z.strictObject({ topicId: Id, ...version })
export const TopicSplit = z.strictObject({ caseIds: z.array(Id).min(1).max(200), name: line(60).optional(), ...version })
export const TopicDismissal = z.strictObject({ reason: Reason, ...version })
export const TopicRestoration = z.strictObject(version)
export const TopicActDone = z.object({ id: Id, version: z.number().int() })

export type TopicState = z.infer<typeof TopicState>
export type TopicRow = z.infer<typeof TopicRow>
export type TopicList = z.infer<typeof TopicList>
export type TopicListQuery = z.infer<typeof TopicListQuery>
export type TopicDetail = z.infer<typeof TopicDetail>
export type TopicActKind = z.infer<typeof TopicActKind>
export type TopicCaseRow = z.infer<typeof TopicCaseRow>
