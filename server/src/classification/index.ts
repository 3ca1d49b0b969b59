// 分类: owns the category tree, and the act by which a person sets and confirms a case's category, severity, stage and priority.
// The case itself carries the codes; this module owns what they mean to a tenant.
// Machine proposals come with the text engine and never count as confirmed.
export { signalsOfCases } from './case-signals.ts'
export { knownCategories, seedCategories } from './categories.ts'
export { correctionRows, keepCorrections } from './corrections.ts'
export { loadTextEngine, type Speaker, speakerFor } from './engine.ts'
export { extractKeywords } from './keywords.ts'
export { learningJobs } from './learning/learn.ts'
export { learnNightly } from './learning/runs.ts'
export { proposalOf, proposalsFor } from './propose.ts'
export { messageRead, readMessages, type Spoken, speakers, turnsRead } from './read-messages.ts'
export { classificationRoutes } from './routes.ts'
export { startingCategories } from './starting-categories.ts'
