import type { ModelHead } from '../models.ts'
import { complaint } from './complaint.ts'
import { emotion, intensity } from './emotion.ts'
import { offensive } from './offensive.ts'
import type { Recipe } from './recipe.ts'
import { sentiment } from './sentiment.ts'
import { severity } from './severity.ts'

export { trainDialogue } from './dialogue.ts'
export { judgements, trainJudgement } from './judgements.ts'
export type { Recipe, Source } from './recipe.ts'
export { type Lessons, type TrainHead, trainHead } from './train-head.ts'

/** How each shipped model is made (训练方案). */
export const recipes = { sentiment, emotion, intensity, complaint, offensive, severity } satisfies Partial<Record<ModelHead, Recipe>>
export type RecipeHead = keyof typeof recipes
