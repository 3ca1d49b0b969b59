/**
 * The eight run rules (判异准则) on points in standard deviations from the centre.
 * Source: Nelson 1984; rules 1, 2, 5, 6 of them are those of Western Electric 1956 (there 8 on one side; `oneSide` sets it).
 */
export type RunRule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export const runRuleWords: Record<RunRule, string> = {
  1: 'one point beyond 3 sigma',
  2: 'nine points in a row on one side of the centre',
  3: 'six points in a row rising or falling',
  4: 'fourteen points in a row going up and down in turn',
  5: 'two of three points beyond 2 sigma on one side',
  6: 'four of five points beyond 1 sigma on one side',
  7: 'fifteen points in a row within 1 sigma',
  8: 'eight points in a row beyond 1 sigma on either side',
}

/**
 * @param sigma distances from the centre in standard deviations, oldest first
 * @param oneSide points that rule 2 asks for: 9 by Nelson, 8 by Western Electric
 * @returns for each point the rules that it completes
 */
export function runRules(sigma: readonly number[], { oneSide = 9 }: { oneSide?: number } = {}): RunRule[][] {
  const at = (place: number) => sigma[place] ?? Number.NaN
  const all = (end: number, length: number, holds: (value: number, place: number) => boolean) => {
    if (end - length + 1 < 0) return false
    for (let place = end - length + 1; place <= end; place++) if (!holds(at(place), place)) return false
    return true
  }
  const someBeyond = (end: number, least: number, of: number, limit: number, side: 1 | -1) => {
    let beyond = 0
    for (let place = Math.max(0, end - of + 1); place <= end; place++) if (side * at(place) > limit) beyond++
    return beyond >= least && side * at(end) > limit
  }
  const step = (place: number) => Math.sign(at(place) - at(place - 1))

  return sigma.map((value, end) => {
    const rules: RunRule[] = []
    if (Math.abs(value) > 3) rules.push(1)
    if (all(end, oneSide, (v) => v > 0) || all(end, oneSide, (v) => v < 0)) rules.push(2)
    if (end >= 5 && (all(end, 5, (_, p) => step(p) > 0) || all(end, 5, (_, p) => step(p) < 0))) rules.push(3)
    if (end >= 13 && all(end, 12, (_, p) => step(p) * step(p - 1) < 0)) rules.push(4)
    if (someBeyond(end, 2, 3, 2, 1) || someBeyond(end, 2, 3, 2, -1)) rules.push(5)
    if (someBeyond(end, 4, 5, 1, 1) || someBeyond(end, 4, 5, 1, -1)) rules.push(6)
    if (all(end, 15, (v) => Math.abs(v) < 1)) rules.push(7)
    if (all(end, 8, (v) => Math.abs(v) > 1)) rules.push(8)
    return rules
  })
}
