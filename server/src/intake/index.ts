/** Intake (受理): registers complaints from every door, one by one and in batches, and accepts or declines them. Owns imports. */

export {
  type ComplaintTable,
  commitRun,
  findImport,
  importFile,
  importJobs,
  largestFile,
  mapImport,
  openComplaintTable,
  readDate,
  readSheet,
  startImport,
} from './imports/index.ts'
export type { IntakeSources } from './proposals.ts'
export { registerComplaint, registerComplaints } from './register.ts'
export { intakeRoutes } from './routes.ts'
