// 客户心声: owns what customers wish for, suggest and compare us with, marked in cases; the ideas that come of it with votes, owner and state; the list of
// competitors; and who was told what came of it. The words stay in the case: a mark names their place.
export { mergeIdeas, ownIdea, stepIdea, voteIdea } from './acts.ts'
export { addIdea } from './board.ts'
export { addCompetitor } from './competitors.ts'
export { ideaDetail, ideasTakenUp } from './detail.ts'
export { caseMarks, markCase } from './marks.ts'
export { type IdeaSources, ideaRoutes } from './routes.ts'
export { tellCustomer } from './tell.ts'
