import type { JobHandlers } from '../platform/jobs.ts'
import { pictureJobs } from './chat/pictures.ts'
import { completeJobs } from './complete.ts'
import { eraseJobs } from './erase.ts'
import { elsewhereJobs } from './outgoing/elsewhere.ts'
import { wechatJobs } from './wechat/media-job.ts'

export const channelJobs: JobHandlers = { ...completeJobs, ...pictureJobs, ...elsewhereJobs, ...eraseJobs, ...wechatJobs }
