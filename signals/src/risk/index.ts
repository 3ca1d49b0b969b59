/** 升级风险: a logistic model, its calibration, and what a ranked list is worth. */
export {
  type Calibration,
  calibrated,
  calibrationErrorOf,
  calibrationOf,
  type ReliabilityBin,
  reliabilityOf,
  wilsonOf,
} from './calibration.ts'
export { fitLogistic, type Logistic, logOddsOf, partsOf, shareOf } from './logistic.ts'
export { type RankingQuality, rankingQualityOf, reviewedShares } from './ranking.ts'
