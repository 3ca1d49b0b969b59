const halfLifeDays = 7
/** Against its own past: the messages of a week are compared with what was usual in the four weeks before, and one more for safety. */
const pastWeeks = 4
export const growthDays = { week: 7, past: 7 * pastWeeks } as const
/** Volume that does not rise counts so much. */
const standing = 0.25

export type HeatInput = {
  /** Days ago of each message, 0 for today. */
  ages: readonly number[]
  people: number
  /** Mean level of emotion of the newest messages, 0–4; nothing where it is not known. */
  emotion?: number | null
}
export type Heat = {
  /** 0 … 100 */
  heat: number
  /** Messages of the last seven days by those expected from the four weeks before. */
  growth: number
  lastWeek: number
  expected: number
}

/**
 * 热度指数 0–100: `100 · (1 − e^(−w/12))` with `w = volume · (1/4 + rise) · people share · (1 + emotion/8)`.
 * Volume is the number of messages, each counting half as much after seven days; the rise is `ln(growth)`, 0 … 2, `growth` being the
 * messages of seven days by those expected from the four weeks before (never fewer than one): what is told every week as often is no news.
 * The people share is people by messages, at least .3.
 * Source: docs/rules/topics.md
 */
export function heatOf({ ages, people, emotion }: HeatInput): Heat {
  const volume = ages.reduce((sum, age) => sum + 0.5 ** (Math.max(0, age) / halfLifeDays), 0)
  const lastWeek = ages.filter((age) => age < growthDays.week).length
  const past = ages.filter((age) => age >= growthDays.week && age < growthDays.week + growthDays.past).length
  const growth = growthOf(lastWeek, past)
  const rise = Math.min(2, Math.max(0, Math.log(growth || 1)))
  const share = Math.max(0.3, Math.min(1, people / Math.max(1, ages.length)))
  const weight = volume * (standing + rise) * share * (1 + (emotion ?? 0) / 8)
  return {
    heat: Math.round(1_000 * (1 - Math.exp(-weight / 12))) / 10,
    growth: Math.round(growth * 100) / 100,
    lastWeek,
    expected: expectedOf(past),
  }
}

/** Growth of the messages of the last days against those before. */
export const growthOf = (lastWeek: number, past: number) => lastWeek / expectedOf(past)
const expectedOf = (past: number) => Math.max(1, past / pastWeeks)
