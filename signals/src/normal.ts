import { upperGamma } from './gamma.ts'

type Coefficients = readonly number[]

// biome-ignore-start lint/correctness/noPrecisionLoss: the published digits
// Wichura (1988), algorithm AS 241 (PPND16): the inverse normal distribution to about 16 digits.
const centre: [Coefficients, Coefficients] = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
    33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852854561,
  ],
]
const near: [Coefficients, Coefficients] = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
    0.24178072517745061177, 0.0227238449892691845833, 0.00077454501427834140764,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
    0.0005475938084995344946, 1.05075007164441684324e-9,
  ],
]
const far: [Coefficients, Coefficients] = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
    0.0012426609473880784386, 0.0000271155556874348757815, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.1369298809227358053, 0.0148753612908506148525, 0.0007868691311456132591, 0.000018463183175100546818,
    1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
]
// biome-ignore-end lint/correctness/noPrecisionLoss: the published digits

const polynomial = (coefficients: Coefficients, x: number) => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
const ratio = ([above, below]: [Coefficients, Coefficients], x: number) => polynomial(above, x) / polynomial(below, x)

/** Quantile of the standard normal distribution: the z below which a share `p` (0–1) lies. */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(centre, 0.180625 - q * q)
  const tail = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z = tail <= 5 ? ratio(near, tail - 1.6) : ratio(far, tail - 5)
  return q < 0 ? -z : z
}

/** Chance of a standard normal value below `z`. */
export const normalProbability = (z: number): number => (z < 0 ? upperGamma(0.5, (z * z) / 2) / 2 : 1 - upperGamma(0.5, (z * z) / 2) / 2)
