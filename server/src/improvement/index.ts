// 改进: owns the cause catalogue, the root causes found on cases, the drawings they were found with, the actions against them (CAPA)
// and their 8D reports. A substantiated complaint cannot be closed without a cause: it is "the problem that caused the problem".
// Whether an action worked is counted from the complaints of its cause, before and after.
export {
  type ActionNotice,
  actionsConcluded,
  actionsDue,
  approveAction,
  completeAction,
  findAction,
  type ImprovementSources,
  judgeActions,
  judgeDue,
  openAction,
  remindOfActions,
  spreadAction,
  verifyAction,
} from './actions/index.ts'
export { seedCauses } from './causes.ts'
export { openReport } from './eight-d/index.ts'
export { answerAsk, decideAnswer, invitePartner } from './partners/index.ts'
export { improvementPart } from './queries.ts'
export { improvementRoutes } from './routes.ts'
export { drawTree } from './trees/index.ts'
