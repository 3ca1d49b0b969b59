import iconv from 'iconv-lite'
import type { anImapServer } from './fake-imap-server.ts'
import type { aMailServer } from './fake-mail-server.ts'
import type { Client, World } from './harness.ts'

let counter = 0

type Part = { name: string; type: string; content: Buffer }
type Given = {
  from?: string
  to?: string
  subject?: string
  text?: string
  charset?: 'utf-8' | 'gbk'
  messageId?: string | null
  references?: string[]
  headers?: string[]
  parts?: Part[]
}

const encoded = (text: string, charset: string) => iconv.encode(text, charset === 'gbk' ? 'gb18030' : charset).toString('base64')
const inLines = (base64: string) => base64.replace(/(.{76})/g, '$1\r\n')

/** A mail as a program of today sends it: what a test does not name is ordinary. */
export function aMail(given: Given = {}): Buffer {
  const { charset = 'utf-8', parts = [], references = [], headers = [] } = given
  const messageId = given.messageId === undefined ? `m${++counter}.${process.pid}@example.com` : given.messageId
  const text = given.text ?? '空调装了三次还是漏水，打电话没有人管，要求退货退款。'
  const head = [
    `From: ${given.from ?? '=?utf-8?B?5p2O5qKF?= <li@example.com>'}`,
    `To: ${given.to ?? 'service@us.example'}`,
    `Subject: =?${charset}?B?${encoded(given.subject ?? '投诉空调漏水', charset)}?=`,
    'Date: Mon, 02 Nov 2026 01:00:00 +0000',
    ...(messageId ? [`Message-ID: <${messageId}>`] : []),
    ...(references.length ? [`References: ${references.map((id) => `<${id}>`).join(' ')}`, `In-Reply-To: <${references.at(-1)}>`] : []),
    'MIME-Version: 1.0',
    ...headers,
  ]
  const body = [
    `Content-Type: text/plain; charset=${charset === 'gbk' ? 'gb2312' : charset}`,
    'Content-Transfer-Encoding: base64',
    '',
    inLines(encoded(text, charset)),
  ]
  if (parts.length === 0) return Buffer.from([...head, ...body].join('\r\n'))
  const attached = parts.flatMap(({ name, type, content }) => [
    '--part',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="=?utf-8?B?${Buffer.from(name).toString('base64')}?="`,
    'Content-Transfer-Encoding: base64',
    '',
    inLines(content.toString('base64')),
  ])
  return Buffer.from(
    [...head, 'Content-Type: multipart/mixed; boundary=part', '', '--part', ...body, ...attached, '--part--', ''].join('\r\n'),
  )
}

/** A picture, as far as its first bytes tell. */
export const aPicture = (bytes = 2_000) => Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(bytes, 1)])

type Servers = {
  mailbox: Pick<Awaited<ReturnType<typeof anImapServer>>, 'host' | 'port' | 'password'>
  post: Pick<Awaited<ReturnType<typeof aMailServer>>, 'url'>
}

/** An open account on these servers, which the operator allows to be called; of a world, or of the office, where that stands in its settings. */
export async function aMailAccount(world: World | null, admin: Client, { mailbox, post }: Servers, settings: Record<string, unknown> = {}) {
  if (world) Object.assign(world.deps.config, { outgoingAllow: ['127.0.0.1'] })
  const { status, body } = await admin.post('/channels/accounts', {
    door: 'email',
    name: `客服邮箱 ${++counter}`,
    settings: {
      address: 'service@us.example',
      senderName: '客户服务',
      smtpHost: '127.0.0.1',
      smtpPort: Number(new URL(post.url).port),
      smtpSecurity: 'none',
      imapHost: mailbox.host,
      imapPort: mailbox.port,
      imapSecurity: 'none',
      imapPassword: mailbox.password,
      ...settings,
    },
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body as { id: string; version: number; settings: Record<string, unknown> }
}
