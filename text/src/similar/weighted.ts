/** How much a pair of characters tells: rare ones much, those of every text nothing. */
export type WeightOf = (bigram: string) => number

/** 加权相似度: cosine of the weights of two texts' bigrams, each counted once, 0 … 1. */
export function weightedSimilarityOf(a: readonly string[], b: readonly string[], weightOf: WeightOf): number {
  const inA = new Set(a)
  let [shared, ofA, ofB] = [0, 0, 0]
  for (const bigram of inA) ofA += weightOf(bigram) ** 2
  for (const bigram of new Set(b)) {
    const weight = weightOf(bigram) ** 2
    ofB += weight
    if (inA.has(bigram)) shared += weight
  }
  return ofA === 0 || ofB === 0 ? 0 : shared / Math.sqrt(ofA * ofB)
}

/**
 * Weights from how many of all texts have a bigram (inverse document frequency).
 * @param shares of the common ones, 0 … 1; what is not among them is rarer than the rarest of them
 */
export function weightsFrom(shares: ReadonlyMap<string, number>): WeightOf {
  const rarest = Math.min(0.01, ...shares.values())
  return (bigram) => Math.log(1 / Math.min(1, shares.get(bigram) ?? rarest / 2))
}
