/** 通知: the bell, the list of notices, and the robots of groups. */
export { NoticeBell } from './NoticeBell.tsx'
export { minuteOf, timeOf } from './time-of-day.ts'
