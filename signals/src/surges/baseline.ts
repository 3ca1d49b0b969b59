import type { Design } from './design.ts'
import { fitSmooth, type Smooth, uncertaintyAt } from './smooth.ts'

/**
 * What a series is expected to be, learnt from its history.
 * @property spread how far chance spreads a count about its mean (variance ÷ mean)
 * @property at of one period: the mean, how unsure its logarithm is (variance ÷ spread; periods near each other share that error), and the spread
 *   with that taken in
 */
export type Baseline = { expected: Float64Array; spread: number; at: (period: number) => { mean: number; spread: number; unsure: number } }

/** Past weeks farther above what is expected are outbreaks rather than history (Noufaily 2013). */
const outbreakBeyond = 2.58
/** So much is believed of the spread before anything is seen, worth so many periods. */
const believedSpread = { value: 1.8, worth: 5 }

/**
 * 基线: trend, season, weekday and holidays of a series, past outbreaks down-weighted.
 * Slow and known effects are fitted in turn, each in closed form or by Newton's steps on weekly sums, so that three years of days cost a fraction
 * of a millisecond.
 * @param heldOut so many last periods are judged, not learnt from
 */
export function fitBaseline(counts: ArrayLike<number>, design: Design, heldOut: number): Baseline {
  const { length, axes, exposure, stretchOf, stretches, columns, rows, priorSd } = design
  const learnt = length - heldOut
  const weights = new Float64Array(length).fill(1, 0, learnt)
  const effects = axes.map(({ centres }) => Float64Array.from(centres))
  // How unsure each level's effect is, as `uncertaintyAt` tells it of the slow part: what few days of its kind were seen leaves wide.
  const unsure = axes.map(({ levels }) => new Float64Array(levels))
  const known = new Float64Array(length)
  const expected = new Float64Array(length)
  const seen = new Float64Array(stretches)
  const offset = new Float64Array(stretches)
  const slow = new Float64Array(stretches)
  const beta = new Float64Array(columns)
  const precision = new Float64Array(columns)
  let spread = believedSpread.value
  let smooth: Smooth | undefined

  let total = 0
  for (let at = 0; at < learnt; at++) total += counts[at] as number
  // The level is held back towards this mean of all: after four periods without a case, the next one is no surprise of one in ten thousand.
  const level = (total + 0.5) / (learnt + 0.5)

  const knowEffects = () => {
    for (let at = 0; at < length; at++) {
      let product = exposure ? level * (exposure[at] as number) : level
      for (let index = 0; index < axes.length; index++) {
        const { levelOf } = axes[index] as (typeof axes)[number]
        product *= (effects[index] as Float64Array)[levelOf[at] as number] as number
      }
      known[at] = product
    }
  }
  const fitSlow = (steps: number) => {
    seen.fill(0)
    offset.fill(0)
    for (let at = 0; at < learnt; at++) {
      const stretch = stretchOf[at] as number
      seen[stretch] = (seen[stretch] as number) + (weights[at] as number) * (counts[at] as number)
      offset[stretch] = (offset[stretch] as number) + (weights[at] as number) * (known[at] as number)
    }
    for (let j = 0; j < columns; j++) precision[j] = spread / (priorSd[j] as number) ** 2
    smooth = fitSmooth(rows, columns, seen, offset, precision, beta, steps)
    for (let at = 0; at < stretches; at++) {
      let eta = 0
      for (let j = 0; j < columns; j++) eta += (rows[at * columns + j] as number) * (beta[j] as number)
      slow[at] = Math.exp(eta)
    }
    for (let at = 0; at < length; at++) expected[at] = (known[at] as number) * (slow[stretchOf[at] as number] as number)
  }
  const fitEffects = () => {
    for (let index = 0; index < axes.length; index++) {
      const { levelOf, levels, priorSd: sd, centres } = axes[index] as (typeof axes)[number]
      const effect = effects[index] as Float64Array
      const reached = new Float64Array(levels)
      const without = new Float64Array(levels)
      for (let at = 0; at < learnt; at++) {
        const level = levelOf[at] as number
        reached[level] = (reached[level] as number) + (weights[at] as number) * (counts[at] as number)
        without[level] = (without[level] as number) + (weights[at] as number) * (expected[at] as number)
      }
      const worth = spread / sd ** 2
      const anchored = index > 0 || centres.length !== 7
      for (let level = 0; level < levels; level++) {
        const before = effect[level] as number
        const centre = centres[level] as number
        // Level 0 of named kinds is the ordinary day, which the slow part already holds.
        const after =
          anchored && level === 0 && levels !== 48
            ? 1
            : ((reached[level] as number) + worth * centre) / ((without[level] as number) / before + worth)
        const fixed = anchored && level === 0 && levels !== 48
        const unsureOf = unsure[index] as Float64Array
        unsureOf[level] = fixed ? 0 : 1 / ((without[level] as number) + worth)
        effect[level] = after
        reached[level] = after / before
      }
      for (let at = 0; at < length; at++) expected[at] = (expected[at] as number) * (reached[levelOf[at] as number] as number)
    }
    knowEffects()
  }
  const measureSpread = () => {
    let sum = 0
    let weight = 0
    for (let at = 0; at < learnt; at++) {
      const mean = Math.max(expected[at] as number, 1e-6)
      const rest = (counts[at] as number) - mean
      sum += ((weights[at] as number) * rest * rest) / mean
      weight += weights[at] as number
    }
    const free = Math.max(weight - Math.min(columns + 4, weight / 3), 1)
    spread = Math.max(
      1,
      (sum * (free > 0 ? weight / free : 1) + believedSpread.worth * believedSpread.value) / (weight + believedSpread.worth),
    )
  }
  const weigh = () => {
    const deviation = Math.sqrt(spread)
    for (let at = 0; at < learnt; at++) {
      const count = counts[at] as number
      const mean = Math.max(expected[at] as number, 1e-6)
      if (count <= mean) {
        weights[at] = 1
        continue
      }
      // Anscombe's residual: even for skewed counts.
      const root = Math.cbrt(mean)
      const score = (1.5 * (Math.cbrt(count) ** 2 - root * root)) / (Math.sqrt(root) * deviation)
      weights[at] = score > outbreakBeyond ? (outbreakBeyond / score) ** 2 : 1
    }
  }

  knowEffects()
  fitSlow(4)
  for (let round = 0; round < 3; round++) {
    if (axes.length > 0) fitEffects()
    measureSpread()
    weigh()
    fitSlow(round < 2 ? 1 : 2)
  }
  measureSpread()
  const fitted = smooth as Smooth
  const at = (period: number) => {
    const row = design.rowAt(period)
    let eta = 0
    for (let j = 0; j < columns; j++) eta += (row[j] as number) * (beta[j] as number)
    const mean = (known[period] as number) * Math.exp(eta)
    let unsureOfLog = uncertaintyAt(fitted, row)
    for (let index = 0; index < axes.length; index++) {
      const { levelOf } = axes[index] as (typeof axes)[number]
      unsureOfLog += (unsure[index] as Float64Array)[levelOf[period] as number] as number
    }
    return { mean, spread: spread * (1 + mean * unsureOfLog), unsure: unsureOfLog }
  }
  return { expected, spread, at }
}
