import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import type { Deps } from '../../../platform/deps.ts'
import { addressOutside } from '../../../platform/outgoing.ts'
import { mostMailBytes } from '../keep/raw.ts'
import type { EmailSettings } from '../settings.ts'

const connectMs = 15_000
// A listener hears nothing for as long as nothing comes; it asks more often than this.
const silentMs = 300_000
const literalBytes = mostMailBytes + 1024 * 1024

/** Signs in to the mailbox. Never into one's own networks unless the operator allowed it (OUTGOING_ALLOW). @throws Error with words for the page of accounts */
export async function openMailbox({ config }: Deps, settings: EmailSettings): Promise<ImapFlow> {
  const { imapHost: host, imapPort: port, imapSecurity: security } = settings
  const client = new ImapFlow({
    host: await addressOutside(host, port, config.outgoingAllow),
    port,
    secure: security === 'tls',
    ...(security === 'startTls' && { doSTARTTLS: true }),
    ...(security === 'none' && { doSTARTTLS: false }),
    ...(!isIP(host) && { servername: host }),
    auth: { user: settings.imapUser || settings.address, pass: settings.imapPassword },
    // 163 and others let nobody in who does not say who they are (RFC 2971).
    clientInfo: { name: 'zhiwei', version: config.version },
    logger: false,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
    autoIdleDelay: 500,
    maxLiteralSize: literalBytes,
    maxResponseSize: literalBytes + 1024 * 1024,
    maxLineLength: 1024 * 1024,
  })
  // Whoever awaits a command is told by it; without a listener the error would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error instanceof Error && 'authenticationFailed' in error ? new Error(`收信服务器 ${host} 不接受登录`) : error
  }
}
