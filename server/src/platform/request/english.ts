import { type Problem, problems } from '@zhiwei/contract'
import { languageOf } from './language.ts'

type Words = Record<string, string>
type Pattern = { sentence: RegExp; english: string }

let exact: Words = {}
let patterns: Pattern[] = []

/** Details are written in Chinese where they are said; each sentence has its English beside it, a blank `{}` for each value. Said once for the process. */
export function speakEnglish(words: Words) {
  exact = words
  patterns = Object.entries(words)
    .filter(([chinese]) => chinese.includes('{}'))
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([chinese, english]) => ({
      sentence: new RegExp(`^${chinese.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\\{\\}', '(.+?)')}$`, 's'),
      english,
    }))
}

/** Longer than any sentence of ours: what somebody else wrote stays as it is, and matching stays short. */
const longestSentence = 300

/** A sentence in English, the values in it too where they are words of ours; names and what else is not stay as they are. */
export function englishOf(chinese: string): string {
  const known = exact[chinese]
  if (known !== undefined) return known
  if (chinese.length > longestSentence || !/\p{Script=Han}/u.test(chinese)) return chinese
  for (const { sentence, english } of patterns) {
    const found = sentence.exec(chinese)
    if (found) return filled(english, found.slice(1).map(englishOf))
  }
  return chinese.includes('、') ? chinese.split('、').map(englishOf).join(', ') : chinese
}

function filled(english: string, values: string[]): string {
  const [first = '', ...others] = english.split('{}')
  return first + others.map((words, at) => (values[at] ?? '') + words).join('')
}

/** Marks words of ours that an answer says outside a problem: their English stands beside that of the problems. */
export const said = <Words>(words: Words): Words => words

type Asked = { headers: { 'accept-language'?: string | undefined } }

/** Says sentences of ours, and only those, in the language of who asks. */
export const sayingTo = ({ headers }: Asked) => (languageOf(headers['accept-language']) === 'en' ? englishOf : (chinese: string) => chinese)

/** What was read of a file, with what is wrong in it said in the language of who asks. */
export function tellingProblems<Reading extends { problems: { detail: string }[] }>(asked: Asked, reading: Reading): Reading {
  const say = sayingTo(asked)
  return { ...reading, problems: reading.problems.map((problem) => ({ ...problem, detail: say(problem.detail) })) }
}

export const inEnglish = ({ title, detail, errors, ...problem }: Problem): Problem => ({
  ...problem,
  title: problems[problem.code].english,
  ...(detail && { detail: englishOf(detail) }),
  ...(errors && { errors: errors.map((error) => ({ ...error, detail: englishOf(error.detail) })) }),
})
