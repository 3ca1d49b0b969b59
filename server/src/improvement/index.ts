// 改进: owns the cause catalogue and the root causes found on cases.
// A substantiated complaint cannot be closed without one: it is "the problem that caused the problem".
// Corrective and preventive actions, and the check that they worked, follow here.
export { seedCauses } from './causes.ts'
export { improvementPart } from './queries.ts'
export { improvementRoutes } from './routes.ts'
