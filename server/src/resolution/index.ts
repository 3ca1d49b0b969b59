// 结论: owns the remedies (with the limits up to which people decide on the spot, and the approvals above them) and the answers
// to the customer. The finding stands on the case; it comes from the unit's return or with the answer.
// Money here is what was decided, never what was paid out.
export { outcomesOf, resolutionPart } from './queries.ts'
export { resolutionRoutes } from './routes.ts'
