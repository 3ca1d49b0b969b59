import { z } from 'zod'
import { Status } from './codes.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** What may break out: a case (stage, risk, longChain, repeat, exposure), people (latent, group), the business (riskPoint, surge, topic, peak). */
export const WarningKind = z.enum([
  'stage',
  'risk',
  'latent',
  'longChain',
  'repeat',
  'group',
  'exposure',
  'riskPoint',
  'surge',
  'topic',
  'peak',
])
/** 蓝 黄 橙 红 */
export const WarningLevel = z.enum(['blue', 'yellow', 'orange', 'red'])
/** 待认领 · 处置中 · 已暂缓 · 已解除 · 已并入; `open` is all that is not over. */
export const WarningState = z.enum(['raised', 'acknowledged', 'snoozed', 'cleared', 'merged'])
export const WarningVerdict = z.enum(['true', 'false', 'unclear'])

/** Figures and codes; never a name or a number of a person. */
export const WarningFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))

export const WarningRow = z.object({
  id: Id,
  kind: WarningKind,
  key: z.string(),
  subject: z.string(),
  level: WarningLevel,
  state: WarningState,
  facts: WarningFacts,
  cases: z.number().int(),
  unit: Named.nullable(),
  owner: Named.nullable(),
  at: Instant,
  firstSeenAt: Instant,
  lastAt: Instant,
  repeats: z.number().int(),
  acknowledgeDueAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  /** Nobody took it in time. */
  overdue: z.boolean(),
  snoozedUntil: Instant.nullable(),
  clearedAt: Instant.nullable(),
  verdict: WarningVerdict.nullable(),
  openMeasures: z.number().int(),
  version: z.number().int(),
})
export const WarningListQuery = PageQuery.extend({
  kind: oneOrMore(WarningKind),
  level: oneOrMore(WarningLevel),
  state: oneOrMore(z.enum(['open', ...WarningState.options])),
  verdict: oneOrMore(z.enum(['none', ...WarningVerdict.options])),
  ownerId: Id.optional(),
  unitId: Id.optional(),
  caseId: Id.optional(),
  q: z.string().trim().max(100).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** `newest`, or `urgent`: the highest level first. */
  sort: z.enum(['newest', 'urgent']).default('newest'),
})
export const WarningList = listOf(WarningRow)

/** 现在烧着的: open warnings by kind and level, and the person's budget of today. */
export const WarningCounts = z.object({
  byKind: z.array(
    z.object({ kind: WarningKind, blue: z.number().int(), yellow: z.number().int(), orange: z.number().int(), red: z.number().int() }),
  ),
  unacknowledged: z.number().int(),
  mine: z.number().int(),
  budget: z.object({ singlesADay: z.number().int(), told: z.number().int(), held: z.number().int() }),
})

export const WarningMeasure = z.object({
  id: Id,
  text: z.string(),
  owner: Named.nullable(),
  dueAt: Instant,
  overdue: z.boolean(),
  madeAt: Instant,
  madeBy: Named.nullable(),
  doneAt: Instant.nullable(),
  doneBy: Named.nullable(),
  result: z.string().nullable(),
})
export const WarningEventKind = z.enum([
  'raised',
  'repeated',
  'levelRaised',
  'ownerCalled',
  'assigned',
  'acknowledged',
  'measureAdded',
  'measureDone',
  'labelled',
  'snoozed',
  'cleared',
  'merged',
  'mergedIn',
  'crisisOpened',
])
export const WarningEvent = z.object({
  no: z.number().int(),
  kind: WarningEventKind,
  at: Instant,
  by: Named.nullable(),
  facts: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
})

/** 预案: what to do, what to say, what may be promised; a tenant's own text. */
export const WarningPlan = z.object({
  steps: z.array(line(300)).min(1).max(12),
  script: z.string().trim().max(2_000),
  limits: z.string().trim().max(1_000),
  /** 知识库预案 it was taken from; its page says what holds today. */
  knowledgeId: Id.nullable().optional(),
})

/** A row behind the warning; of what the person may not see there is only a count. */
export const WarningCaseRow = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  stage: z.number().int().nullable(),
  receivedAt: Instant,
})

export const WarningDetail = WarningRow.extend({
  caseRows: z.array(WarningCaseRow),
  hiddenCases: z.number().int(),
  contactIds: z.array(Id),
  history: z.array(WarningEvent),
  measures: z.array(WarningMeasure),
  plan: WarningPlan,
  /** Who was told of it, when. */
  notices: z.array(z.object({ person: Named.nullable(), kind: z.string(), at: Instant, read: z.boolean() })),
  label: z.object({ verdict: WarningVerdict, note: z.string(), at: Instant, by: Named.nullable() }).nullable(),
  mergedInto: Id.nullable(),
  crisisId: Id.nullable(),
  can: z.object({ handle: z.boolean(), openCrisis: z.boolean() }),
})

const version = { version: Version.optional() }
export const WarningAcknowledgement = z.strictObject(version)
export const WarningAssignment = z.strictObject({ ownerId: Id, ...version })
export const WarningMeasureInput = z.strictObject({ text: line(500), ownerId: Id.optional(), dueAt: Instant, ...version })
export const WarningMeasureParams = z.object({ id: Id, measureId: Id })
export const WarningMeasureDone = z.strictObject({ result: line(500) })
export const WarningLabel = z.strictObject({ verdict: WarningVerdict, note: z.string().trim().max(1_000).default(''), ...version })
export const WarningClearance = z.strictObject({ reason: Reason, ...version })
export const WarningSnooze = z.strictObject({ until: Instant, reason: z.string().trim().max(500).default(''), ...version })
/** Merges the warning named into the one of the address. */
export const WarningMerge = z.strictObject({ warningId: Id, ...version })

export const WarningActDone = z.object({ id: Id, state: WarningState, version: z.number().int() })
export const WarningMeasureMade = z.object({ id: Id })

export type WarningKind = z.infer<typeof WarningKind>
export type WarningLevel = z.infer<typeof WarningLevel>
export type WarningState = z.infer<typeof WarningState>
export type WarningVerdict = z.infer<typeof WarningVerdict>
export type WarningFacts = z.infer<typeof WarningFacts>
export type WarningRow = z.infer<typeof WarningRow>
export type WarningList = z.infer<typeof WarningList>
export type WarningListQuery = z.infer<typeof WarningListQuery>
export type WarningCounts = z.infer<typeof WarningCounts>
export type WarningMeasure = z.infer<typeof WarningMeasure>
export type WarningEvent = z.infer<typeof WarningEvent>
export type WarningEventKind = z.infer<typeof WarningEventKind>
export type WarningPlan = z.infer<typeof WarningPlan>
export type WarningDetail = z.infer<typeof WarningDetail>
