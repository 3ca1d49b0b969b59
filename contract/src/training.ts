import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { CaseIdOrNumber, Id, Instant, line, listOf, Named, PageQuery, Reason, Version } from './primitives.ts'

// 培训: gaps seen in cases, the plans and quizzes that close them, the path of new staff. Source: docs/rules/training.md

/**
 * 重开 · 低分 · 超时 (of the cases in the person's hands, by category); 态度 · 准确 · 流程 (questions of substantiated findings about the person, of all their cases)
 */
export const gapMeasures = ['reopened', 'lowScore', 'late', 'attitude', 'accuracy', 'procedure'] as const
export const GapMeasure = z.enum(gapMeasures)
/** `tooFew`: nothing can be said; `gap`: surely more often than colleagues; `even`: no more often than chance allows. */
export const GapVerdict = z.enum(['gap', 'even', 'tooFew'])
export const SkillMeasure = z.object({
  measure: GapMeasure,
  count: z.number().int(),
  of: z.number().int(),
  /** The same of all colleagues with such cases. */
  others: z.object({ count: z.number().int(), of: z.number().int() }),
  /** Own rate ÷ rate of the colleagues with its exact 95 % interval; null where colleagues have none. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: GapVerdict,
})
/** 技能 by top category, `handled` cases in the person's hands; `category` null: all together, with the questions of findings. */
export const SkillRow = z.object({
  category: TreeCode.nullable(),
  name: z.string(),
  handled: z.number().int(),
  measures: z.array(SkillMeasure),
})
export const SkillSheet = z.object({
  person: Named,
  from: Instant,
  to: Instant,
  rows: z.array(SkillRow),
  can: z.object({ plan: z.boolean() }),
})
export const PersonQuery = z.strictObject({ userId: Id.optional() })

/** 题目来源: written by somebody, or proposed by rule from a plan's steps, its duties or a law article. */
export const QuestionKind = z.enum(['written', 'step', 'duty', 'law'])
export const QuestionState = z.enum(['proposed', 'approved', 'retired'])
/** Where a wrong answer leads. */
export const QuestionSource = z.object({ kind: z.enum(['plan', 'law']), id: Id, title: z.string() })
const options = z.array(line(300)).min(2).max(6)
const written = { stem: line(500), options, answer: z.number().int().min(0).max(5), why: line(1_000) }
const isOffered = ({ options: offered, answer }: { options: string[]; answer: number }) =>
  answer < offered.length && new Set(offered).size === offered.length
const offeredWords = { path: ['options'], message: '选项不能相同，正确答案须在选项之中' }
export const QuizQuestionInput = z
  .strictObject({ ...written, entryId: Id.nullable().default(null), lawId: Id.nullable().default(null) })
  .refine(isOffered, offeredWords)
  .refine(({ entryId, lawId }) => (entryId === null) !== (lawId === null), {
    path: ['entryId'],
    message: '请选择一份预案或一条法规作为依据',
  })
export const QuizQuestionChange = z.strictObject({ ...written, version: Version }).refine(isOffered, offeredWords)
/** Proposes by rule, from a plan in force or a law article. */
export const QuizProposalInput = z.union([z.strictObject({ entryId: Id }), z.strictObject({ lawId: Id })])
export const QuizQuestionDecision = z.strictObject({ verdict: z.enum(['approved', 'retired']), version: Version })
export const QuizQuestion = z.object({
  id: Id,
  at: Instant,
  madeBy: Named.nullable(),
  kind: QuestionKind,
  source: QuestionSource.nullable(),
  stem: z.string(),
  options: z.array(z.string()),
  answer: z.number().int(),
  why: z.string(),
  state: QuestionState,
  /** The plan or the law reads differently now, or holds no more: not asked until approved anew. */
  outdated: z.boolean(),
  decidedBy: Named.nullable(),
  version: z.number().int(),
  can: z.object({ approve: z.boolean(), change: z.boolean() }),
})
export const QuizQuestionList = listOf(QuizQuestion)
export const QuizQuestionQuery = PageQuery.extend({ state: QuestionState.optional(), entryId: Id.optional() })

/** 测验 of ten questions at most: of a step of one's training plan, of one plan, or of everything. */
export const QuizInput = z.strictObject({
  planId: Id.optional(),
  stepNo: z.number().int().min(1).max(30).optional(),
  entryId: Id.optional(),
})
export const QuizAnswers = z.strictObject({ answers: z.array(z.number().int().min(0).max(5).nullable()).max(10) })
/** Right answers, reasons and sources are told once it is handed in. */
export const QuizItem = z.object({
  stem: z.string(),
  options: z.array(z.string()),
  given: z.number().int().nullable(),
  answer: z.number().int().nullable(),
  why: z.string().nullable(),
  source: QuestionSource.nullable(),
})
export const Quiz = z.object({
  id: Id,
  person: Named,
  at: Instant,
  doneAt: Instant.nullable(),
  items: z.array(QuizItem),
  correct: z.number().int().nullable(),
  passed: z.boolean().nullable(),
  plan: z.object({ id: Id, title: z.string(), stepNo: z.number().int() }).nullable(),
  can: z.object({ answer: z.boolean() }),
})
export const QuizList = listOf(Quiz.omit({ items: true }).extend({ questions: z.number().int() }))
export const QuizQuery = PageQuery.extend({ userId: Id.optional() })

/** 读预案或法规 · 测验 · 师傅带着办一件 · 签字确认 */
export const TrainingStepKind = z.enum(['read', 'quiz', 'case', 'signOff'])
export const TrainingPlanKind = z.enum(['gap', 'newStaff'])
const day = z.iso.date()
export const TrainingStepInput = z
  .strictObject({
    kind: TrainingStepKind,
    title: line(120),
    entryId: Id.nullable().default(null),
    lawId: Id.nullable().default(null),
    dueOn: day,
  })
  .refine(({ kind, entryId, lawId }) => kind !== 'read' || entryId !== null || lawId !== null, {
    path: ['entryId'],
    message: '请选择要读的预案或法规',
  })
const PlanGap = z.object({ measure: GapMeasure, category: TreeCode.nullable(), count: z.number().int(), of: z.number().int() })
export const TrainingPlanInput = z.strictObject({
  userId: Id,
  kind: TrainingPlanKind,
  title: line(80),
  mentorId: Id.nullable().default(null),
  gap: z.strictObject({ measure: GapMeasure, category: TreeCode.nullable() }).nullable().default(null),
  steps: z.array(TrainingStepInput).min(1).max(30),
})
export const TrainingStep = z.object({
  no: z.number().int(),
  kind: TrainingStepKind,
  title: z.string(),
  source: QuestionSource.nullable(),
  dueOn: z.iso.date(),
  overdue: z.boolean(),
  case: z.object({ id: Id, number: z.string() }).nullable(),
  doneAt: Instant.nullable(),
  doneBy: Named.nullable(),
  note: z.string().nullable(),
  /** 已轮到: in the path of new staff the steps before are done. */
  ready: z.boolean(),
  /** `complete`: a quiz is completed by passing it. */
  can: z.object({ complete: z.boolean(), quiz: z.boolean() }),
})
export const TrainingPlan = z.object({
  id: Id,
  person: Named,
  kind: TrainingPlanKind,
  title: z.string(),
  at: Instant,
  madeBy: Named.nullable(),
  mentor: Named.nullable(),
  gap: PlanGap.nullable(),
  steps: z.array(TrainingStep),
  done: z.number().int(),
  endedAt: Instant.nullable(),
  ended: z.enum(['done', 'stopped']).nullable(),
  version: z.number().int(),
  can: z.object({ stop: z.boolean() }),
})
export const TrainingPlanList = listOf(TrainingPlan)
export const TrainingPlanQuery = PageQuery.extend({ userId: Id.optional(), state: z.enum(['open', 'ended', 'all']).default('all') })
/** What a plan might hold, by rule; a person changes it before it is given. */
export const TrainingProposalQuery = z.strictObject({
  userId: Id,
  kind: TrainingPlanKind,
  measure: GapMeasure.optional(),
  category: TreeCode.optional(),
})
export const TrainingProposal = z.object({
  title: z.string(),
  steps: z.array(
    z.object({
      kind: TrainingStepKind,
      title: z.string(),
      source: QuestionSource.nullable(),
      entryId: Id.nullable(),
      lawId: Id.nullable(),
      dueOn: z.iso.date(),
    }),
  ),
})
export const StepNoParams = z.object({ id: Id, no: z.coerce.number().int().min(1).max(30) })
export const StepCompletion = z.strictObject({ note: Reason.optional(), caseId: CaseIdOrNumber.optional() })
export const TrainingStop = z.strictObject({ version: Version })

export type GapMeasure = z.infer<typeof GapMeasure>
export type SkillMeasure = z.infer<typeof SkillMeasure>
export type SkillRow = z.infer<typeof SkillRow>
export type SkillSheet = z.infer<typeof SkillSheet>
export type QuestionKind = z.infer<typeof QuestionKind>
export type QuestionSource = z.infer<typeof QuestionSource>
export type QuizQuestion = z.infer<typeof QuizQuestion>
export type QuizQuestionInput = z.infer<typeof QuizQuestionInput>
export type QuizQuestionList = z.infer<typeof QuizQuestionList>
export type Quiz = z.infer<typeof Quiz>
export type QuizList = z.infer<typeof QuizList>
export type TrainingStep = z.infer<typeof TrainingStep>
export type TrainingStepKind = z.infer<typeof TrainingStepKind>
export type TrainingPlan = z.infer<typeof TrainingPlan>
export type TrainingPlanInput = z.infer<typeof TrainingPlanInput>
export type TrainingPlanKind = z.infer<typeof TrainingPlanKind>
export type TrainingPlanList = z.infer<typeof TrainingPlanList>
export type TrainingProposal = z.infer<typeof TrainingProposal>
