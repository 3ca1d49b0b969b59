export { type EffectVerdict, judgeFall } from './judge.ts'
export { type CountedRate, type RateRatio, rateRatio } from './rate-ratio.ts'
