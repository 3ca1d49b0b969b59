import type { JobHandlers } from '../../platform/jobs.ts'
import type { IntakeSources } from '../proposals.ts'
import { commitImport } from './commit.ts'
import { scanImport } from './scan.ts'
import { undoImport } from './undo.ts'

/** Imports (导入): a file of complaints, read, mapped, committed as cases, and undone. */
export const importJobs = (sources: IntakeSources): JobHandlers => ({
  'intake.scanImport': scanImport,
  'intake.commitImport': (deps, job, signal) => commitImport(deps, sources, job, signal),
  'intake.undoImport': undoImport,
  'intake.removeImportFile': async ({ files }, { storageName }) => files.remove(String(storageName)),
})
export { readDate } from './dates.ts'
export { importFile } from './import-file.ts'
export { findImport } from './queries.ts'
export { readSheet } from './read-file.ts'
export { type ComplaintTable, openComplaintTable } from './read-table.ts'
export { importRoutes } from './routes.ts'
export { commitRun, largestFile, mapImport, startImport } from './steps.ts'
