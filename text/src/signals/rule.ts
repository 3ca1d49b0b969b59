import type { SignalKind } from '../analysis.ts'

/** Lists of words are lines of words parted by |. Words near the found one, in the same sentence: at most `within` folded characters (8) away; `@name` is a list of lists.json. */
export type Near = { before?: string[]; after?: string[]; around?: string[]; within?: number; clause?: boolean }

/** What a rule looks for besides words: numbers that mean something. */
export type Computed =
  | 'amount'
  | 'bareAmount'
  | 'within'
  | 'span'
  | 'day'
  | 'elderly'
  | 'bareAge'
  | 'minor'
  | 'people'
  | 'persons'
  | 'article'

/** Going outside: announced, done, or only spoken of. */
export type Tense = 'threat' | 'done' | 'mention'

export type Rule = {
  id: string
  words?: string[]
  find?: Computed
  /** Phrases around the found word that make it something else: 法院路. */
  except?: string[]
  /** All must be there. */
  needs?: Near[]
  /** None may be there. */
  unless?: Near[]
  /** The tense where nothing around tells it. */
  tense?: Tense
  /** The tense is never another one. */
  fixed?: boolean
  /** Also where the sentence denies it: 没有. */
  evenDenied?: boolean
  /** Texts it must find, and texts in which the whole kind must not be found: the tests run over them. */
  yes?: string[]
  no?: string[]
}
/** `unless` holds for every rule of the file. */
export type RuleFile = { kind: SignalKind; unless?: Near[]; rules: Rule[] }
