import type { Features } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'

/** The probability that a text is a complaint (是否投诉), and not an ordinary question, order or thanks. */
export const complaintOf = (model: LinearModel, features: Features): number => probabilitiesOf(model, features)[1] ?? 0
