/** Folds a text for search: full width to half, case, and runs of white space, so that what looks the same is the same. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Character bigrams of a folded text, each once; pairs across white space count, so any substring of two characters is found. */
export function bigramsOf(folded: string): string[] {
  const bigrams = new Set<string>()
  let before = ''
  for (const character of folded) {
    if (before) bigrams.add(before + character)
    before = character
  }
  return [...bigrams]
}

/** The query's folded text, or null when it has fewer than two characters and so cannot be looked up. */
export function matchableOf(query: string): string | null {
  const folded = foldText(query)
  return Array.from(folded).length >= 2 ? folded : null
}
