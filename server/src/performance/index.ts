// 绩效: owns the monthly sheets of people and units with their editions, objections against rows, the rules (weights) they are made by, and the days
// people were away. Reads everybody's facts through their owners and changes none; a sheet is seen by the person first.
export { addAbsence } from './absences/absences.ts'
export { tellOfSheets } from './notices.ts'
export { decideObjection, objectToRow } from './objections/object.ts'
export { performanceRoutes } from './routes.ts'
export { setRules } from './rules/rules.ts'
export { acknowledgeSheet, lockSheet } from './sheet/lock.ts'
export { prepareMonth, prepareSheets } from './sheet/prepare.ts'
