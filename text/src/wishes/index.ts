import rules from './rules.json' with { type: 'json' }

export type WishKind = 'wish' | 'product' | 'competitor' | 'opportunity'
/** A name somebody is compared with, in all its spellings. */
export type RivalNames = { id: string; names: readonly string[] }
/** Places are of the text as given; the whole sentence is meant. */
export type Wish = { kind: WishKind; span: readonly [start: number, end: number]; rivalId?: string }

const compiled = rules.map(({ kind, pattern }) => ({ kind: kind as WishKind, pattern: new RegExp(pattern) }))
const endings = /[。！？!?；;\n]+/g
const shortest = 4

/** Sentences of a text with their places, without the blanks around them. */
export function sentencesOf(text: string): { text: string; span: readonly [number, number] }[] {
  const found: { text: string; span: readonly [number, number] }[] = []
  let from = 0
  const keep = (to: number) => {
    const raw = text.slice(from, to)
    const said = raw.trim()
    const start = from + raw.indexOf(said)
    if (said.length >= shortest) found.push({ text: said, span: [start, start + said.length] })
  }
  for (const { index, 0: ending } of text.matchAll(endings)) {
    keep(index)
    from = index + ending.length
  }
  keep(text.length)
  return found
}

/**
 * 愿望、产品建议、商机 by rules (`rules.json`, each with examples), and 竞品 by the names that are given: the sentences a person may want to keep.
 * Proposals only: rules of this kind miss much. Source: docs/rules/ideas.md
 */
export function wishesIn(text: string, rivals: readonly RivalNames[] = []): Wish[] {
  return sentencesOf(text).flatMap((sentence): Wish[] => {
    const byRule = compiled.filter(({ pattern }) => pattern.test(sentence.text)).map(({ kind }) => ({ kind, span: sentence.span }))
    const folded = sentence.text.toLowerCase()
    const named = rivals
      .filter(({ names }) => names.some((name) => folded.includes(name.toLowerCase())))
      .map(({ id }) => ({ kind: 'competitor' as const, span: sentence.span, rivalId: id }))
    return [...byRule, ...named]
  })
}
