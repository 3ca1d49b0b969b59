export { type Prior, priorOf, type ShrunkRatio, shrunkRatios } from './ebgm.ts'
export { proportionalReportingRatio, type ReportingRatio } from './prr.ts'
export { expectedOf, type Pair, pairsOf } from './table.ts'
