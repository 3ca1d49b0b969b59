import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Deps } from '../../../platform/deps.ts'
import { addressOutside } from '../../../platform/outgoing.ts'
import { type Account, SendRefused } from '../../doors.ts'
import type { EmailSettings } from '../settings.ts'

const timeoutMs = 15_000

export async function transportOf({ config }: Deps, { settings }: Account<EmailSettings>) {
  const { smtpHost: host, smtpPort: port, smtpSecurity: security, smtpUser: user, smtpPassword: pass } = settings
  return createTransport({
    host: await addressOutside(host, port, config.outgoingAllow),
    port,
    secure: security === 'tls',
    requireTLS: security === 'startTls',
    ignoreTLS: security === 'none',
    ...(!isIP(host) && { tls: { servername: host } }),
    ...(user && { auth: { user, pass } }),
    // Nothing of a mail is read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
}

/** A mailbox nobody has (5.1.x) is final; everything else is tried again. What is logged does not name the customer. */
export function withoutAddress(error: unknown, to: string): Error {
  const said = (error instanceof Error ? error.message : String(error)).replaceAll(to, '***')
  return /\b55\d[ -]5\.1\.\d\b|\b5\.1\.1\b/.test(said) ? new SendRefused(said) : new Error(said)
}
