export { type ChangePointControl, changePoints, type Level } from './change-points.ts'
