import type { JobHandlers } from '../../platform/jobs.ts'
import { commitImport } from './commit.ts'
import { scanImport } from './scan.ts'
import { undoImport } from './undo.ts'

/** Imports (导入): a file of complaints, read, mapped, committed as cases, and undone. */
export const importJobs: JobHandlers = {
  'intake.scanImport': scanImport,
  'intake.commitImport': commitImport,
  'intake.undoImport': undoImport,
  'intake.removeImportFile': async ({ files }, { storageName }) => files.remove(String(storageName)),
}
export { importFile } from './import-file.ts'
export { importRoutes } from './routes.ts'
