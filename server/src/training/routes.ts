import {
  IdParams,
  listOf,
  PersonQuery,
  Quiz,
  QuizAnswers,
  QuizInput,
  QuizList,
  QuizProposalInput,
  QuizQuery,
  QuizQuestion,
  QuizQuestionChange,
  QuizQuestionDecision,
  QuizQuestionInput,
  QuizQuestionList,
  QuizQuestionQuery,
  SkillSheet,
  StaffFigures,
  StepCompletion,
  StepNoParams,
  TrainingPlan,
  TrainingPlanInput,
  TrainingPlanList,
  TrainingPlanQuery,
  TrainingProposal,
  TrainingProposalQuery,
  TrainingStop,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { type FigureSources, figuresOf } from './figures.ts'
import { completeStep, type TellTraining } from './plans/complete.ts'
import { givePlan, listPlans, planOf, stopPlan } from './plans/plans.ts'
import { proposePlan } from './plans/propose.ts'
import { changeQuestion, decideQuestion, listQuestions, proposeQuestions, writeQuestion } from './questions/questions.ts'
import { answerQuiz, beginQuiz, listQuizzes, quizOf } from './quizzes/quizzes.ts'
import { type SkillSources, skillsOf } from './skills/skills.ts'

export type TrainingSources = SkillSources & FigureSources & { tell: TellTraining }

/** 培训: a person's figures and gaps, questions and quizzes, training plans. Whoever trains has `coaching:give`; everybody sees what is their own. */
export function trainingRoutes(routes: Routes, deps: Deps, sources: TrainingSources) {
  const trains = may('coaching:give')
  routes.get('/skills', { ...signedIn, schema: { querystring: PersonQuery, response: { 200: SkillSheet } } }, (req) =>
    req.read((tx) => skillsOf(tx, req.actor, req.query.userId, deps.clock(), sources)),
  )
  routes.get('/staff-figures', { ...signedIn, schema: { querystring: PersonQuery, response: { 200: StaffFigures } } }, (req) =>
    req.read((tx) => figuresOf(tx, req.actor, req.query.userId, deps.clock(), sources)),
  )

  routes.get('/quiz-questions', { ...trains, schema: { querystring: QuizQuestionQuery, response: { 200: QuizQuestionList } } }, (req) =>
    req.read((tx) => listQuestions(tx, req.actor, req.query, deps.clock())),
  )
  routes.post('/quiz-questions', { ...trains, schema: { body: QuizQuestionInput, response: { 201: QuizQuestion } } }, (req, reply) =>
    reply.write(201, (tx) => writeQuestion(actOf(deps, req, tx), req.body)),
  )
  routes.post(
    '/quiz-questions/proposals',
    { ...trains, schema: { body: QuizProposalInput, response: { 201: listOf(QuizQuestion) } } },
    (req, reply) => reply.write(201, async (tx) => wholeList(await proposeQuestions(actOf(deps, req, tx), req.body))),
  )
  routes.put(
    '/quiz-questions/:id',
    { ...trains, schema: { params: IdParams, body: QuizQuestionChange, response: { 200: QuizQuestion } } },
    (req, reply) => reply.write(200, (tx) => changeQuestion(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/quiz-questions/:id/decisions',
    { ...trains, schema: { params: IdParams, body: QuizQuestionDecision, response: { 201: QuizQuestion } } },
    (req, reply) => reply.write(201, (tx) => decideQuestion(actOf(deps, req, tx), req.params.id, req.body)),
  )

  routes.get('/quizzes', { ...signedIn, schema: { querystring: QuizQuery, response: { 200: QuizList } } }, (req) =>
    req.read((tx) => listQuizzes(tx, req.actor, req.query)),
  )
  routes.post('/quizzes', { ...signedIn, schema: { body: QuizInput, response: { 201: Quiz } } }, (req, reply) =>
    reply.write(201, (tx) => beginQuiz(actOf(deps, req, tx), req.body)),
  )
  routes.get('/quizzes/:id', { ...signedIn, schema: { params: IdParams, response: { 200: Quiz } } }, (req) =>
    req.read((tx) => quizOf(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/quizzes/:id/answers',
    { ...signedIn, schema: { params: IdParams, body: QuizAnswers, response: { 201: Quiz } } },
    (req, reply) => reply.write(201, (tx) => answerQuiz(actOf(deps, req, tx), req.params.id, req.body.answers, sources.tell)),
  )

  routes.get(
    '/training-proposals',
    { ...trains, schema: { querystring: TrainingProposalQuery, response: { 200: TrainingProposal } } },
    (req) => req.read((tx) => proposePlan(tx, req.actor, req.query, deps.clock())),
  )
  routes.get('/training-plans', { ...signedIn, schema: { querystring: TrainingPlanQuery, response: { 200: TrainingPlanList } } }, (req) =>
    req.read((tx) => listPlans(tx, req.actor, req.query, deps.clock())),
  )
  routes.post('/training-plans', { ...trains, schema: { body: TrainingPlanInput, response: { 201: TrainingPlan } } }, (req, reply) =>
    reply.write(201, (tx) => givePlan(actOf(deps, req, tx), req.body, sources)),
  )
  routes.get('/training-plans/:id', { ...signedIn, schema: { params: IdParams, response: { 200: TrainingPlan } } }, (req) =>
    req.read((tx) => planOf(tx, req.actor, req.params.id, deps.clock())),
  )
  routes.post(
    '/training-plans/:id/steps/:no/completion',
    { ...signedIn, schema: { params: StepNoParams, body: StepCompletion, response: { 201: TrainingPlan } } },
    (req, reply) => reply.write(201, (tx) => completeStep(actOf(deps, req, tx), req.params.id, req.params.no, req.body, sources.tell)),
  )
  routes.post(
    '/training-plans/:id/ending',
    { ...trains, schema: { params: IdParams, body: TrainingStop, response: { 201: TrainingPlan } } },
    (req, reply) => reply.write(201, (tx) => stopPlan(actOf(deps, req, tx), req.params.id, req.body.version)),
  )
}
