import type { Quiz, QuizInput, QuizList, QuizQuery } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { passStep, stepForQuiz, type TellTraining } from '../plans/complete.ts'
import { isOutdated, sourceOf, todayOf } from '../questions/sources.ts'
import type { AskedQuestion } from '../tables.ts'
import { personSeen } from '../who.ts'

const mostQuestions = 10
/** 及格: four of five right. */
const passAt = 0.8

/**
 * 开始测验: ten questions at most, drawn by lot from the approved ones: of a step of one's own plan, of one contingency plan, or of all. One that was begun
 * for a step and not handed in goes on.
 * @throws NOT_FOUND, TRAINING_STEP_NOT_ALLOWED, INPUT_INVALID when there is no approved question
 */
export async function beginQuiz(act: Act, input: z.infer<typeof QuizInput>): Promise<Quiz> {
  const { tx, actor, now } = act
  const { userId, tenantId } = actor
  if (userId === null) throw new AppError('NOT_PERMITTED', '由本人测验')
  const step = input.planId ? await stepForQuiz(act, input.planId, input.stepNo ?? 0) : null
  if (step) {
    const begun = await quizzes(tx, tenantId)
      .where('z.user_id', '=', userId)
      .where('z.plan_id', '=', step.planId)
      .where('z.step_no', '=', step.no)
      .where('z.done_at', 'is', null)
      .executeTakeFirst()
    if (begun) return shown(begun, actor)
  }
  const id = newId()
  const questions = await drawn(tx, tenantId, id, step ?? { entryId: input.entryId ?? null, lawId: null }, await todayOf(tx, tenantId, now))
  if (questions.length === 0) throw invalidInput('#/entryId', '还没有批准的题目，请先出题并批准')
  await tx
    .insertInto('quiz')
    .values({
      tenant_id: tenantId,
      id,
      user_id: userId,
      at: now,
      plan_id: step?.planId ?? null,
      step_no: step?.no ?? null,
      questions: JSON.stringify(questions),
      answers: null,
      correct: null,
      done_at: null,
    })
    .execute()
  return quizOf(tx, actor, id)
}

type About = { entryId: string | null; lawId: string | null }

async function drawn(tx: Tx, tenantId: string, id: string, { entryId, lawId }: About, today: string): Promise<AskedQuestion[]> {
  return tx
    .selectFrom('quiz_question as q')
    .select(['q.stem', 'q.options', 'q.answer', 'q.why', sourceOf('q').as('source')])
    .where('q.tenant_id', '=', tenantId)
    .where('q.state', '=', 'approved')
    .where(isOutdated('q', today), '=', false)
    .$if(entryId !== null, (some) => some.where('q.entry_id', '=', entryId))
    .$if(lawId !== null, (some) => some.where('q.law_id', '=', lawId))
    .orderBy(sql`md5(q.id::text || ${id}::text)`)
    .limit(mostQuestions)
    .execute()
}

/**
 * 交卷: once, by the person; right answers, reasons and where to read them are told then. Passed, it completes its step.
 * @throws NOT_FOUND, ALREADY_DECIDED, INPUT_INVALID when an answer is missing
 */
export async function answerQuiz(act: Act, id: string, answers: (number | null)[], tell: TellTraining): Promise<Quiz> {
  const { tx, actor, now } = act
  const row = await quizzes(tx, actor.tenantId).where('z.id', '=', id).forUpdate('z').executeTakeFirst()
  if (!row || row.user_id !== actor.userId) throw new AppError('NOT_FOUND', '没有这份测验')
  if (row.done_at) throw new AppError('ALREADY_DECIDED', '这份测验已经交卷')
  if (answers.length !== row.questions.length) throw invalidInput('#/answers', '每题都要有一个答案，不会的可以空着')
  const correct = row.questions.filter(({ answer }, at) => answers[at] === answer).length
  await tx
    .updateTable('quiz')
    .set({ answers, correct, done_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  if (row.plan_id && row.step_no && isPassed(correct, row.questions.length)) await passStep(act, row.plan_id, row.step_no, tell)
  return quizOf(tx, actor, id)
}

const isPassed = (correct: number, of: number) => correct >= passAt * of

/** 测验记录 of oneself, or of somebody one trains. @throws NOT_FOUND */
export async function listQuizzes(tx: Tx, actor: Actor, query: z.infer<typeof QuizQuery>): Promise<QuizList> {
  const person = await personSeen(tx, actor, query.userId)
  const wanted = quizzes(tx, actor.tenantId).where('z.user_id', '=', person.id)
  const rows = await wanted.$call(newestFirst('z', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('z.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return {
    rows: page.map((row) => {
      const { items, ...quiz } = shown(row, actor)
      return { ...quiz, questions: items.length }
    }),
    nextCursor,
    total: cappedTotal(Number(count)),
  }
}

/** @throws NOT_FOUND for quizzes of people one does not train */
export async function quizOf(tx: Tx, actor: Actor, id: string): Promise<Quiz> {
  const row = await quizzes(tx, actor.tenantId).where('z.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份测验')
  if (row.user_id !== actor.userId) await personSeen(tx, actor, row.user_id)
  return shown(row, actor)
}

const quizzes = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('quiz as z')
    .leftJoin('training_plan as p', (join) => join.onRef('p.tenant_id', '=', 'z.tenant_id').onRef('p.id', '=', 'z.plan_id'))
    .select(['z.id', 'z.user_id', 'z.at', 'z.plan_id', 'z.step_no', 'z.questions', 'z.answers', 'z.correct', 'z.done_at', 'p.title'])
    .select(personNamed('z', 'user_id').as('person'))
    .where('z.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof quizzes>['executeTakeFirstOrThrow']>>

function shown(row: Row, actor: Actor): Quiz {
  const isDone = row.done_at !== null
  return {
    id: row.id,
    person: row.person ?? { id: row.user_id, name: '' },
    at: row.at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    // Whoever looks on sees no answer before the person has handed in.
    items: row.questions.map(({ stem, options, answer, why, source }, at) => ({
      stem,
      options,
      given: row.answers?.[at] ?? null,
      answer: isDone ? answer : null,
      why: isDone ? why : null,
      source: isDone ? source : null,
    })),
    correct: row.correct,
    passed: row.correct === null ? null : isPassed(row.correct, row.questions.length),
    plan: row.plan_id && row.step_no ? { id: row.plan_id, title: row.title ?? '', stepNo: row.step_no } : null,
    can: { answer: !isDone && row.user_id === actor.userId },
  }
}
