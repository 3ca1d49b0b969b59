/** Signals (预警信号): detection on series of counts; pure functions, no database, no network. */
export { type EarsControl, ears } from './ears.ts'
export { normalQuantile } from './normal.ts'
