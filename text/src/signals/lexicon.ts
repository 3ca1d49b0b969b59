import { type CodeSet, codeSetOf, hasCode } from './code-set.ts'
import type { Folded } from './fold.ts'

/** A few words with what each means, found at one place of a folded text: the first listed that stands there. */
export type Lexicon<Meaning> = { starts: CodeSet; byFirst: Map<number, (readonly [word: string, meaning: Meaning])[]> }

export function lexiconOf<Meaning>(entries: readonly (readonly [string, Meaning])[]): Lexicon<Meaning> {
  const byFirst: Lexicon<Meaning>['byFirst'] = new Map()
  for (const entry of entries) {
    const first = entry[0].charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
  }
  return { starts: codeSetOf(entries.map(([word]) => word)), byFirst }
}

export function wordAt<Meaning>(
  { starts, byFirst }: Lexicon<Meaning>,
  folded: Folded,
  place: number,
): readonly [string, Meaning] | undefined {
  if (place >= folded.length) return undefined
  const first = folded.codes[place] as number
  if (!hasCode(starts, first)) return undefined
  for (const entry of byFirst.get(first) as (readonly [string, Meaning])[]) if (standsAt(folded, place, entry[0])) return entry
  return undefined
}

export function standsAt({ codes, length }: Folded, place: number, word: string): boolean {
  if (place + word.length > length) return false
  for (let offset = 0; offset < word.length; offset++) if (codes[place + offset] !== word.charCodeAt(offset)) return false
  return true
}
