/**
 * The figures of the product's own rule (突增检测), tuned on simulated series of other seeds than those reported: docs/rules/surge-detection.md.
 * @property looksBack so many last periods are judged together and not learnt from  @property youngBelow fewer periods are a young series
 * @property falseAlarms false alarms a period of a series the figures were set for
 */
const week = {
  looksBack: 3,
  youngBelow: 60,
  falseAlarms: 0.008,
  /** Chance of this week's count alone, and of the last three together, from which on it is an alarm. */
  alone: 0.0068,
  together: 0.004,
  /** Weight of this week, the last and the one before; together they count while this week itself is as unlikely as that. */
  weights: [1, 0.9, 0.4],
  stillOut: 0.4,
} as const

/**
 * Less than 60 weeks of history: two weeks together, for the baseline must be learnt from the others.
 */
const weekYoung = {
  looksBack: 2,
  /** Deviations from which on the weeks together are an alarm: `least` + `byShortness` ÷ weeks of history, for so much more stands out after few weeks. */
  bar: { least: 2.2, byShortness: 3.5 },
  /** This week alone has to stand out so many times as far. */
  alone: 1.14,
  /**
   * How much of what the fit is unsure about widens what chance allows; the rest is in the bar. Taken whole it would fall on series of many cases
   * alone, whose own weeks tell their level well.
   */
  unsure: 0.25,
  weights: [1, 0.8],
  stillOut: 0.4,
} as const

const day = {
  looksBack: 14,
  youngBelow: 420,
  falseAlarms: 0.005,
  /** The surge looked for, in deviations; the sum of log likelihood ratios at which it is raised; days the sum goes back. */
  shift: 0.9,
  bar: 3.43,
  /** Share of the false alarms that is left to single periods. */
  steepShare: 0.02,
  /** Periods of a run that share one error of the baseline. */
  sharedError: 5,
  remembers: 28,
  /** Share of ordinary days on which the sum stands above s: height · exp(−slope · s), measured. */
  tail: { height: 0.6, slope: 0.93 },
  windows: [1, 3, 7],
} as const

const hour = {
  looksBack: 24,
  youngBelow: 24 * 56,
  falseAlarms: 0.0002,
  shift: 1,
  bar: 6.8,
  steepShare: 0.2,
  sharedError: 8,
  remembers: 48,
  tail: { height: 0.6, slope: 0.93 },
  windows: [1, 3, 8],
} as const

export const rules = { week, weekYoung, day, hour } as const
