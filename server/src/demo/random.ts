/** Seeded chance: the same seed gives the same demo data on every machine. */
export type Random = ReturnType<typeof randomFrom>

/** mulberry32: small, fast and good enough to invent complaints with. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Weighted<T> = readonly (readonly [weight: number, value: T])[]

export function randomFrom(seed: number) {
  const next = mulberry32(seed)
  const random = {
    next,
    /** Whole number from `least` to `most`, both included. */
    whole: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
    between: (least: number, most: number) => least + next() * (most - least),
    chance: (probability: number) => next() < probability,
    pick<T>(values: readonly T[]): T {
      const value = values[Math.floor(next() * values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
    weighted<T>(choices: Weighted<T>): T {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0)
      let left = next() * total
      for (const [weight, value] of choices) {
        left -= weight
        if (left < 0) return value
      }
      const last = choices.at(-1)
      if (!last) throw new Error('nothing to weigh')
      return last[1]
    },
    /** Mostly near `least`, sometimes far out towards `most`: how long people take. */
    skewed: (least: number, most: number) => least + (most - least) * next() ** 2.2,
    /** How many happen when `mean` are expected. Knuth's method. */
    poisson(mean: number): number {
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count++
      return count
    },
    shuffled<T>(values: readonly T[]): T[] {
      return values
        .map((value) => ({ value, order: next() }))
        .sort((one, other) => one.order - other.order)
        .map(({ value }) => value)
    },
    /** Chance of its own, so that a change in one story leaves the others as they were. */
    fork: (label: number) => randomFrom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(label + 1, 0xc2b2ae35)),
  }
  return random
}
