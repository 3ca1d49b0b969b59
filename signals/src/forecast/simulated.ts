import { randomOf } from '../simulation/random.ts'

/** A company's days as they might be, for measuring: weekdays, the year, holidays with their make-up days, a peak, a level that wanders. */
export type SimulatedSeries = { counts: number[]; startsOn: string; dayClasses: (string | null)[] }

const weekdays = [1.2, 1.1, 1, 1, 1, 0.7, 0.6] as const
const dayEffects: Record<string, number> = { off: 0.42, makeUp: 1, peak: 1.8 }

/** Kind of each day of a year of 365: 春节, 国庆 with two make-up days, 双11. */
function classOf(dayOfYear: number): string | null {
  if (dayOfYear >= 40 && dayOfYear < 47) return 'off:春节'
  if (dayOfYear >= 273 && dayOfYear < 280) return 'off:国庆节'
  if (dayOfYear === 282 || dayOfYear === 283) return 'makeUp'
  return dayOfYear >= 315 && dayOfYear < 320 ? 'peak:双11' : null
}

/** @param spread variance over mean of a day; 1 is Poisson */
export function simulatedSeries(seed: number, days: number, baseline: number, spread: number): SimulatedSeries {
  const random = randomOf(seed)
  const dayClasses = Array.from({ length: days }, (_, day) => classOf(day % 365))
  let level = 0
  const counts = dayClasses.map((kind, day) => {
    level = 0.995 * level + 0.01 * random.normal()
    const group = kind?.split(':')[0]
    const ofDay =
      group === 'off' || group === 'makeUp' ? (dayEffects[group] ?? 1) : (weekdays[day % 7] ?? 1) * (dayEffects[group ?? ''] ?? 1)
    return random.count(baseline * ofDay * Math.exp(0.3 * Math.cos((2 * Math.PI * day) / 365.25) + level), spread)
  })
  // A Monday.
  return { counts, startsOn: '2023-01-02', dayClasses }
}
