import { type CountedRate, type RateRatio, rateRatio } from './rate-ratio.ts'

/** 措施有效性: what counts before and after a measure say of it. */
export type EffectVerdict = 'worked' | 'didNotWork' | 'unclear' | 'notEnoughData'

/**
 * Judges a fall of the rate that was wanted beforehand (`wanted` 0.5: half as many).
 * - didNotWork: the whole interval lies above what was wanted, so that even its luckiest reading falls short.
 * - notEnoughData: so few were counted before that not even none at all afterwards would have shown a fall.
 * - worked: the whole interval lies below 1, and the ratio is what was wanted or less.
 * - unclear: the counts bear out neither.
 */
export function judgeFall(
  before: CountedRate,
  after: CountedRate,
  wanted: number,
  confidence = 0.95,
): RateRatio & { verdict: EffectVerdict } {
  const ratio = rateRatio(after, before, confidence)
  return { ...ratio, verdict: verdictOf(ratio, before, after, wanted, confidence) }
}

function verdictOf(ratio: RateRatio, before: CountedRate, after: CountedRate, wanted: number, confidence: number): EffectVerdict {
  if (ratio.low > wanted) return 'didNotWork'
  const atBest = rateRatio({ count: 0, exposure: after.exposure }, before, confidence)
  if (atBest.high === null || atBest.high >= 1) return 'notEnoughData'
  if (ratio.value === null || ratio.high === null) return 'unclear'
  return ratio.high < 1 && ratio.value <= wanted ? 'worked' : 'unclear'
}
