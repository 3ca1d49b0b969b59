import { z } from 'zod'
import { Id, Instant, line, listOf, Named, PageQuery, Reason, Share, Version } from './primitives.ts'

// 客户指南: a short page for customers, made from how a product is often misused. Source: docs/rules/guides.md

/** By the template: what goes wrong, how it is used rightly, why, and where to turn. */
export const GuideText = z.strictObject({
  title: line(60),
  misuse: line(1_000),
  /** A line a step. */
  right: line(3_000),
  why: z.string().trim().max(1_000).default(''),
  help: z.string().trim().max(1_000).default(''),
})
/** 草稿 · 待审 · 已发布 · 已撤下 */
export const GuideState = z.enum(['draft', 'review', 'published', 'withdrawn'])
export const GuideVersionState = z.enum(['draft', 'review', 'published', 'replaced'])
export const GuideInput = z.strictObject({ product: line(120), content: GuideText })
export const GuideDraft = z.strictObject({ content: GuideText, version: Version })
export const GuideAct = z.strictObject({ version: Version })
export const GuideDecision = z.strictObject({
  verdict: z.enum(['approved', 'refused']),
  note: z.string().trim().max(2_000).default(''),
  version: Version,
})
export const GuideWithdrawal = z.strictObject({ reason: Reason, version: Version })

export const GuideRow = z.object({
  id: Id,
  product: z.string(),
  title: z.string(),
  state: GuideState,
  /** Of what customers read; null before the first. */
  publishedNo: z.number().int().nullable(),
  /** Where customers read it. */
  url: z.string().nullable(),
  /** Openings of the page in the last 30 days, and ever. */
  views: z.object({ lately: z.number().int(), all: z.number().int() }),
  at: Instant,
  version: z.number().int(),
})
export const GuideListQuery = PageQuery.extend({ state: GuideState.optional(), product: z.string().trim().max(120).optional() })
export const GuideList = listOf(GuideRow)
export const GuideVersion = z.object({
  no: z.number().int(),
  state: GuideVersionState,
  content: GuideText,
  editors: z.array(Named),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  note: z.string().nullable(),
})
export const GuideDetail = GuideRow.extend({
  versions: z.array(GuideVersion),
  viewsByDay: z.array(z.object({ day: z.iso.date(), views: z.number().int() })),
  withdrawal: z.object({ at: Instant, by: Named.nullable(), reason: z.string() }).nullable(),
  can: z.object({ edit: z.boolean(), submit: z.boolean(), decide: z.boolean(), withdraw: z.boolean() }),
})
/** 建议写指南: findings of one product that lie in its use or in what was expected of it pile up. */
export const GuideProposal = z.object({
  product: z.string(),
  expectation: z.number().int(),
  customerUse: z.number().int(),
  /** Findings of the product in the same time. */
  all: z.number().int(),
  share: Share,
  cases: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
})
export const GuideProposals = listOf(GuideProposal)
export const GuideDismissal = z.strictObject({ product: line(120), reason: Reason })
/** What may be named to a customer: those of the case's product first. */
export const GuideChoice = z.object({ id: Id, product: z.string(), title: z.string(), url: z.string(), fits: z.boolean() })
export const GuideChoices = listOf(GuideChoice)

export type GuideText = z.infer<typeof GuideText>
export type GuideState = z.infer<typeof GuideState>
export type GuideVersionState = z.infer<typeof GuideVersionState>
export type GuideInput = z.infer<typeof GuideInput>
export type GuideDecision = z.input<typeof GuideDecision>
export type GuideRow = z.infer<typeof GuideRow>
export type GuideList = z.infer<typeof GuideList>
export type GuideListQuery = z.infer<typeof GuideListQuery>
export type GuideVersion = z.infer<typeof GuideVersion>
export type GuideDetail = z.infer<typeof GuideDetail>
export type GuideProposal = z.infer<typeof GuideProposal>
export type GuideProposals = z.infer<typeof GuideProposals>
export type GuideChoices = z.infer<typeof GuideChoices>
