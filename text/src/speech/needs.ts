import file from './needs.json' with { type: 'json' }

export const speechParts = ['observation', 'feeling', 'need', 'request'] as const
export type SpeechPart = (typeof speechParts)[number]

type Words = Record<SpeechPart, Record<string, string>>
const words: Record<'zh' | 'en', Words> = file

/** What is known of the customer; what is not is left out of the sentences. */
export type Need = { language: 'zh' | 'en'; what?: string | undefined; emotion?: string | null; mindset?: string | null }

/**
 * 观察 感受 需要 请求: four sentences to begin an answer with, of what happened without judging it, what it feels like, what the customer
 * needs, and what is asked for and promised. What only a person knows stands as ……. Source: docs/rules/guidance.md
 */
export function needSentences({ language, what, emotion, mindset }: Need): { part: SpeechPart; text: string }[] {
  const of = words[language]
  const pick = (part: SpeechPart, key: string | null | undefined) => of[part][key ?? 'none'] ?? of[part].none ?? ''
  const seen = what?.trim().replace(/[。.！!]+$/u, '')
  // A function, so that a $ in what the customer wrote stays one.
  const observation = seen ? (of.observation.known ?? '').replace('{what}', () => seen) : (of.observation.unknown ?? '')
  return [
    { part: 'observation', text: observation },
    { part: 'feeling', text: pick('feeling', emotion) },
    { part: 'need', text: pick('need', mindset) },
    { part: 'request', text: pick('request', mindset) },
  ]
}
