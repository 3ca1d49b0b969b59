import type { Permission, TrainingStepKind } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import { answerBuddy, askBuddy, writePrivateNote } from '../../coaching/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import {
  answerQuiz,
  beginQuiz,
  completeStep,
  decideQuestion,
  givePlan,
  proposeQuestions,
  proposeTraining,
  writeQuestion,
} from '../../training/index.ts'
import { trainingSources } from '../../training-sources.ts'
import { administrator, agents, improvers } from '../company/company.ts'
import { type Random, randomFrom } from '../random.ts'
import { adminNote, mentorNotes, privateNotes } from '../words/care.ts'

const dayMs = 86_400_000
const permissions: Permission[] = ['cases:read', 'cases:assign', 'coaching:give']
/** So many plans of the knowledge base have questions in use; one more waits for approval. */
const askedPlans = 5
const askedLaws = 3
const sources = { ...trainingSources, tell: async () => {} }

type Demo = { as: (username: string, daysAgo: number) => Act; idOf: (username: string) => string; random: Random }

/** 培训与关怀 of the last weeks, by the same acts: questions, quizzes, a path of new staff, a gap that is being closed, buddies and notes. */
export async function writeTraining({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const users = await tx.selectFrom('user_account').select(['id', 'username', 'unit_id']).where('tenant_id', '=', tenantId).execute()
  const found = (username: string) => {
    const user = users.find((one) => one.username === username)
    if (!user) throw new Error(`nobody is called ${username}`)
    return user
  }
  const as = (username: string, daysAgo: number): Act => {
    const { id, unit_id } = found(username)
    const actor = { ...systemActor(tenantId), userId: id, unitId: unit_id, permissions: new Set(permissions) }
    return { tx, keys, actor, now: new Date(now.getTime() - daysAgo * dayMs) }
  }
  const demo: Demo = { as, idOf: (username) => found(username).id, random: randomFrom(4_707) }
  await writeQuestions(tx, tenantId, demo)
  await writeQuizzes(demo)
  await writePath(tx, tenantId, demo)
  await writeGap(demo)
  await writeCare(demo)
}

async function writeQuestions(tx: Tx, tenantId: string, { as }: Demo) {
  const [author = '', approver = ''] = improvers
  const plans = await tx
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', (join) => join.onRef('e.tenant_id', '=', 'v.tenant_id').onRef('e.id', '=', 'v.entry_id'))
    .select('v.entry_id')
    .where('v.tenant_id', '=', tenantId)
    .where('v.state', '=', 'inForce')
    .where('e.kind', '=', 'plan')
    .where('e.retired_at', 'is', null)
    .orderBy('v.title')
    .limit(askedPlans + 1)
    .execute()
  const laws = await tx
    .selectFrom('law_article')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('article', 'is not', null)
    .where('ends_on', 'is', null)
    .orderBy('law')
    .limit(askedLaws)
    .execute()
  for (const [at, { entry_id }] of plans.entries()) {
    const proposed = await proposeQuestions(as(author, 30), { entryId: entry_id })
    if (at < askedPlans)
      for (const { id, version } of proposed) await decideQuestion(as(approver, 29), id, { verdict: 'approved', version })
  }
  for (const { id: lawId } of laws)
    for (const { id, version } of await proposeQuestions(as(author, 30), { lawId }))
      await decideQuestion(as(approver, 29), id, { verdict: 'approved', version })
  const [plan] = plans
  if (!plan) return
  await writeQuestion(as(author, 2), {
    stem: '客户第二次催办，还没有新的进展，您先做什么？',
    options: ['请客户再等等', '说清现在到哪一步、下一次几点联系他', '转给班长', '登记后不回复'],
    answer: 1,
    why: '没有结果也要有消息：进展和下一次联系的时间，就是给客户的确定。',
    entryId: plan.entry_id,
    lawId: null,
  })
}

/** Each agent took one or two; what is wrong is wrong by chance. */
async function writeQuizzes({ as, random }: Demo) {
  for (const agent of agents) {
    for (let left = random.chance(0.5) ? 2 : 1; left > 0; left--) {
      const act = as(agent, random.between(1, 27))
      await takeQuiz(act, await beginQuiz(act, {}), random, 0.82)
    }
  }
}

type Begun = Awaited<ReturnType<typeof beginQuiz>>

async function takeQuiz(act: Act, { id }: Begun, random: Random, skill: number) {
  const { questions } = await act.tx
    .selectFrom('quiz')
    .select('questions')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const answers = questions.map(({ answer, options }) => (random.chance(skill) ? answer : (answer + 1) % options.length))
  return answerQuiz(act, id, answers, sources.tell)
}

/** 新人上岗: begun three weeks ago, now at the cases beside the mentor; the administrator who looks around has one too. */
async function writePath(tx: Tx, tenantId: string, { as, idOf, random }: Demo) {
  const [newcomer, mentor, lead] = ['he.zihan', 'zhou.min', 'fang.qin']
  const give = async (userId: string, daysAgo: number) => {
    const { title, steps } = await proposeTraining(tx, as(lead, daysAgo).actor, { userId, kind: 'newStaff' }, as(lead, daysAgo).now)
    const given = steps.map(({ kind, title: step, entryId, lawId, dueOn }) => ({ kind, title: step, entryId, lawId, dueOn }))
    return givePlan(as(lead, daysAgo), { userId, kind: 'newStaff', title, mentorId: idOf(mentor), gap: null, steps: given }, sources)
  }
  const plan = await give(idOf(newcomer), 22)
  const own = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('agent_id', '=', idOf(newcomer))
    .orderBy('received_at', 'desc')
    .limit(1)
    .execute()
  let daysAgo = 21
  for (const { no, kind } of plan.steps) {
    daysAgo -= 2
    const caseId = own[0]?.id
    if (kind === 'signOff' || (kind === 'case' && (!caseId || stepsOf(plan.steps, 'case')[0]?.no !== no))) break
    if (kind === 'read') await completeStep(as(newcomer, daysAgo), plan.id, no, {}, sources.tell)
    if (kind === 'quiz')
      await takeQuiz(as(newcomer, daysAgo), await beginQuiz(as(newcomer, daysAgo), { planId: plan.id, stepNo: no }), random, 1)
    if (kind === 'case' && caseId) await completeStep(as(mentor, daysAgo), plan.id, no, { caseId, note: mentorNotes[0] }, sources.tell)
  }
  await give(idOf(administrator.username), 1)
}

const stepsOf = (steps: readonly { no: number; kind: TrainingStepKind }[], wanted: TrainingStepKind) =>
  steps.filter(({ kind }) => kind === wanted)

/** 补短板: read and passed, the case and the signature to come. */
async function writeGap({ as, idOf, random }: Demo) {
  const [person, lead] = ['lu.haoran', 'gu.weidong']
  const act = as(lead, 9)
  const gap = { measure: 'late' as const, category: null }
  const { title, steps } = await proposeTraining(act.tx, act.actor, { userId: idOf(person), kind: 'gap', measure: gap.measure }, act.now)
  const given = steps.map(({ kind, title: step, entryId, lawId, dueOn }) => ({ kind, title: step, entryId, lawId, dueOn }))
  const plan = await givePlan(act, { userId: idOf(person), kind: 'gap', title, mentorId: null, gap, steps: given }, sources)
  for (const { no } of stepsOf(plan.steps, 'read')) await completeStep(as(person, 7), plan.id, no, {}, sources.tell)
  for (const { no } of stepsOf(plan.steps, 'quiz').slice(0, 1)) {
    const first = as(person, 5)
    await takeQuiz(first, await beginQuiz(first, { planId: plan.id, stepNo: no }), random, 0.9)
  }
}

/** 同伴 and 私人笔记. */
async function writeCare({ as, idOf }: Demo) {
  const silent = sources.tell
  for (const [person, buddy] of [
    ['he.zihan', 'zhou.min'],
    ['lu.haoran', 'deng.lin'],
  ] as const) {
    const { id } = await askBuddy(as(person, 12), { buddyId: idOf(buddy) }, silent)
    await answerBuddy(as(buddy, 11.8), id, true, silent)
  }
  await askBuddy(as('bai.xue', 0.2), { buddyId: idOf(administrator.username) }, silent)
  for (const [at, text] of privateNotes.entries()) await writePrivateNote(as('zhou.min', 6 - at), { text, shared: at === 2 })
  await writePrivateNote(as(administrator.username, 0.1), { text: adminNote, shared: false })
}
