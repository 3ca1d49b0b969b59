// 培训: owns quiz questions and quizzes, training plans with their steps (from a gap, or the path of new staff). Reads cases, plans and law to say where
// somebody has a gap and what closes it; a person's figures come from the modules that count them.

export { completeStep } from './plans/complete.ts'
export { givePlan } from './plans/plans.ts'
export { proposePlan as proposeTraining } from './plans/propose.ts'
export { decideQuestion, proposeQuestions, writeQuestion } from './questions/questions.ts'
export { answerQuiz, beginQuiz } from './quizzes/quizzes.ts'
export { type TrainingSources, trainingRoutes } from './routes.ts'
