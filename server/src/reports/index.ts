// 定期报告: owns reports by the calendar (日报, 周报, 月报, 监管报送包, 一页纸), their templates, and when they go to whom by mail. Every figure comes from
// analytics; what was counted is kept with the report, so that it can be written again the same. Changes nothing else.
export { insertReport } from './ask.ts'
export { periodicReportJobs } from './jobs.ts'
export { askScheduledReports } from './mails/ask-scheduled.ts'
export { rotateReportKeys } from './mails/schedules.ts'
export { periodsOf } from './periods.ts'
export { periodicReportRoutes } from './routes.ts'
