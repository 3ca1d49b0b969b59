import type { Folded } from './fold.ts'

/** A few words with what each means, found at one place of a folded text: the first listed that stands there. */
export type Lexicon<Meaning> = { starts: Uint8Array; byFirst: Map<number, (readonly [word: string, meaning: Meaning])[]> }

export function lexiconOf<Meaning>(entries: readonly (readonly [string, Meaning])[]): Lexicon<Meaning> {
  const starts = new Uint8Array(65536)
  const byFirst: Lexicon<Meaning>['byFirst'] = new Map()
  for (const entry of entries) {
    const first = entry[0].charCodeAt(0)
    starts[first] = 1
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
  }
  return { starts, byFirst }
}

export function wordAt<Meaning>(
  { starts, byFirst }: Lexicon<Meaning>,
  folded: Folded,
  place: number,
): readonly [string, Meaning] | undefined {
  if (place >= folded.length) return undefined
  const first = folded.codes[place] as number
  if (starts[first] === 0) return undefined
  for (const entry of byFirst.get(first) as (readonly [string, Meaning])[]) if (standsAt(folded, place, entry[0])) return entry
  return undefined
}

export function standsAt({ codes, length }: Folded, place: number, word: string): boolean {
  if (place + word.length > length) return false
  for (let offset = 0; offset < word.length; offset++) if (codes[place + offset] !== word.charCodeAt(offset)) return false
  return true
}
