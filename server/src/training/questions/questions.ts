import type {
  QuizProposalInput,
  QuizQuestion,
  QuizQuestionChange,
  QuizQuestionDecision,
  QuizQuestionInput,
  QuizQuestionList,
  QuizQuestionQuery,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { type Proposed, questionOfLaw, questionsOfPlan } from './propose-rules.ts'
import { isOutdated, lawsToday, plansInForce, sourceOf, todayOf } from './sources.ts'
import '../tables.ts'

/**
 * 出题: proposes questions by rule from a plan in force or a law article; what was proposed before is left as it is.
 * @throws NOT_FOUND
 */
export async function proposeQuestions(act: Act, input: z.infer<typeof QuizProposalInput>): Promise<QuizQuestion[]> {
  const { tx, actor, now } = act
  const today = await todayOf(tx, actor.tenantId, now)
  const { of, asked } =
    'entryId' in input ? await fromPlan(tx, actor.tenantId, input.entryId) : await fromLaw(tx, actor.tenantId, input.lawId, today)
  if (asked.length > 0)
    await tx
      .insertInto('quiz_question')
      .values(asked.map((question) => rowOf(act, { ...question, ...of, made_by: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const rows = await questions(tx, actor.tenantId, today)
    .where('entry_id' in of && of.entry_id ? 'q.entry_id' : 'q.law_id', '=', of.entry_id ?? of.law_id)
    .where('q.state', '=', 'proposed')
    .execute()
  return rows.map((row) => shown(row, actor))
}

async function fromPlan(tx: Tx, tenantId: string, entryId: string) {
  const plans = await plansInForce(tx, tenantId)
  const plan = plans.find(({ id }) => id === entryId)
  if (!plan) throw new AppError('NOT_FOUND', '没有这份生效的预案')
  const asked = questionsOfPlan(
    plan,
    plans.filter(({ id }) => id !== entryId),
  )
  return { of: { entry_id: plan.id, entry_no: plan.no, law_id: null, law_no: null }, asked }
}

async function fromLaw(tx: Tx, tenantId: string, lawId: string, today: string) {
  const laws = await lawsToday(tx, tenantId, today)
  const law = laws.find(({ id }) => id === lawId)
  if (!law) throw new AppError('NOT_FOUND', '没有这条现行法规')
  const others = laws.filter(({ id, isKnown }) => id !== lawId && isKnown)
  return { of: { entry_id: null, entry_no: null, law_id: law.id, law_no: law.no }, asked: law.isKnown ? questionOfLaw(law, others) : [] }
}

type Of = { entry_id: string | null; entry_no: number | null; law_id: string | null; law_no: number | null }
const rowOf = ({ actor, now }: Act, question: Proposed & Of & { made_by: string | null }) => ({
  ...question,
  tenant_id: actor.tenantId,
  id: newId(),
  at: now,
  state: 'proposed' as const,
  decided_at: null,
  decided_by: null,
})

/** 写题: on a plan in force or a law that holds; somebody else approves it. @throws NOT_FOUND */
export async function writeQuestion(act: Act, { entryId, lawId, ...question }: z.infer<typeof QuizQuestionInput>): Promise<QuizQuestion> {
  const { tx, actor, now } = act
  const today = await todayOf(tx, actor.tenantId, now)
  const plan = entryId && (await plansInForce(tx, actor.tenantId)).find(({ id }) => id === entryId)
  const law = lawId && (await lawsToday(tx, actor.tenantId, today)).find(({ id }) => id === lawId)
  if (!plan && !law) throw new AppError('NOT_FOUND', '题目的依据须是生效的预案或现行法规')
  const of = { entry_id: plan ? plan.id : null, entry_no: plan ? plan.no : null, law_id: law ? law.id : null, law_no: law ? law.no : null }
  const row = rowOf(act, { kind: 'written', ...question, ...of, made_by: actor.userId })
  await tx.insertInto('quiz_question').values(row).execute()
  return questionOf(tx, actor, row.id, today)
}

/** 改题: it is a proposal again, by whoever changed it. @throws NOT_FOUND, VERSION_CONFLICT */
export async function changeQuestion(
  act: Act,
  id: string,
  { version, ...question }: z.infer<typeof QuizQuestionChange>,
): Promise<QuizQuestion> {
  const { tx, actor, now } = act
  const today = await todayOf(tx, actor.tenantId, now)
  const known = await questionOf(tx, actor, id, today)
  if (known.version !== version) throw new AppError('VERSION_CONFLICT', '别人刚改过这道题，请刷新后再看')
  if (question.answer >= question.options.length) throw invalidInput('#/answer', '正确答案须在选项之中')
  const reads = await readsToday(tx, actor.tenantId, known, today)
  await tx
    .updateTable('quiz_question')
    .set({ ...question, ...reads, state: 'proposed', made_by: actor.userId, decided_at: null, decided_by: null, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return questionOf(tx, actor, id, today)
}

/**
 * 批准题目 or 停用: approved by somebody who did not write it; approving one whose plan or law has changed says that it still holds.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT
 */
export async function decideQuestion(
  act: Act,
  id: string,
  { verdict, version }: z.infer<typeof QuizQuestionDecision>,
): Promise<QuizQuestion> {
  const { tx, actor, now } = act
  const today = await todayOf(tx, actor.tenantId, now)
  const known = await questionOf(tx, actor, id, today)
  if (known.version !== version) throw new AppError('VERSION_CONFLICT', '别人刚改过这道题，请刷新后再看')
  if (verdict === 'approved' && known.madeBy?.id === actor.userId && actor.userId !== null)
    throw new AppError('NOT_PERMITTED', '自己写的题由别人批准')
  const reads = verdict === 'approved' ? await readsToday(tx, actor.tenantId, known, today) : {}
  await tx
    .updateTable('quiz_question')
    .set({ ...reads, state: verdict, decided_at: now, decided_by: actor.userId, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return questionOf(tx, actor, id, today)
}

/** Which version of the plan, or text of the article, it is held against from now on. */
async function readsToday(tx: Tx, tenantId: string, { source }: QuizQuestion, today: string) {
  if (source?.kind === 'plan') {
    const plan = (await plansInForce(tx, tenantId)).find(({ id }) => id === source.id)
    if (plan) return { entry_no: plan.no }
  }
  if (source?.kind === 'law') {
    const law = (await lawsToday(tx, tenantId, today)).find(({ id }) => id === source.id)
    if (law) return { law_no: law.no }
  }
  throw new AppError('NOT_FOUND', '依据的预案或法规已不再有效，请停用这道题')
}

export async function listQuestions(tx: Tx, actor: Actor, query: z.infer<typeof QuizQuestionQuery>, now: Date): Promise<QuizQuestionList> {
  const wanted = questions(tx, actor.tenantId, await todayOf(tx, actor.tenantId, now))
    .$if(query.state !== undefined, (some) => some.where('q.state', '=', query.state ?? 'approved'))
    .$if(query.entryId !== undefined, (some) => some.where('q.entry_id', '=', query.entryId ?? null))
  const rows = await wanted.$call(newestFirst('q', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('q.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, actor)), nextCursor, total: cappedTotal(Number(count)) }
}

async function questionOf(tx: Tx, actor: Actor, id: string, today: string): Promise<QuizQuestion> {
  const row = await questions(tx, actor.tenantId, today).where('q.id', '=', id).forUpdate('q').executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这道题')
  return shown(row, actor)
}

const questions = (tx: Tx, tenantId: string, today: string) =>
  tx
    .selectFrom('quiz_question as q')
    .select(['q.id', 'q.at', 'q.made_by', 'q.kind', 'q.stem', 'q.options', 'q.answer', 'q.why', 'q.state', 'q.version'])
    .select([personNamed('q', 'made_by').as('maker'), personNamed('q', 'decided_by').as('decider'), sourceOf('q').as('source')])
    .select(isOutdated('q', today).as('outdated'))
    .where('q.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof questions>['executeTakeFirstOrThrow']>>

const shown = (row: Row, { userId }: Actor): QuizQuestion => ({
  id: row.id,
  at: row.at.toISOString(),
  madeBy: row.maker,
  kind: row.kind,
  source: row.source,
  stem: row.stem,
  options: row.options,
  answer: row.answer,
  why: row.why,
  state: row.state,
  outdated: row.outdated,
  decidedBy: row.decider,
  version: row.version,
  can: { approve: (row.state !== 'approved' || row.outdated) && (row.made_by === null || row.made_by !== userId), change: true },
})
