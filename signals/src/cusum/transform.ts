/** How a Poisson count is brought to mean 0 and deviation 1 before it is added up. */
export type CusumTransform = 'rossi' | 'standard' | 'anscombe' | 'pearsonNegBin' | 'none'

/** @property mean expected count  @property alpha dispersion of pearsonNegBin: variance = mean + alpha × mean² */
type Expected = { mean: number; alpha: number }

type Transform = { of: (count: number, expected: Expected) => number; inverse: (value: number, expected: Expected) => number }

/** Source: Rossi, Lampugnani & Marchi 1999 §3 (rossi); Pierce & Schafer 1986 (anscombe). `inverse` is the count that reaches a value, 0 at least. */
export const transforms: Record<CusumTransform, Transform> = {
  rossi: {
    of: (count, { mean }) => (count - 3 * mean + 2 * Math.sqrt(count * mean)) / (2 * Math.sqrt(mean)),
    // Where the sum stands so high that even no count alarms, the reference tells the other root of the equation; so do we, to agree with it.
    inverse: (value, { mean }) => {
      const square = 4 * mean + 2 * value * Math.sqrt(mean)
      return square > 0 ? (Math.sqrt(square) - Math.sqrt(mean)) ** 2 : 0
    },
  },
  standard: {
    of: (count, { mean }) => (count - mean) / Math.sqrt(mean),
    inverse: (value, { mean }) => Math.max(0, Math.ceil(mean + value * Math.sqrt(mean))),
  },
  anscombe: {
    of: (count, { mean }) => (1.5 * (count ** (2 / 3) - mean ** (2 / 3))) / mean ** (1 / 6),
    inverse: (value, { mean }) => Math.max(0, mean ** (2 / 3) + (value * mean ** (1 / 6)) / 1.5) ** 1.5,
  },
  pearsonNegBin: {
    of: (count, { mean, alpha }) => (count - mean) / Math.sqrt(mean + alpha * mean * mean),
    inverse: (value, { mean, alpha }) => Math.max(0, mean + value * Math.sqrt(mean + alpha * mean * mean)),
  },
  none: { of: (count) => count, inverse: (value) => Math.max(0, value) },
}
