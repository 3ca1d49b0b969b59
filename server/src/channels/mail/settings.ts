import { z } from 'zod'

const host = z.string().trim().max(200)
const port = z.number().int().min(1).max(65_535)
const Security = z.enum(['tls', 'startTls', 'none'])

/** 邮箱账号: sends by SMTP and, where an IMAP server is named, receives. */
export const EmailSettings = z.strictObject({
  /** Whom customers see, and write back to. */
  address: z.email().max(200),
  senderName: z.string().trim().max(100).default(''),
  smtpHost: host.min(1),
  smtpPort: port.default(465),
  smtpSecurity: Security.default('tls'),
  smtpUser: z.string().max(200).default(''),
  smtpPassword: z.string().max(500).default(''),
  /** Empty: nothing is received. */
  imapHost: host.default(''),
  imapPort: port.default(993),
  imapSecurity: Security.default('tls'),
  /** Empty: the address. */
  imapUser: z.string().max(200).default(''),
  imapPassword: z.string().max(500).default(''),
  folder: z.string().trim().min(1).max(200).default('INBOX'),
  /** The first time: mails of so many days; 0: only what comes from now on. */
  firstDays: z.number().int().min(0).max(30).default(3),
  markSeen: z.boolean().default(true),
  /** Name under which the own mail server writes Authentication-Results; empty: nobody checks senders. */
  trustedAuthServer: z.string().trim().max(200).default(''),
  withoutAuthentication: z.enum(['accept', 'quarantine']).default('accept'),
  /** The server delivers service+anything@ to service@: answers come back to an address that names the thread. */
  plusAddress: z.boolean().default(false),
  mostPerSenderHour: z.number().int().min(1).max(1_000).default(20),
  mostPerThreadHour: z.number().int().min(1).max(1_000).default(30),
  /** 原始邮件保留天数 after it was processed or ignored; what it said stays on the case. */
  keepRawDays: z.number().int().min(7).max(3_650).default(180),
})
export type EmailSettings = z.infer<typeof EmailSettings>

export const receives = ({ imapHost }: EmailSettings) => imapHost !== ''
