import { wordOf } from '../words.ts'
import type { Language } from './tables.ts'
import titles from './titles.json' with { type: 'json' }

export const titleOf = (name: keyof typeof titles, language: Language): string => titles[name][language]
export const yesOf = (is: boolean | null, language: Language) => (is === null ? '' : wordOf('answer', is ? 'yes' : 'no', language))
