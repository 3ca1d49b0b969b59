/** Logarithm of Γ(x), x > 0, to about 15 digits: Stirling's series above 12, reached from below by Γ(x + 1) = xΓ(x). */
export function logGamma(x: number): number {
  let shifted = x
  let product = 1
  while (shifted < 12) {
    product *= shifted
    shifted++
  }
  const inverse = 1 / (shifted * shifted)
  // Bernoulli terms 1/12, −1/360, 1/1260, −1/1680, 1/1188, −691/360360, 1/156.
  const series =
    (1 / 12 +
      inverse *
        (-1 / 360 + inverse * (1 / 1260 + inverse * (-1 / 1680 + inverse * (1 / 1188 + inverse * (-691 / 360_360 + inverse / 156)))))) /
    shifted
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TAU + series - Math.log(product)
}

const TINY = 1e-300
const TAU = 2 * Math.PI
const HALF_LOG_TAU = Math.log(TAU) / 2

/** How far log Γ(n + 1) lies above Stirling's first terms: what keeps densities of large counts exact. Source: Loader 2000. */
function stirlingError(n: number): number {
  if (n < 16) return n > 0 ? logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TAU : 0
  const inverse = 1 / (n * n)
  return (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / n
}

/** x log(x ÷ mean) + mean − x, without cancellation where both are near. Source: Loader 2000. */
function devianceTerm(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x > 0 ? x * Math.log(x / mean) + mean - x : mean
  const v = (x - mean) / (x + mean)
  let power = 2 * x * v
  let sum = (x - mean) * v
  for (let odd = 3; odd < 1000; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) break
    sum = next
  }
  return sum
}

/** Poisson density at `x` (need not be whole). */
export function poissonDensity(x: number, mean: number): number {
  if (mean <= 0) return x === 0 ? 1 : 0
  return x === 0 ? Math.exp(-mean) : Math.exp(-stirlingError(x) - devianceTerm(x, mean)) / Math.sqrt(TAU * x)
}

/**
 * Binomial density of `a` against `b` at chance `x` of the first (neither need be whole): x^a y^b Γ(a+b+1) ÷ Γ(a+1) Γ(b+1).
 * @param y 1 − x, to be given where it is known better than by subtraction
 */
export function binomialDensity(a: number, b: number, x: number, y = 1 - x): number {
  if (a === 0) return Math.exp(b * Math.log1p(-x))
  if (b === 0) return Math.exp(a * Math.log1p(-y))
  const n = a + b
  const logs = stirlingError(n) - stirlingError(a) - stirlingError(b) - devianceTerm(a, n * x) - devianceTerm(b, n * y)
  return Math.exp(logs) * Math.sqrt(n / (TAU * a * b))
}

/** Regularised incomplete beta function I_x(a, b); y = 1 − x as in `binomialDensity`. Source: DLMF 8.17.22 (Lentz). */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (!(x > 0)) return 0
  if (!(y > 0)) return 1
  return x > (a + 1) / (a + b + 2) ? 1 - betaFraction(y, b, a, x) : betaFraction(x, a, b, y)
}

function betaFraction(x: number, a: number, b: number, y: number): number {
  const front = (binomialDensity(a, b, x, y) * b) / (a + b)
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return front * fraction
}

/** Regularised upper incomplete gamma function Q(a, x): the chance of fewer than `a` Poisson events at mean `x`, whole `a`. Source: DLMF 8.7, 8.9. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const front = poissonDensity(a, x) * a
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / notZero(b)
  let fraction = d
  for (let n = 1; n < 100_000; n++) {
    const step = -n * (n - a)
    b += 2
    d = 1 / notZero(step * d + b)
    c = notZero(b + step / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return front * fraction
}

const notZero = (value: number) => (Math.abs(value) < TINY ? TINY : value)
