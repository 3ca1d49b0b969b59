import { z } from 'zod'
import { Status } from './codes.ts'
import { ContactChannel } from './contacts.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** `live`: somebody spoke of it within 45 days; `past` ones are quiet since; `dismissed` by a person. */
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
  /** Complaints and contacts of seven days by those expected from the four weeks before. */
  growth: z.number(),
  caseGrowth: z.number(),
  contactGrowth: z.number(),
  cases: z.number().int(),
  /** 联络: of unhappy customers who did not complain; as every figure of contacts here, only those the person may see. */
  contacts: z.number().int(),
  people: z.number().int(),
  lastWeek: z.number().int(),
  contactsLastWeek: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
  /** Cases a day of the last 30 days, today last. */
  trend: z.array(z.number().int()),
  contactTrend: z.array(z.number().int()),
  /** The regions most are from. */
  regions: z.array(z.object({ region: z.string(), cases: z.number().int(), contacts: z.number().int() })),
  /** Masked; only of cases the person may see. */
  example: z.object({ caseId: Id, text: z.string() }).nullable(),
  contactExample: z.object({ contactId: Id, text: z.string() }).nullable(),
  warningId: Id.nullable(),
  version: z.number().int(),
})
export const TopicListQuery = PageQuery.extend({
  state: oneOrMore(TopicState),
  q: z.string().trim().max(100).optional(),
  region: z.string().trim().max(100).optional(),
  /** `hot`: the hottest first; `newest`: first seen last; `largest`: most complaints and contacts. */
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
/** A contact of somebody unhappy who did not complain; `subject` and `text` are what the customer said, masked. */
export const TopicContactRow = z.object({
  id: Id,
  channel: ContactChannel,
  subject: z.string(),
  region: z.string().nullable(),
  product: z.string().nullable(),
  at: Instant,
})
export const TopicActKind = z.enum(['named', 'merged', 'split', 'dismissed', 'restored', 'joined'])
export const TopicDetail = TopicRow.extend({
  /** Cases and contacts a day, of the last 90 days. */
  days: z.array(z.object({ day: z.string(), cases: z.number().int(), contacts: z.number().int() })),
  products: z.array(z.object({ product: z.string(), cases: z.number().int(), contacts: z.number().int() })),
  examples: z.array(z.object({ caseId: Id, number: z.string(), text: z.string(), receivedAt: Instant })),
  contactExamples: z.array(z.object({ contactId: Id, channel: ContactChannel, text: z.string(), at: Instant })),
  /** The newest, at most 200 of each. */
  caseRows: z.array(TopicCaseRow),
  contactRows: z.array(TopicContactRow),
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
const someIds = z.array(Id).max(200).default([])
export const TopicSplit = z
  .strictObject({ caseIds: someIds, contactIds: someIds, name: line(60).optional(), ...version })
  .refine(({ caseIds, contactIds }) => caseIds.length + contactIds.length > 0, '至少选一件')
export const TopicDismissal = z.strictObject({ reason: Reason, ...version })
export const TopicRestoration = z.strictObject(version)
export const TopicActDone = z.object({ id: Id, version: z.number().int() })

export type TopicState = z.infer<typeof TopicState>
export type TopicRow = z.infer<typeof TopicRow>
export type TopicList = z.infer<typeof TopicList>
export type TopicListQuery = z.infer<typeof TopicListQuery>
export type TopicDetail = z.infer<typeof TopicDetail>
export type TopicActKind = z.infer<typeof TopicActKind>
export type TopicContactRow = z.infer<typeof TopicContactRow>
export type TopicCaseRow = z.infer<typeof TopicCaseRow>
