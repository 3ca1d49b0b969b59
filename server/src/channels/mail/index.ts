/** 邮件: mailboxes and what came in them. Owns every mail as it came, how far each mailbox was read, who takes part in which thread. Source: docs/rules/mail.md */
export { forgetRawMails } from './keep/forget-raw.ts'
export { listenToMailboxes } from './mailbox/listen.ts'
export { readMailboxes } from './mailbox/read-all.ts'
export { processMails } from './process/process-mail.ts'
export { takeMailNow, threadMark } from './process/take-now.ts'
export { mailRoutes } from './review/routes.ts'
