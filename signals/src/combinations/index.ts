export { believedUpTo } from './discovery.ts'
export { type Finding, keepExplaining } from './explain.ts'
export { type CombinationSurge, type ScanOptions, scanCombinations } from './scan.ts'
export { addToTally, emptyTally, keyOf, type Part, subsetsOf, type Tally, type TallyRow } from './tally.ts'
