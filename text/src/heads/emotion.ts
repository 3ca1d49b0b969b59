import type { EmotionLevel } from '../analysis.ts'
import type { Features } from '../features/ngrams.ts'
import { bestOf, type LinearModel, probabilitiesOf } from '../linear/model.ts'
import { arousalOf } from './arousal.ts'

export type EmotionKind = 'calm' | 'worried' | 'disappointed' | 'sad' | 'angry' | 'desperate' | 'pleased'

export type EmotionAnswer = { kind: EmotionKind; level: EmotionLevel; confidence: number; probabilities: Float32Array }

// Half a level for a text that shouts; more than that is for the words to say.
const cueShare = 0.5

/**
 * Kind and level of the emotion in a text (情绪种类与强度). The level is the mean of the level model's probabilities, moved by how loud
 * the text is written; calm and pleased have level 0.
 */
export function emotionOf(models: { emotion: LinearModel; intensity?: LinearModel }, features: Features, text: string): EmotionAnswer {
  const probabilities = probabilitiesOf(models.emotion, features)
  const best = bestOf(probabilities)
  const kind = models.emotion.classes[best] as EmotionKind
  const answer = { kind, confidence: probabilities[best]!, probabilities }
  if (kind === 'calm' || kind === 'pleased') return { ...answer, level: 0 }
  const mean = models.intensity ? meanOf(probabilitiesOf(models.intensity, features)) : 2
  const level = Math.round(mean + cueShare * arousalOf(text))
  return { ...answer, level: Math.max(1, Math.min(4, level)) as EmotionLevel }
}

const meanOf = (probabilities: Float32Array) => probabilities.reduce((sum, share, level) => sum + share * level, 0)
