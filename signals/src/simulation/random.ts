import { logGamma } from '../gamma.ts'

/** Draws that the same seed repeats: even, normal, gamma, Poisson, and negative binomial with variance `spread · mean`. */
export type Random = {
  even: () => number
  whole: (below: number) => number
  normal: () => number
  poisson: (mean: number) => number
  count: (mean: number, spread: number) => number
}

/** @param seed any whole number */
export function randomOf(seed: number): Random {
  const even = sfc32(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even())
  const poisson = (mean: number) => (mean < 12 ? poissonByProduct(mean, even) : poissonByRejection(mean, even))
  return {
    even,
    whole: (below) => Math.floor(even() * below),
    normal,
    poisson,
    count: (mean, spread) => {
      if (mean <= 0) return 0
      if (spread <= 1) return poisson(mean)
      return poisson(gamma(mean / (spread - 1), even, normal) * (spread - 1))
    },
  }
}

/** Chris Doty-Humphrey's small fast counter (public domain). */
function sfc32(seed: number): () => number {
  let a = seed | 0
  let b = Math.floor(seed / 4294967296) | 0
  let c = 0x9e3779b9
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 16; warmUp++) next()
  return next
}

/** Marsaglia and Tsang 2000. */
function gamma(shape: number, even: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, even, normal) * (1 - even()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - even()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function poissonByProduct(mean: number, even: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = even(); product > limit; product *= even()) count++
  return count
}

/** PTRS of Hörmann 1993. */
function poissonByRejection(mean: number, even: () => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = even() - 0.5
    const v = 1 - even()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    const accepted = Math.log((v * (1.1239 + 1.1328 / (b - 3.4))) / (a / (us * us) + b))
    if (accepted <= count * Math.log(mean) - mean - logGamma(count + 1)) return count
  }
}
