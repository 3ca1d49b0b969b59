import type { MeasureCut } from '@zhiwei/contract'
import codes from './codes.json' with { type: 'json' }
import cuts from './cuts.json' with { type: 'json' }
import type { Language } from './exports/tables.ts'

type Words = Record<Language, string>
type Group = keyof typeof codes

/** What a code is called in both languages. */
export const wordsOfCode = (group: string, code: string): Words | undefined =>
  (codes as Record<string, Record<string, Words>>)[group]?.[code]

/** What a code is called; one that has no word yet stands as it is. */
export const wordOf = (group: Group, code: string | null, language: Language): string =>
  code === null ? '' : (wordsOfCode(group, code)?.[language] ?? code)

/** By what figures are cut, as the head of a column. */
export const cutWords: Record<MeasureCut, Words> = cuts
