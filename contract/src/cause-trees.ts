import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Version } from './primitives.ts'

/** 根因分析图: a tree of whys (5 Whys), or a fishbone (鱼骨图). */
export const CauseTreeKind = z.enum(['fiveWhys', 'fishbone'])
/** 人 · 机 · 料 · 法 · 环 · 测: the bones of a fishbone. */
export const Bone = z.enum(['people', 'machine', 'material', 'method', 'environment', 'measurement'])
export const CauseNodeState = z.enum(['open', 'confirmed', 'ruledOut'])

export const CauseNode = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9_-]{1,40}$/),
  /** Null: right below the problem. */
  parentId: z.string().nullable(),
  /** On which bone it sits; of nodes right below a fishbone's problem. */
  bone: Bone.nullable().default(null),
  text: line(200),
  /** The cause of the catalogue it stands for. */
  cause: TreeCode.nullable().default(null),
  state: CauseNodeState.default('open'),
  /** What bears it out, or rules it out. */
  evidence: z.string().trim().max(1_000).default(''),
})
const nodes = z.array(CauseNode).max(200)
const links = {
  caseIds: z.array(Id).max(50),
  topicId: Id.nullable(),
  riskPointId: Id.nullable(),
}
export const CauseTreeInput = z.strictObject({
  kind: CauseTreeKind,
  /** The problem: what happened, where, how often. */
  title: line(200),
  nodes: nodes.default([]),
  caseIds: links.caseIds.default([]),
  topicId: links.topicId.default(null),
  riskPointId: links.riskPointId.default(null),
})
export const CauseTreeChange = z
  .strictObject({ title: line(200), nodes, ...links })
  .partial()
  .extend({ version: Version })

export const CauseTreeRow = z.object({
  id: Id,
  kind: CauseTreeKind,
  title: z.string(),
  nodes: z.number().int(),
  confirmed: z.number().int(),
  causes: z.array(TreeCode),
  cases: z.number().int(),
  actions: z.number().int(),
  changedAt: Instant,
  changedBy: Named.nullable(),
  version: z.number().int(),
})
export const CauseTreeListQuery = PageQuery.extend({
  kind: oneOrMore(CauseTreeKind),
  caseId: Id.optional(),
  q: z.string().trim().max(100).optional(),
})
export const CauseTreeList = listOf(CauseTreeRow)
export const CauseTreeDetail = z.object({
  id: Id,
  kind: CauseTreeKind,
  title: z.string(),
  nodes: z.array(CauseNode),
  cases: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
  hiddenCases: z.number().int(),
  /** All linked ones, as they are sent back. */
  caseIds: z.array(Id),
  topic: Named.nullable(),
  riskPoint: Named.nullable(),
  at: Instant,
  by: Named.nullable(),
  changedAt: Instant,
  changedBy: Named.nullable(),
  version: z.number().int(),
  versions: z.array(z.object({ version: z.number().int(), at: Instant, by: Named.nullable(), nodes: z.number().int() })),
  mayEdit: z.boolean(),
})
export const CauseTreeVersionParams = z.object({ id: Id, version: z.coerce.number().int().min(1) })
export const CauseTreeVersion = z.object({
  version: z.number().int(),
  title: z.string(),
  nodes: z.array(CauseNode),
  at: Instant,
  by: Named.nullable(),
})

/** 相似的既往原因: what was found before where the words, or the categories of the cases, are alike. */
export const SimilarCausesQuery = z.strictObject({
  q: z.string().trim().min(1).max(300),
  caseId: oneOrMore(Id),
  except: Id.optional(),
})
export const SimilarCauses = listOf(
  z.object({
    /** How it was said. */
    text: z.string(),
    cause: TreeCode.nullable(),
    from: z.enum(['tree', 'cases']),
    tree: Named.nullable(),
    /** Cases of the same categories with this cause, in a year. */
    cases: z.number().int().nullable(),
    /** 0–1; of the words. */
    likeness: z.number(),
  }),
)
/** 入原因目录: a node becomes a cause of the catalogue, or names one that is there. */
export const NodeCauseInput = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('existing'), cause: TreeCode, version: Version }),
  z.strictObject({ how: z.literal('new'), code: TreeCode, name: line(60), nameEn: line(60).optional(), version: Version }),
])
export const CauseNodeParams = z.object({ id: Id, nodeId: z.string().max(40) })

export type CauseTreeKind = z.infer<typeof CauseTreeKind>
export type Bone = z.infer<typeof Bone>
export type CauseNodeState = z.infer<typeof CauseNodeState>
export type CauseNode = z.infer<typeof CauseNode>
export type CauseTreeInput = z.infer<typeof CauseTreeInput>
export type CauseTreeChange = z.infer<typeof CauseTreeChange>
export type CauseTreeRow = z.infer<typeof CauseTreeRow>
export type CauseTreeListQuery = z.infer<typeof CauseTreeListQuery>
export type CauseTreeList = z.infer<typeof CauseTreeList>
export type CauseTreeDetail = z.infer<typeof CauseTreeDetail>
export type CauseTreeVersion = z.infer<typeof CauseTreeVersion>
export type SimilarCauses = z.infer<typeof SimilarCauses>
export type NodeCauseInput = z.infer<typeof NodeCauseInput>
