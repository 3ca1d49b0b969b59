import { learningJobs } from './classification/index.ts'
import { importJobs } from './intake/index.ts'
import { intakeSources } from './intake-sources.ts'
import { noticeJobs } from './notifications/index.ts'
import type { JobHandlers } from './platform/jobs.ts'

/** Every job that an act may put into the queue, on one page: work too long for the request that asked for it. */
export const jobs: JobHandlers = {
  ...importJobs(intakeSources),
  ...learningJobs,
  ...noticeJobs,
}
