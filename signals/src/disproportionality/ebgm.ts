import { logGamma, upperGamma } from '../gamma.ts'
import { expectedOf, type Pair } from './table.ts'

/** Two gamma distributions of the true ratios and the share of the first: most pairs lie near 1, some far above. */
export type Prior = { shape1: number; rate1: number; shape2: number; rate2: number; share: number }

/**
 * @property ebgm geometric mean of what the true ratio observed ÷ expected may be, drawn to 1 where little was seen
 * @property low @property high 5 and 95 of 100 of it lie below (EB05, EB95)  @property isSignal EB05 above 2
 */
export type ShrunkRatio = Pair & { expected: number; ebgm: number; low: number; high: number; isSignal: boolean }

/** DuMouchel's own start of the search. */
const start: Prior = { shape1: 0.2, rate1: 0.1, shape2: 2, rate2: 4, share: 1 / 3 }

/**
 * 收缩比 EBGM (multi-item gamma Poisson shrinker): which components does a product's complaints name out of proportion? Three of half a case
 * expected mean less than sixty of ten. Source: DuMouchel 1999, the method of NHTSA and FDA.
 */
export function shrunkRatios(pairs: readonly Pair[], prior = priorOf(pairs)): ShrunkRatio[] {
  return pairs
    .map((pair) => {
      const expected = expectedOf(pair)
      const { observed } = pair
      const first = shareOfFirst(prior, observed, expected)
      const logMean =
        first * (digamma(prior.shape1 + observed) - Math.log(prior.rate1 + expected)) +
        (1 - first) * (digamma(prior.shape2 + observed) - Math.log(prior.rate2 + expected))
      const quantile = (p: number) => quantileOf(p, prior, first, observed, expected)
      const low = quantile(0.05)
      return { ...pair, expected, ebgm: Math.exp(logMean), low, high: quantile(0.95), isSignal: low > 2 }
    })
    .sort((a, b) => b.low - a.low)
}

/** The prior under which the counts seen are most likely: Nelder and Mead's search on logarithms, from DuMouchel's start. */
export function priorOf(pairs: readonly Pair[]): Prior {
  const seen = pairs.map((pair) => [pair.observed, expectedOf(pair)] as const)
  const lack = (point: readonly number[]) => {
    const prior = priorAt(point)
    let sum = 0
    for (const [observed, expected] of seen) {
      const first = logMarginal(prior.shape1, prior.rate1, observed, expected)
      const second = logMarginal(prior.shape2, prior.rate2, observed, expected)
      const top = Math.max(first, second)
      // Only pairs that were seen are known: each stands for itself given that there was one case at least.
      const none =
        prior.share * Math.exp(logMarginal(prior.shape1, prior.rate1, 0, expected)) +
        (1 - prior.share) * Math.exp(logMarginal(prior.shape2, prior.rate2, 0, expected))
      sum -=
        top +
        Math.log(prior.share * Math.exp(first - top) + (1 - prior.share) * Math.exp(second - top)) -
        Math.log(Math.max(1e-12, 1 - none))
    }
    // Keeps the search from wandering off where few pairs say little.
    return sum + 0.02 * point.reduce((total, value, at) => total + (value - (pointAt(start)[at] as number)) ** 2, 0)
  }
  return priorAt(nelderMead(lack, pointAt(start)))
}

const pointAt = ({ shape1, rate1, shape2, rate2, share }: Prior) => [
  Math.log(shape1),
  Math.log(rate1),
  Math.log(shape2),
  Math.log(rate2),
  Math.log(share / (1 - share)),
]
const priorAt = ([a = 0, b = 0, c = 0, d = 0, e = 0]: readonly number[]): Prior => ({
  shape1: Math.exp(a),
  rate1: Math.exp(b),
  shape2: Math.exp(c),
  rate2: Math.exp(d),
  share: 1 / (1 + Math.exp(-e)),
})

/** ln of the negative binomial a gamma-distributed ratio makes of a count. */
function logMarginal(shape: number, rate: number, observed: number, expected: number): number {
  return (
    logGamma(shape + observed) -
    logGamma(shape) -
    logGamma(observed + 1) -
    shape * Math.log(1 + expected / rate) -
    observed * Math.log(1 + rate / expected)
  )
}

function shareOfFirst(prior: Prior, observed: number, expected: number): number {
  const first = Math.log(prior.share) + logMarginal(prior.shape1, prior.rate1, observed, expected)
  const second = Math.log(1 - prior.share) + logMarginal(prior.shape2, prior.rate2, observed, expected)
  return 1 / (1 + Math.exp(second - first))
}

function quantileOf(p: number, prior: Prior, first: number, observed: number, expected: number): number {
  const below = (x: number) =>
    first * gammaBelow(prior.shape1 + observed, (prior.rate1 + expected) * x) +
    (1 - first) * gammaBelow(prior.shape2 + observed, (prior.rate2 + expected) * x)
  let low = 1e-9
  let high = 1
  while (below(high) < p && high < 1e9) high *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Share of a gamma distribution of that shape and rate 1 below x. */
const gammaBelow = (shape: number, x: number) => 1 - upperGamma(shape, x)

/** d ln Γ(x) ÷ dx. */
function digamma(x: number): number {
  let shifted = x
  let sum = 0
  while (shifted < 8) sum -= 1 / shifted++
  const inverse = 1 / (shifted * shifted)
  return sum + Math.log(shifted) - 0.5 / shifted - inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse / 240)))
}

function nelderMead(lack: (point: readonly number[]) => number, from: readonly number[]): readonly number[] {
  let corners = [from, ...from.map((_, at) => from.map((value, index) => value + (index === at ? 0.7 : 0)))].map((point) => ({
    point,
    value: lack(point),
  }))
  for (let step = 0; step < 400; step++) {
    corners.sort((a, b) => a.value - b.value)
    const best = corners[0] as (typeof corners)[number]
    const worst = corners.at(-1) as (typeof corners)[number]
    if (worst.value - best.value < 1e-7) break
    const centre = from.map((_, at) => corners.slice(0, -1).reduce((sum, { point }) => sum + (point[at] as number), 0) / from.length)
    const towards = (by: number) => {
      const point = centre.map((value, at) => value + by * ((worst.point[at] as number) - value))
      return { point, value: lack(point) }
    }
    const mirrored = towards(-1)
    const second = corners.at(-2) as (typeof corners)[number]
    let moved = mirrored
    if (mirrored.value < best.value) {
      const further = towards(-2)
      if (further.value < mirrored.value) moved = further
    } else if (mirrored.value >= second.value) {
      moved = towards(mirrored.value < worst.value ? -0.5 : 0.5)
      if (moved.value >= worst.value) {
        corners = corners.map(({ point }) => {
          const nearer = point.map((value, at) => ((best.point[at] as number) + value) / 2)
          return { point: nearer, value: lack(nearer) }
        })
        continue
      }
    }
    corners[corners.length - 1] = moved
  }
  return (corners.sort((a, b) => a.value - b.value)[0] as (typeof corners)[number]).point
}
