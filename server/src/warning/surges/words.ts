/** Which words are new: words in these cases against those of the weeks before, by documents. Pure. Source: docs/rules/surges.md */

export type NewWord = { word: string; here: number; of: number; before: number; beforeOf: number; z: number }

/** So many documents are believed before anything is read: keeps words of one or two cases from standing out. */
const believed = 20
/** One in a thousand by chance. */
const standsOut = 3.09
const fewest = 3
/** A word that less than one in ten of the cases says does not tell what they are about. */
const smallestShare = 0.1

/**
 * 新出现的词: log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, “Fightin’ Words”), on counts of documents so that
 * one long text does not speak for many people.
 * @param here words of each of these cases  @param before words of each case before
 */
export function newWordsOf(here: readonly ReadonlySet<string>[], before: readonly ReadonlySet<string>[], most = 8): NewWord[] {
  const [now, then] = [countsOf(here), countsOf(before)]
  const all = here.length + before.length
  const found: NewWord[] = []
  for (const [word, count] of now) {
    if (count < Math.max(fewest, here.length * smallestShare)) continue
    const earlier = then.get(word) ?? 0
    const prior = (believed * (count + earlier)) / all
    const odds = (seen: number, documents: number) => Math.log((seen + prior) / Math.max(documents + believed - seen - prior, 0.5))
    const difference = odds(count, here.length) - odds(earlier, before.length)
    const z = difference / Math.sqrt(1 / (count + prior) + 1 / (earlier + prior))
    if (z >= standsOut)
      found.push({ word, here: count, of: here.length, before: earlier, beforeOf: before.length, z: Number(z.toFixed(2)) })
  }
  found.sort((one, other) => other.z - one.z || other.here - one.here)
  return withoutParts(found).slice(0, most)
}

function countsOf(documents: readonly ReadonlySet<string>[]) {
  const counts = new Map<string, number>()
  for (const words of documents) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** A word that stands inside one said as often says nothing more. */
const withoutParts = (found: NewWord[]) =>
  found.filter(({ word, here }) => !found.some((other) => other.word !== word && other.word.includes(word) && other.here >= here * 0.8))
