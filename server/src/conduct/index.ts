// 恶意投诉: owns restrictions on how a customer may reach us (行为限制) with their review, end and appeals, and the protection of threatened staff
// (人员防护). Judges conduct, never a complaint: no other module reads these tables, so that no case is closed, hidden or put back by them.
export { moveConduct } from './move.ts'
export { beginProtection, endProtection, type ProtectionSources } from './protection/protect.ts'
export { decideAppeal, recordAppeal } from './restrictions/appeal.ts'
export { endRestrictionsByDate, endRestrictionsOf } from './restrictions/end.ts'
export { proposeRestriction } from './restrictions/propose.ts'
export { restrictedWithin } from './restrictions/queries.ts'
export { reviewRestriction } from './restrictions/review.ts'
export { conductRoutes } from './routes.ts'
