// 知识库: owns contingency plans (预案) and letter templates (函件模板) with their versions and reviews, the law they cite (法规), and what customers
// are entitled to (权益). Reads facts and masked texts of cases, changes none: a plan is proposed and its use counted beside the case.

export { proposePlan } from './candidate.ts'
export { checkCaseClaim } from './claim-check.ts'
export { decideVersion, retireKnowledge, reviewKnowledge, submitDraft } from './decide.ts'
export { addEntitlement } from './entitlements.ts'
export { addLaw, addLawText, endLaw } from './laws.ts'
export { personalRemover } from './personal.ts'
export { knowledgeRoutes } from './routes.ts'
export type { KnowledgeNotice, KnowledgeSources } from './sources.ts'
export { addStarterSet } from './starter.ts'
export { planOfStarter } from './starter-plan.ts'
export { usePlan } from './suggest.ts'
export { watchKnowledge, watchKnowledgeOf } from './watch.ts'
export { addKnowledge, changeDraft, setCare, startDraft } from './write.ts'
