import type { Entity } from '../analysis.ts'
import { type Automaton, automatonOf, scan } from '../signals/automaton.ts'
import { type Folded, foldWord, isLatin } from '../signals/fold.ts'

/** A tenant's own names (产品, 地点): as it is called, and other names for the same. */
export type NameList = { products?: readonly NamedThing[]; places?: readonly NamedThing[] }
export type NamedThing = string | { name: string; aliases?: readonly string[] }
export type CompiledNames = { machine: Automaton; kinds: ('product' | 'place')[]; values: string[]; lengths: number[] }

/** Makes names findable in one pass; keep the answer as long as the lists stay the same. */
export function compileNames({ products = [], places = [] }: NameList): CompiledNames {
  const seen = new Map<string, { kind: 'product' | 'place'; value: string }>()
  const add = (kind: 'product' | 'place', thing: NamedThing) => {
    const { name, aliases = [] } = typeof thing === 'string' ? { name: thing } : thing
    for (const spelling of [name, ...aliases]) {
      const folded = foldWord(spelling)
      if (folded.length > 1 && folded.length < 256 && !seen.has(folded)) seen.set(folded, { kind, value: name })
    }
  }
  for (const thing of products) add('product', thing)
  for (const thing of places) add('place', thing)
  const words = [...seen.keys()]
  return {
    machine: automatonOf(words),
    kinds: Array.from(seen.values(), ({ kind }) => kind),
    values: Array.from(seen.values(), ({ value }) => value),
    lengths: words.map(({ length }) => length),
  }
}

/** Names of the lists in the text; of names within one another the longest. */
export function namesIn(folded: Folded, { machine, kinds, values, lengths }: CompiledNames): Entity[] {
  const found: { start: number; end: number; name: number }[] = []
  const latin = (inside: number, beside: number) =>
    beside >= 0 && beside < folded.length && isLatin(folded.codes[inside] as number) && isLatin(folded.codes[beside] as number)
  const { words, ends, count } = scan(machine, folded.codes, folded.length)
  for (let at = 0; at < count; at++) {
    const name = words[at] as number
    const end = ends[at] as number
    const start = end - (lengths[name] as number)
    if (latin(start, start - 1) || latin(end - 1, end)) continue
    while (found.length > 0 && (found.at(-1) as { start: number }).start >= start) found.pop()
    if (found.length === 0 || start >= (found.at(-1) as { end: number }).end) found.push({ start, end, name })
  }
  return found.map(({ start, end, name }) => ({
    kind: kinds[name] as 'product' | 'place',
    span: [folded.at[start] as number, (folded.at[end - 1] as number) + 1] as const,
    value: values[name] as string,
  }))
}
