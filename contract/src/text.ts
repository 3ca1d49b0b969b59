import { z } from 'zod'
import { Channel, Sentiment, Severity, Signal, Stage, TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Reason } from './primitives.ts'

// What the text engine says (文本分析), of a text in the laboratory and of a case, and how it learns.

/** [start, end) in UTF-16 units; with `turn` of that turn's text, with `eventNo` of that event's text as people see it (masked). */
export const Span = z.tuple([z.number().int().min(0), z.number().int().min(0)])

export const Mindset = z.enum(['vent', 'respect', 'compensation'])
export const EmotionLevel = z.number().int().min(0).max(4)
export const Emotion = z.object({ kind: z.string(), level: EmotionLevel })
/** Who says what the category is: a trained model, seed words (a guess), or nobody. */
export const CategoryBasis = z.enum(['model', 'seeds', 'none'])
const Probability = z.number().min(0).max(1)
export const CategoryProposal = z.object({ code: TreeCode, probability: Probability })

const place = { span: Span.optional(), turn: z.number().int().optional(), eventNo: z.number().int().optional() }
/** A word or pattern that speaks for a category, a stage or a severity: code of the rule and, where it has one, its place. */
export const TextReason = z.object({ code: z.string(), ...place })
export const TextSignal = z.object({
  kind: Signal,
  ...place,
  span: Span,
  amountFen: z.number().int().optional(),
  /** The customer's deadline, in hours from the analysis. */
  withinHours: z.number().optional(),
  detail: z.string().optional(),
})
export const TextEntity = z.object({
  kind: z.enum(['orderNo', 'meterNo', 'date', 'amount', 'product', 'place']),
  ...place,
  span: Span,
  value: z.string().optional(),
  amountFen: z.number().int().optional(),
})
export const Keyword = z.object({ word: z.string(), weight: z.number() })

export const TextTurn = z.strictObject({
  by: z.enum(['customer', 'staff', 'bot']),
  text: z.string().max(20_000),
  at: Instant.optional(),
})
/** Either `text` or `turns`. */
export const TextAnalysisInput = z.strictObject({
  text: z.string().min(1).max(20_000).optional(),
  turns: z.array(TextTurn).min(1).max(500).optional(),
  subject: z.string().max(300).optional(),
  channel: Channel.optional(),
})

export const TextAnalysis = z.object({
  language: z.enum(['zh', 'en', 'mixed', 'other']),
  /** Best first; none where nothing is known to go by. */
  category: z.array(CategoryProposal),
  categoryBasis: CategoryBasis,
  /** Words that decided the first of them: `seedWord` or `learntWord`; without a span where they stand in the subject. */
  categoryReasons: z.array(TextReason),
  sentiment: Sentiment,
  emotion: Emotion,
  /** Probability that it is a complaint. */
  complaint: Probability,
  stage: z.object({ level: Stage, reasons: z.array(TextReason) }),
  signals: z.array(TextSignal),
  severity: Severity,
  severityReasons: z.array(TextReason),
  mindset: Mindset.nullable(),
  /** Of a conversation: how content its customer is now (0–1), and after each turn of the customer. */
  satisfaction: z
    .object({ end: Probability, turns: z.array(z.object({ turn: z.number().int(), satisfied: Probability, emotion: EmotionLevel })) })
    .optional(),
  keywords: z.array(Keyword),
  entities: z.array(TextEntity),
  confidence: z.object({
    sentiment: Probability,
    emotion: Probability,
    severity: Probability,
    stage: Probability,
    mindset: Probability,
  }),
  /** What masking would hide. */
  personalData: z.array(z.object({ span: Span, turn: z.number().int().optional() })),
})

const By = z.object({ id: Id, name: z.string() }).nullable()

/** What a person said in the place of the machine; kept for learning. */
export const correctable = ['category', 'severity', 'stage', 'priority', 'emotion', 'sentiment', 'mindset', 'signals', 'complaint'] as const
export const AnalysisCorrection = z.object({
  id: Id,
  eventNo: z.number().int(),
  field: z.enum(correctable),
  proposed: z.unknown(),
  given: z.unknown(),
  /** The person agreed with the machine. */
  agreed: z.boolean(),
  by: By,
  at: Instant,
})
/**
 * `emotion`: level 0–4 · `sentiment`, `mindset` (or null): a code · `signals`: the kinds that are there · `complaint`: true or false.
 * Category, severity, stage and priority are corrected by the act `classification`. `eventNo`: which message, else the complaint itself.
 */
export const AnalysisCorrectionInput = z.strictObject({
  field: z.enum(['emotion', 'sentiment', 'mindset', 'signals', 'complaint']),
  value: z.union([EmotionLevel, z.boolean(), line(40), z.array(Signal).max(12), z.null()]),
  eventNo: z.number().int().min(1).max(1_000_000).default(1),
  reason: Reason.optional(),
  /** 撤销: takes the actor's last word on the field back. */
  takesBack: z.boolean().optional(),
})

/** What a message of the case says; spans and emotion of it. The first is the complaint itself. */
export const AnalysedMessage = z.object({
  eventNo: z.number().int(),
  at: Instant,
  emotion: Emotion,
  sentiment: Sentiment,
  stage: Stage,
  signals: z.array(TextSignal),
})

/** 阶段经过: who set the stage, when and why; `by` null: the machine. */
export const StageChange = z.object({
  level: Stage,
  from: Stage.nullable(),
  eventNo: z.number().int(),
  at: Instant,
  by: By,
  reasons: z.array(TextReason),
  /** Words of the person who set it. */
  reason: z.string().nullable(),
})

/** Everything the machine says of a case, beside what stands on the case now. */
export const CaseAnalysis = z.object({
  /** `none`: not analysed (no engine, or it failed): to be classified by hand. */
  state: z.enum(['analysed', 'none']),
  at: Instant.nullable(),
  /** The tenant's own model that spoke; null: shipped models and seed words. */
  modelId: Id.nullable(),
  language: TextAnalysis.shape.language.nullable(),
  category: z.object({
    value: TreeCode.nullable(),
    confirmed: z.boolean(),
    proposed: z.array(CategoryProposal),
    basis: CategoryBasis,
    /** Of the first proposed. */
    reasons: z.array(TextReason),
  }),
  /** As the gravest of the texts says. */
  severity: z.object({
    value: Severity.nullable(),
    proposed: Severity.nullable(),
    probability: Probability.nullable(),
    reasons: z.array(TextReason),
  }),
  stage: z.object({
    value: Stage.nullable(),
    proposed: Stage.nullable(),
    probability: Probability.nullable(),
    reasons: z.array(TextReason),
    history: z.array(StageChange),
  }),
  /** Points of the facts that made the proposed priority, last weighed by the text that raised it. Source: docs/rules/priority.md */
  priority: z.object({
    value: z.string(),
    proposed: z.string().nullable(),
    reasons: z.array(z.object({ fact: z.string(), points: z.number() })),
  }),
  emotion: Emotion.nullable(),
  /** Of the last text that tells: a later message may have changed them. `moodFrom` says which. */
  sentiment: Sentiment.nullable(),
  mindset: Mindset.nullable(),
  /** Of the text that is a complaint most probably. */
  complaint: Probability.nullable(),
  moodFrom: z.object({ sentiment: z.number().int(), mindset: z.number().int(), complaint: z.number().int() }),
  confidence: TextAnalysis.shape.confidence.nullable(),
  /** Of the whole case, first seen first; `refuted`: a person said it is not there. Added by a person: without span. */
  signals: z.array(TextSignal.extend({ span: Span.optional(), refuted: z.boolean() })),
  /** The emotion curve: the complaint, then each message of the customer. */
  messages: z.array(AnalysedMessage),
  keywords: z.array(Keyword),
  entities: z.array(TextEntity),
  corrections: z.array(AnalysisCorrection),
})

/** 产品与地点名单: as the company calls it, and other names for the same. */
export const NamedThing = z.strictObject({ name: line(60).min(2), aliases: z.array(line(60).min(2)).max(30).default([]) })
export const nameKinds = ['product', 'place'] as const
/** `version`: of the list that was read before; 0 where there was none. */
export const NameListInput = z.strictObject({ names: z.array(NamedThing).max(5_000), version: z.number().int().min(0) })
export const NameListRow = z.object({
  kind: z.enum(nameKinds),
  names: z.array(NamedThing),
  version: z.number().int(),
  changedAt: Instant.nullable(),
  changedBy: By,
})
export const NameLists = listOf(NameListRow)

/** Measured on rows held out by time; the same rows for both models of a comparison. */
export const ModelQuality = z.object({
  rows: z.number().int(),
  accuracy: Probability,
  macroF1: Probability,
  ece: Probability.nullable(),
})
export const trainedHeads = ['category', 'severity'] as const
export const TextModel = z.object({
  /** A UUID, or `category:seeds`, `severity:shipped`, `sentiment:shipped` … */
  id: z.string(),
  head: z.string(),
  origin: z.enum(['seeds', 'shipped', 'tenant']),
  state: z.enum(['inService', 'earlier', 'notBetter']),
  /** May be put into service by hand. */
  serviceable: z.boolean(),
  trainedAt: Instant.nullable(),
  trainedOn: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  quality: ModelQuality.nullable(),
  /** Model card: data, licence, split, metrics, confusion, date. */
  card: z.record(z.string(), z.unknown()).nullable(),
  runId: Id.nullable(),
  /** Last put into service by (null: the nightly run) at, because. */
  service: z.object({ by: By, at: Instant, reason: z.string().nullable() }).nullable(),
})
/** `labelled`: cases a person has named or graded, to learn from. */
export const TextModelList = listOf(TextModel).extend({
  labelled: z.object({ category: z.number().int(), severity: z.number().int() }),
})
export const ModelServiceInput = z.strictObject({ reason: Reason })

/** With fewer, a head is not trained (`tooFew`). */
export const fewestLabelledCases = 40

export const LearningResult = z.object({
  head: z.enum(trainedHeads),
  outcome: z.enum(['promoted', 'notBetter', 'tooFew']),
  labelled: z.number().int(),
  trained: z.number().int(),
  heldOut: z.number().int(),
  /** Model in service (or seed words), on the held-out rows. */
  champion: ModelQuality.nullable(),
  challenger: ModelQuality.nullable(),
  /** Macro-F1 of the challenger less the champion's, and what was asked for. */
  gain: z.number().nullable(),
  neededGain: z.number(),
  modelId: Id.nullable(),
})
export const LearningRun = z.object({
  id: Id,
  state: z.enum(['queued', 'running', 'done', 'failed']),
  /** 0–1 */
  progress: Probability,
  step: z.enum(['waiting', 'reading', 'training', 'comparing', 'finished']),
  /** null: the nightly run. */
  askedBy: By,
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  results: z.array(LearningResult),
})
export const LearningRunList = listOf(LearningRun)
export const LearningRunInput = z.strictObject({})

export type TextAnalysisInput = z.infer<typeof TextAnalysisInput>
export type TextAnalysis = z.infer<typeof TextAnalysis>
export type TextReason = z.infer<typeof TextReason>
export type TextSignal = z.infer<typeof TextSignal>
export type TextEntity = z.infer<typeof TextEntity>
export type CaseAnalysis = z.infer<typeof CaseAnalysis>
export type AnalysedMessage = z.infer<typeof AnalysedMessage>
export type StageChange = z.infer<typeof StageChange>
export type AnalysisCorrection = z.infer<typeof AnalysisCorrection>
export type AnalysisCorrectionInput = z.infer<typeof AnalysisCorrectionInput>
export type NamedThing = z.infer<typeof NamedThing>
export type NameListInput = z.infer<typeof NameListInput>
export type NameListRow = z.infer<typeof NameListRow>
export type ModelQuality = z.infer<typeof ModelQuality>
export type TextModel = z.infer<typeof TextModel>
export type LearningResult = z.infer<typeof LearningResult>
export type LearningRun = z.infer<typeof LearningRun>
export type Mindset = z.infer<typeof Mindset>
