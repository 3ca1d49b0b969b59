import type { JobHandlers } from '../platform/jobs.ts'
import { makeJob } from './ask.ts'
import { mailJob } from './mails/queue.ts'
import { sendReportMail } from './mails/send.ts'
import { makeReport } from './make.ts'

export const periodicReportJobs: JobHandlers = { [makeJob]: makeReport, [mailJob]: sendReportMail }
