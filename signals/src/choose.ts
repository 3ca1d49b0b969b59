/** What is known of a series when a method is chosen. @property frequency periods a year  @property exposureKnown people, orders or meters at risk are */
export type SeriesFacts = { counts: readonly (number | null)[]; frequency: number; exposureKnown?: boolean }
export type DetectionMethod = 'gChart' | 'poissonCusum' | 'nbCusum' | 'ears' | 'farringtonFlexible' | 'uChart'
export type Choice = {
  methods: DetectionMethod[]
  why: 'exposure' | 'rare' | 'sparse' | 'young' | 'middle' | 'large'
  mean: number
  dispersion: number
}

/** Periods that make a baseline: the 28 with which Watkins 2008 found every outbreak. */
const BASELINE = 28

/**
 * 检测方法的选择: which method suits a series, by its size and history.
 * - denominator known → u chart (Laney where periods differ more than chance)
 * - mean < 0.1 a period → g chart of the gaps; < 1 → Poisson or negative-binomial CUSUM
 * - fewer than 28 periods → EARS, whatever the size
 * - mean > 20 and two years → improved Farrington; else negative-binomial CUSUM on 28 periods, beside EARS
 * Source: docs/rules/detection.md (Watkins 2008; Noufaily 2013; Bédubourg & Le Strat 2017).
 */
export function chooseMethod({ counts, frequency, exposureKnown = false }: SeriesFacts): Choice {
  const known = counts.filter((count) => count !== null)
  const mean = known.length === 0 ? 0 : known.reduce((sum, count) => sum + count, 0) / known.length
  const variance = known.length < 2 ? mean : known.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (known.length - 1)
  const facts = { mean, dispersion: mean > 0 ? variance / mean : 1 }
  if (exposureKnown) return { methods: ['uChart'], why: 'exposure', ...facts }
  if (mean < 0.1) return { methods: ['gChart'], why: 'rare', ...facts }
  if (known.length < BASELINE) return { methods: ['ears'], why: 'young', ...facts }
  if (mean < 1) return { methods: [facts.dispersion > OVERDISPERSED ? 'nbCusum' : 'poissonCusum'], why: 'sparse', ...facts }
  if (mean > 20 && known.length >= 2 * frequency) return { methods: ['farringtonFlexible'], why: 'large', ...facts }
  return { methods: ['nbCusum', 'ears'], why: 'middle', ...facts }
}

/** Variance ÷ mean above which counts are no longer taken for Poisson: beyond chance at 28 periods (95 %). */
const OVERDISPERSED = 1.5
