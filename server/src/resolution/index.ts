// 结论: owns the remedies, up to how much people decide on the spot (授权额度), the approvals above it, the ledger (台账) of all of it, the
// payment files, and the answers to the customer. The finding stands on the case; it comes from the unit's return or with the answer.
// Money is what was decided; a payment file hands it to the cashier once.
import './authority/tables.ts'

export { answerCase } from './answer.ts'
export { type ApprovalDueAt, approvalTimer, approvalTimers, mostReminders } from './authority/ask.ts'
export { authorityOf } from './authority/held.ts'
export { ledgerRowOf } from './authority/ledger.ts'
export { askedFor, askedNext, type Rulebook, rulebookOf, seedAuthority } from './authority/rulebook.ts'
export { enterFee } from './fees/enter-fee.ts'
export { appealFinding, makeFinding, reviewFinding } from './findings/find.ts'
export { type FindingAbout, findingsAbout, findingsAboutStaff, wrongAnswersOf } from './findings/queries.ts'
export { thankCustomer } from './grant-remedy.ts'
export { makeBatch } from './payments/batches.ts'
export { outcomesOf, resolutionPart } from './queries.ts'
export { resolutionRoutes } from './routes.ts'
export { isWithin, limitOf, nothingGranted } from './rules.ts'
