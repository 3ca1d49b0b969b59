import codes from './codes.json' with { type: 'json' }
import type { Language } from './tables.ts'
import titles from './titles.json' with { type: 'json' }

type Words = Record<string, { zh: string; en: string }>
type Group = keyof typeof codes

/** What a code is called; one that has no word yet stands as it is. */
export function wordOf(group: Group, code: string | null, language: Language): string {
  return code === null ? '' : ((codes[group] as Words)[code]?.[language] ?? code)
}

export const titleOf = (name: keyof typeof titles, language: Language): string => titles[name][language]
export const yesOf = (is: boolean | null, language: Language) => (is === null ? '' : wordOf('answer', is ? 'yes' : 'no', language))
