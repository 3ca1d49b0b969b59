import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Named, Reason, Version } from './primitives.ts'
import { SeriesCase } from './surges.ts'

/** 风险点: a node of a product, a service or a process that easily causes dissatisfaction. */
export const RiskPointKind = z.enum(['product', 'service', 'process'])
const values = z.array(line(80)).max(50)
/** What belongs to it: one of each list that has any; a list that is empty does not matter, but not all four may be. */
export const RiskPointRule = z.strictObject({
  categories: z.array(TreeCode).max(50).default([]),
  products: values.default([]),
  nodes: values.default([]),
  words: values.default([]),
})

/** 热度: what came, against the weeks before; level 1–5 as the stages are coloured. */
export const RiskHeat = z.object({
  complaints: z.number().int(),
  doubts: z.number().int(),
  latent: z.number().int(),
  expected: z.number().nullable(),
  level: z.number().int().min(0).max(5),
})
export const RiskPoint = z.object({
  id: Id,
  parentId: Id.nullable(),
  kind: RiskPointKind,
  name: z.string(),
  description: z.string(),
  owner: Named.nullable(),
  unit: Named.nullable(),
  measure: z.string(),
  measureDueOn: z.iso.date().nullable(),
  measureDoneOn: z.iso.date().nullable(),
  measureOverdue: z.boolean(),
  rule: RiskPointRule,
  weeklyThreshold: z.number().int().nullable(),
  per10kThreshold: z.number().nullable(),
  active: z.boolean(),
  /** Of itself and all below it, in the last seven days. */
  heat: RiskHeat,
  /** 万投比 of the last month whose denominator is known. */
  per10k: z.object({ month: z.string(), complaints: z.number().int(), exposure: z.number().int(), ratio: z.number() }).nullable(),
  version: z.number().int(),
})
export const RiskPointList = listOf(RiskPoint)

const fields = {
  parentId: Id.nullable(),
  kind: RiskPointKind,
  name: line(60),
  description: z.string().trim().max(2_000),
  ownerId: Id.nullable(),
  unitId: Id.nullable(),
  measure: z.string().trim().max(2_000),
  measureDueOn: z.iso.date().nullable(),
  measureDoneOn: z.iso.date().nullable(),
  rule: RiskPointRule,
  weeklyThreshold: z.number().int().min(1).max(1_000_000).nullable(),
  per10kThreshold: z.number().min(0.01).max(10_000).nullable(),
  active: z.boolean(),
}
export const RiskPointInput = z.strictObject({
  ...fields,
  parentId: fields.parentId.default(null),
  description: fields.description.default(''),
  ownerId: fields.ownerId.default(null),
  unitId: fields.unitId.default(null),
  measure: fields.measure.default(''),
  measureDueOn: fields.measureDueOn.default(null),
  measureDoneOn: fields.measureDoneOn.default(null),
  weeklyThreshold: fields.weeklyThreshold.default(null),
  per10kThreshold: fields.per10kThreshold.default(null),
  active: fields.active.default(true),
})
export const RiskPointChange = z.strictObject(fields).partial().extend({ version: Version })

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const ExposureInput = z.strictObject({ month: Month, exposure: z.number().int().min(1).max(10_000_000_000) })
export const RiskPointDetail = RiskPoint.extend({
  parent: Named.nullable(),
  weeks: z.array(RiskHeat.extend({ week: z.iso.date() })),
  months: z.array(
    z.object({ month: Month, complaints: z.number().int(), exposure: z.number().int().nullable(), ratio: z.number().nullable() }),
  ),
  warningId: Id.nullable(),
})
export const RiskPointCasesQuery = z.strictObject({ from: z.iso.date(), to: z.iso.date() })
export const RiskPointCases = listOf(SeriesCase).extend({
  complaints: z.number().int(),
  doubts: z.number().int(),
  latent: z.number().int(),
  /** 隐性不满: of the unhappy contacts those the person may open, newest first. */
  contactIds: z.array(Id),
})

/** 风险地图: node × week. */
export const RiskMapQuery = z.strictObject({ weeks: z.coerce.number().int().min(4).max(52).default(12), kind: RiskPointKind.optional() })
export const RiskMap = z.object({
  /** Mondays. */
  weeks: z.array(z.iso.date()),
  rows: z.array(
    z.object({ id: Id, parentId: Id.nullable(), kind: RiskPointKind, name: z.string(), depth: z.number().int(), cells: z.array(RiskHeat) }),
  ),
})

/** 不成比例: a product that one category of complaints names more often than both would let expect; shrunk ratio (EBGM) with 5 and 95 of 100. */
export const DisproportionatePair = z.object({
  product: z.string(),
  category: z.string(),
  observed: z.number().int(),
  expected: z.number(),
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
})
export const RiskPointSuggestion = z.object({
  id: Id,
  source: z.enum(['topic', 'words', 'disproportion']),
  name: z.string(),
  words: z.array(z.string()),
  pair: DisproportionatePair.nullable(),
  cases: z.number().int(),
  /** Of those behind it, the newest the person may see. */
  examples: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
  at: Instant,
  state: z.enum(['open', 'accepted', 'declined']),
  reason: z.string().nullable(),
  riskPointId: Id.nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
})
export const RiskPointSuggestionList = listOf(RiskPointSuggestion)
export const SuggestionDecision = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('accept'), point: RiskPointInput }),
  z.strictObject({ verdict: z.literal('decline'), reason: Reason }),
])
export const RiskPointImported = z.object({ added: z.number().int(), changed: z.number().int(), exposures: z.number().int() })

export type RiskPointKind = z.infer<typeof RiskPointKind>
export type RiskPointRule = z.infer<typeof RiskPointRule>
export type RiskHeat = z.infer<typeof RiskHeat>
export type RiskPoint = z.infer<typeof RiskPoint>
export type RiskPointList = z.infer<typeof RiskPointList>
export type RiskPointInput = z.infer<typeof RiskPointInput>
export type RiskPointChange = z.infer<typeof RiskPointChange>
export type RiskPointDetail = z.infer<typeof RiskPointDetail>
export type RiskPointCases = z.infer<typeof RiskPointCases>
export type RiskMap = z.infer<typeof RiskMap>
export type DisproportionatePair = z.infer<typeof DisproportionatePair>
export type RiskPointSuggestion = z.infer<typeof RiskPointSuggestion>
export type RiskPointSuggestionList = z.infer<typeof RiskPointSuggestionList>
export type SuggestionDecision = z.infer<typeof SuggestionDecision>
export type ExposureInput = z.infer<typeof ExposureInput>
export type RiskPointImported = z.infer<typeof RiskPointImported>
