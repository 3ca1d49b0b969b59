/** Repeatable numbers in [0, 1) from a seed (mulberry32): the same on each platform. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle<List extends { length: number; [at: number]: unknown }>(list: List, random: () => number): List {
  const entries = list as unknown as unknown[]
  for (let at = entries.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = entries[at]
    entries[at] = entries[other]
    entries[other] = kept
  }
  return list
}

/** Gives each row one of `count` folds so that every label is spread evenly (stratified). */
export function foldsOf(labels: ArrayLike<number>, count: number, seed: number): Uint8Array {
  const folds = new Uint8Array(labels.length)
  const byLabel = new Map<number, number[]>()
  for (let at = 0; at < labels.length; at++) {
    const rows = byLabel.get(labels[at]!)
    if (rows) rows.push(at)
    else byLabel.set(labels[at]!, [at])
  }
  const random = seededRandom(seed)
  let next = 0
  for (const label of [...byLabel.keys()].sort((one, other) => one - other))
    for (const row of shuffle(byLabel.get(label)!, random)) folds[row] = next++ % count
  return folds
}
