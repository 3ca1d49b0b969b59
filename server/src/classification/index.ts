// 分类: owns the category tree, and the act by which a person sets and confirms a case's category, severity, stage and priority.
// The case itself carries the codes; this module owns what they mean to a tenant.
// Owns what the text engine proposes at the door and of later messages, what people say instead, and the models learnt from that.
// A proposal never counts as confirmed.
export { signalsOfCases } from './case-signals.ts'
export { categoriesToName, knownCategories, listCategories, seedCategories } from './categories.ts'
export { correctionRows, keepCorrections } from './corrections.ts'
export { loadTextEngine, type Speaker, speakerFor } from './engine.ts'
export { cutWords, extractKeywords } from './keywords.ts'
export { learningJobs } from './learning/learn.ts'
export { learnNightly } from './learning/runs.ts'
export { proposalOf, readingsOf } from './propose.ts'
export { isOwnWord, riseOf } from './raise.ts'
export { messageRead, readMessages, type Spoken, speakers, turnsRead, withPriority } from './read-messages.ts'
export { classificationRoutes } from './routes.ts'
export { raiseStage } from './stages.ts'
export { startingCategories } from './starting-categories.ts'
