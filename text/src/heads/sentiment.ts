import type { Features } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf } from '../linear/model.ts'

export type Sentiment = 'negative' | 'neutral' | 'positive'
export const sentiments: Sentiment[] = ['negative', 'neutral', 'positive']

/** 情感倾向 with the probability of each side, and how sure the answer is. */
export type SentimentAnswer = { sentiment: Sentiment; probabilities: Record<Sentiment, number>; confidence: number }

/** Is the text negative, neutral or positive (情感)? */
export function sentimentOf(model: LinearModel, features: Features): SentimentAnswer {
  const shares = probabilitiesOf(model, features)
  const probabilities = { negative: 0, neutral: 0, positive: 0 }
  for (let at = 0; at < model.classes.length; at++) probabilities[model.classes[at] as Sentiment] = shares[at]!
  const sentiment = sentiments.reduce((best, name) => (probabilities[name] > probabilities[best] ? name : best))
  return { sentiment, probabilities, confidence: probabilities[sentiment] }
}
