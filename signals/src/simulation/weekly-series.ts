import { type Random, randomOf } from './random.ts'

/** One scenario of Noufaily et al. 2013, table 1: level, trend, waves of the year and spread. */
export type Scenario = { name: string; theta: number; beta: number; gamma1: number; gamma2: number; waves: number; spread: number }

const sets = [
  { theta: 0.1, beta: 0.0025, gamma1: 0.6, gamma2: 0.6, spread: 1.5 },
  { theta: -2, beta: 0.005, gamma1: 0.1, gamma2: 0.3, spread: 2 },
  { theta: 1.5, beta: 0.003, gamma1: 0.2, gamma2: -0.4, spread: 1 },
  { theta: 0.5, beta: 0.002, gamma1: 0.5, gamma2: 0.5, spread: 5 },
  { theta: 2.5, beta: 0.001, gamma1: 1, gamma2: 0.1, spread: 3 },
  { theta: 3.75, beta: 0.001, gamma1: 0.1, gamma2: -0.1, spread: 1.1 },
  { theta: 5, beta: 0.0001, gamma1: 0.05, gamma2: 0.01, spread: 1.2 },
]

/** The 42 scenarios: seven sets, with and without trend, with no, one or two waves of the year. */
export const scenarios: readonly Scenario[] = sets.flatMap((set, at) =>
  [0, 1].flatMap((trend) => [0, 1, 2].map((waves) => ({ ...set, name: `${at + 1}/${trend}/${waves}`, beta: trend * set.beta, waves }))),
)

export const weeks = 624
/** 0-based: weeks 313–575 may hold past outbreaks, the current one begins in 576–624. */
const pastFrom = 312
export const judgedFrom = 575
const pastSizes = [2, 3, 5, 10]

/**
 * One simulated weekly series.
 * @property counts background with the four past outbreaks  @property outbreak cases of the current outbreak, to be added on top
 */
export type WeeklySeries = { scenario: Scenario; counts: number[]; outbreak: number[] }

/** 42 × `perScenario` series; those of one seed are always the same, scenario by scenario. */
export function* weeklySeries(seed: number, perScenario: number): Generator<WeeklySeries> {
  for (const [index, scenario] of scenarios.entries())
    for (let at = 0; at < perScenario; at++) yield simulateWeekly(scenario, randomOf(seed * 1_000_003 + index * 10_007 + at))
}

function simulateWeekly(scenario: Scenario, random: Random): WeeklySeries {
  const { spread } = scenario
  const means = Array.from({ length: weeks }, (_, at) => meanAt(scenario, at + 1))
  const counts = means.map((mean) => random.count(mean, spread))
  const add = (target: number[], start: number, k: number) => {
    const cases = random.poisson(k * Math.sqrt(spread * (means[start] as number)))
    for (let at = 0; at < cases; at++) {
      const week = start + Math.floor(Math.exp(0.5 * random.normal()))
      if (week < weeks) target[week] = (target[week] ?? 0) + 1
    }
  }
  for (const k of pastSizes) add(counts, pastFrom + random.whole(judgedFrom - pastFrom), k)
  const outbreak = Array.from({ length: weeks }, () => 0)
  add(outbreak, judgedFrom + random.whole(weeks - judgedFrom), 1 + random.whole(10))
  return { scenario, counts, outbreak }
}

/** @param t the week, from 1 */
function meanAt({ theta, beta, gamma1, gamma2, waves }: Scenario, t: number): number {
  let eta = theta + beta * t
  for (let wave = 1; wave <= waves; wave++) {
    const angle = (2 * Math.PI * wave * t) / 52
    eta += gamma1 * Math.cos(angle) + gamma2 * Math.sin(angle)
  }
  return Math.exp(eta)
}
