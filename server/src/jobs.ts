import { channelJobs, portalJobs } from './channels/index.ts'
import { learningJobs } from './classification/index.ts'
import { demoJobs } from './demo/index.ts'
import { importJobs } from './intake/index.ts'
import { intakeSources } from './intake-sources.ts'
import { noticeJobs } from './notifications/index.ts'
import type { JobHandlers } from './platform/jobs.ts'
import { periodicReportJobs } from './reports/index.ts'
import { surveyJobs } from './surveys/index.ts'
import { reportJobs, riskJobs } from './warning/index.ts'
import { surgeSources } from './warning-sources.ts'

/** Every job that an act may put into the queue, on one page: work too long for the request that asked for it. */
export const jobs: JobHandlers = {
  ...demoJobs,
  ...channelJobs,
  ...importJobs(intakeSources),
  ...learningJobs,
  ...noticeJobs,
  ...periodicReportJobs,
  ...portalJobs,
  ...reportJobs(surgeSources),
  ...riskJobs,
  ...surveyJobs,
}
