import type { Features } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'

/** The probability that a text insults people (冒犯). Trained on Chinese: of English it knows little. */
export const offensiveOf = (model: LinearModel, features: Features): number => probabilitiesOf(model, features)[1] ?? 0
