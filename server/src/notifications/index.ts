// 通知: owns what people are told: notices in the app, mail and robots of their groups, and what each person wants to hear how. Who is told
// of what is one table (who.ts); nobody gets a storm: many at once are one digest. Reads the feed, writes to nobody's case.
export { mailAddressesOf, rotateNoticeKeys } from './preferences.ts'
export { forgetNotices } from './queries.ts'
export { notificationRoutes } from './routes.ts'
export { deliverNotices } from './send/deliver.ts'
export { noticeJobs } from './send/jobs.ts'
export { tellDirectly, tellPeople } from './tell.ts'
export { noticeEvents } from './who.ts'
