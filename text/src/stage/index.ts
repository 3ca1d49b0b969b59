/** 阶段: how far a complaint has grown, 1 产生问题 … 5 越级投诉, with the words that show it. */
export { type ConversationHints, type ConversationStage, stageOfConversation } from './conversation.ts'
export { type StageCode, type StageHints, type StageReason, stageCodes } from './evidence.ts'
export { type LabelledConversation, type LabelledText, trainStage } from './learn.ts'
export { type StageAnswer, stageOfText } from './text.ts'
