/** A pair of what complaints are about (产品 × 部件), with how many of them name both, the one, the other, and all. */
export type Pair = { row: string; column: string; observed: number; rowTotal: number; columnTotal: number; total: number }

/** Counts of pairs as they are, zero ones left out. @param cases one entry a case, which names one product and one component */
export function pairsOf(cases: Iterable<{ row: string; column: string }>): Pair[] {
  const pairs = new Map<string, { row: string; column: string; observed: number }>()
  const rows = new Map<string, number>()
  const columns = new Map<string, number>()
  let total = 0
  for (const { row, column } of cases) {
    const key = `${row}\u0001${column}`
    const pair = pairs.get(key) ?? { row, column, observed: 0 }
    pair.observed++
    pairs.set(key, pair)
    rows.set(row, (rows.get(row) ?? 0) + 1)
    columns.set(column, (columns.get(column) ?? 0) + 1)
    total++
  }
  return [...pairs.values()].map((pair) => ({
    ...pair,
    rowTotal: rows.get(pair.row) ?? 0,
    columnTotal: columns.get(pair.column) ?? 0,
    total,
  }))
}

/** What would be expected if product and component had nothing to do with each other. */
export const expectedOf = ({ rowTotal, columnTotal, total }: Pair): number => (rowTotal * columnTotal) / total
