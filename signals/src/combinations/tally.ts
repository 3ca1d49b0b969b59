/** A counted row: in which period (0 the first) it came, what is known of it, and which one it is. */
export type TallyRow = { period: number; values: Readonly<Record<string, string | null | undefined>>; id?: string }
export type Part = { dimension: string; value: string }

/**
 * Counts of every combination that was ever seen (组合计数: 产品 × 地区 × 环节…), kept up row by row.
 * @property periods of each combination, the period of each of its rows  @property rows their ids, in the same order
 */
export type Tally = {
  dimensions: readonly string[]
  most: number
  combinations: Map<string, { parts: Part[]; periods: number[]; rows: string[] }>
  rows: number
}

/** @param most so many dimensions at once (3) */
export const emptyTally = (dimensions: readonly string[], most = 3): Tally => ({ dimensions, most, combinations: new Map(), rows: 0 })

/** Counts one row into each of the combinations it belongs to; a dimension without a value belongs to none. */
export function addToTally(tally: Tally, row: TallyRow): void {
  const known = tally.dimensions.flatMap((dimension) => {
    const value = row.values[dimension]
    return value ? [{ dimension, value }] : []
  })
  const id = row.id ?? String(tally.rows)
  tally.rows++
  for (const parts of subsetsOf(known, tally.most)) {
    const key = keyOf(parts)
    let combination = tally.combinations.get(key)
    if (!combination) {
      combination = { parts, periods: [], rows: [] }
      tally.combinations.set(key, combination)
    }
    combination.periods.push(row.period)
    combination.rows.push(id)
  }
}

/** `产品=冰箱·地区=华东`: the same for the same parts, which stand in the order of the dimensions. */
export const keyOf = (parts: readonly Part[]): string => parts.map(({ dimension, value }) => `${dimension}=${value}`).join('\u0001')

/** All choices of 0 … `most` parts, the empty one (everything) first. */
export function subsetsOf(parts: readonly Part[], most: number): Part[][] {
  let all: Part[][] = [[]]
  for (const part of parts) all = all.concat(all.filter((chosen) => chosen.length < most).map((chosen) => [...chosen, part]))
  return all
}
