// 回访: owns the follow-up calls: what the customer said after the answer, and how satisfied they were.
// A call confirms the case, sends it back to be handled again, or finds nobody.
// Longer surveys come to this module too.
export { surveyPart } from './queries.ts'
export { surveyRoutes } from './routes.ts'
