import { sigmoid } from './trees.ts'

/** A small logistic rule that puts several opinions together (综合) and makes their sum a probability. */
export type Blend = { weights: number[]; bias: number }

/** Fits the rule by gradient steps on dialogues that the opinions have not seen; the ridge keeps it near `start`. */
export function fitBlend(opinions: readonly number[][], truth: readonly number[], start: number[], ridge = 0.05): Blend {
  const weights = [...start]
  let bias = 0
  const n = Math.max(1, opinions.length)
  for (let step = 0; step < 500; step++) {
    const gradient = weights.map((weight, k) => ridge * (weight - start[k]!))
    let biasGradient = 0
    for (let i = 0; i < opinions.length; i++) {
      const error = blended({ weights, bias }, opinions[i]!) - truth[i]!
      for (let k = 0; k < weights.length; k++) gradient[k]! += (error * opinions[i]![k]!) / n
      biasGradient += error / n
    }
    for (let k = 0; k < weights.length; k++) weights[k]! -= 0.5 * gradient[k]!
    bias -= 0.5 * biasGradient
  }
  return { weights, bias }
}

export function blended({ weights, bias }: Blend, opinions: readonly number[]): number {
  let sum = bias
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * opinions[k]!
  return sigmoid(sum)
}

/** Log odds of a probability, kept within ±6. */
export const oddsOf = (probability: number): number => {
  const p = Math.min(0.9975, Math.max(0.0025, probability))
  return Math.log(p / (1 - p))
}
