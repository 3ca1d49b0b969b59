// 回访: owns what the customer says after the answer: the plan of whom to ask when and how, the call list, surveys by link, low scores and the
// measures. A customer's word confirms the case, sends it back to be handled again, or proposes to open it anew; scores are kept from whom
// they are about until the case is over.

export { followUpEvents, openSurvey, planFollowUps } from './calls/plan-follow-ups.ts'
export { remindOfFollowUps } from './calls/remind.ts'
export { followUpCase } from './follow-up.ts'
export { answerSurvey, customerActor } from './links/answer.ts'
export { keepSurveys, surveyJobs } from './links/mail.ts'
export { surveyPortal } from './links/portal.ts'
export { rateCase, ratingOf } from './links/rate.ts'
export { shippedPlan } from './plan/rules.ts'
export { planInForce } from './plan/versions.ts'
export { surveyPart } from './queries.ts'
export { rotateSurveyKeys } from './rotate-keys.ts'
export { surveyRoutes } from './routes.ts'
export { appealOf, keepAppeal } from './scores/appeal.ts'
export { careForLowScore, lowScoresWaiting } from './scores/low-scores.ts'
export { shownSurvey, surveysAsked, surveysWithCases } from './scores/surveys.ts'
export type { SurveySources } from './sources.ts'
