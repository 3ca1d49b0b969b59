/**
 * The point at which a function is least, by Nelder and Mead's simplex: no derivatives, no chance.
 * @param steps how far each coordinate is first tried
 */
export function minimise(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  tries: number,
): number[] {
  type Corner = { at: number[]; value: number }
  const corner = (at: number[]): Corner => ({ at, value: f(at) })
  const corners = [
    corner([...start]),
    ...start.map((_, axis) => corner(start.map((value, at) => value + (at === axis ? (steps[axis] ?? 0) : 0)))),
  ]
  const order = () => corners.sort((one, other) => one.value - other.value)
  const between = (centre: number[], away: number[], share: number) => centre.map((value, at) => value + share * ((away[at] ?? 0) - value))
  for (let used = corners.length; used < tries; ) {
    order()
    const best = corners[0] as Corner
    const worst = corners.at(-1) as Corner
    if (worst.value - best.value <= 1e-7 * (Math.abs(best.value) + 1e-9)) break
    const rest = corners.slice(0, -1)
    const centre = start.map((_, axis) => rest.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / rest.length)
    const reflected = corner(between(centre, worst.at, -1))
    used += 1
    if (reflected.value < best.value) {
      const further = corner(between(centre, worst.at, -2))
      used += 1
      corners[corners.length - 1] = further.value < reflected.value ? further : reflected
    } else if (reflected.value < (rest.at(-1) as Corner).value) corners[corners.length - 1] = reflected
    else {
      const nearer = corner(between(centre, reflected.value < worst.value ? reflected.at : worst.at, 0.5))
      used += 1
      if (nearer.value < Math.min(reflected.value, worst.value)) corners[corners.length - 1] = nearer
      else {
        for (let at = 1; at < corners.length; at++) corners[at] = corner(between(best.at, (corners[at] as Corner).at, 0.5))
        used += corners.length - 1
      }
    }
  }
  return [...(order()[0] as Corner).at]
}
