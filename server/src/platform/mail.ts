import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from './config.ts'

export type Mail = {
  to: string
  subject: string
  text: string /** The same for every try, so that a mail server or reader drops the second. */
  messageId: string
  files?: readonly { name: string; contentType: string; bytes: Buffer }[]
}

const transports = new Map<string, Transporter>()
const timeoutMs = 15_000

export const canMail = ({ smtpUrl }: Pick<Config, 'smtpUrl'>) => smtpUrl !== undefined

/** Sends one mail as plain text, with files. @throws Error when SMTP is not set up or the mail server refuses, with its words, but not the address: errors are logged */
export async function sendMail(
  { smtpUrl, smtpFrom }: Pick<Config, 'smtpUrl' | 'smtpFrom'>,
  { to, subject, text, messageId, files = [] }: Mail,
) {
  if (!smtpUrl || !smtpFrom) throw new Error('mail is not set up: SMTP_URL')
  const attachments = files.map(({ name, contentType, bytes }) => ({ filename: name, contentType, content: bytes }))
  const mail = { from: smtpFrom, to, subject, text, messageId, attachments, headers: { 'Auto-Submitted': 'auto-generated' } }
  await transportOf(smtpUrl)
    .sendMail(mail)
    .catch((error: Error) => {
      throw new Error(error.message.replaceAll(to, '***'))
    })
}

function transportOf(smtpUrl: string): Transporter {
  const known = transports.get(smtpUrl)
  if (known) return known
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const made = createTransport({
    host: hostname,
    port: port ? Number(port) : protocol === 'smtps:' ? 465 : 587,
    secure: protocol === 'smtps:',
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // Nothing of a mail is read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...limits,
  })
  transports.set(smtpUrl, made)
  return made
}
