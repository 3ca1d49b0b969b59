import { automatonOf } from '../signals/automaton.ts'
import { foldWord } from '../signals/fold.ts'
import file from './rules.json' with { type: 'json' }

export type SpeechKind = 'accusing' | 'blame' | 'absolute' | 'jargon' | 'dismissive'
type SpeechRule = {
  code: string
  kind: SpeechKind
  words: string[]
  /** Words that may stand in its place. */
  instead: string[]
  /** Of single words of the rule. */
  insteadOf?: Record<string, string[]>
  /** Longer words that mean something else: 保证金 is no 保证. */
  except?: string[]
}
export type SpeechWord = { code: string; kind: SpeechKind; instead: readonly string[] }

/** 措辞规则 as data. Source: docs/rules/guidance.md */
export const speechRules = file as SpeechRule[]

/** Each word as it is looked for, with the rule it belongs to; null: it lifts what lies inside it. */
function tableOf(rules: readonly SpeechRule[]) {
  const table = new Map<string, SpeechWord | null>()
  for (const { code, kind, words, instead, insteadOf, except = [] } of rules) {
    for (const word of words)
      for (const form of formsOf(word)) if (!table.has(form)) table.set(form, { code, kind, instead: insteadOf?.[word] ?? instead })
    for (const word of except) for (const form of formsOf(word)) table.set(form, null)
  }
  return table
}

/** 您 is also written 你; what hides in an English apostrophe is folded away. */
const formsOf = (word: string) => (word.includes('您') ? [word, word.replaceAll('您', '你')] : [word]).map(foldWord)

const table = tableOf(speechRules)
export const speechWords = [...table.keys()]
export const speechMeanings = [...table.values()]
export const speechAutomaton = automatonOf(speechWords)
