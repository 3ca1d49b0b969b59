import type { Features } from '../features/ngrams.ts'

/** Rows of sparse features end to end: row r holds entries starts[r] … starts[r + 1]; values carry idf and are l2-normalised. */
export type SparseRows = { starts: Uint32Array; ids: Uint32Array; values: Float32Array }

/** Inverse document frequencies of buckets; 0 for those never met. */
export function rarityOf(features: readonly Features[], buckets: number): Float32Array {
  const rarity = new Float32Array(buckets)
  for (const { ids } of features) for (const id of ids) rarity[id]!++
  for (let id = 0; id < buckets; id++) if (rarity[id]! > 0) rarity[id] = Math.log((1 + features.length) / (1 + rarity[id]!)) + 1
  return rarity
}

export function sparseRowsOf(features: readonly Features[], rarity: Float32Array): SparseRows {
  const entries = features.reduce((sum, { ids }) => sum + ids.length, 0)
  const rows = { starts: new Uint32Array(features.length + 1), ids: new Uint32Array(entries), values: new Float32Array(entries) }
  let filled = 0
  features.forEach(({ ids, values }, row) => {
    const from = filled
    let squares = 0
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!
      const value = values[at]! * rarity[id]!
      if (value === 0) continue
      squares += value * value
      rows.ids[filled] = id
      rows.values[filled++] = value
    }
    const norm = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let at = from; at < filled; at++) rows.values[at]! *= norm
    rows.starts[row + 1] = filled
  })
  return rows
}
