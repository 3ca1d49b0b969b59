import { headersNamed, type ReadMail } from '../read/parse.ts'

/** 退信: what a mail server says of a mail of ours that it could not deliver. */
export type Bounce = {
  /** Message-IDs named in what came back; one of them may be ours. */
  messageIds: string[]
  /** Enhanced status (RFC 3463) as `5.1.1`; null when the server gave none. */
  status: string | null
  /** No further try helps: 5.x.x, or a report without status. */
  isFinal: boolean
}

const longest = 20_000

/** @returns null when the mail is no report of a failed delivery */
export function bounceOf(mail: ReadMail): Bounce | null {
  const type = headersNamed(mail, 'content-type').join(' ').toLowerCase()
  const from = mail.from[0]?.address ?? ''
  const isReport = /multipart\/report/.test(type) && /report-type\s*=\s*"?delivery-status/.test(type)
  const isFromServer = /^(mailer-daemon|postmaster)@/.test(from)
  const hasReport = mail.files.some((file) => file.type === 'message/delivery-status')
  if (!isReport && !hasReport && !isFromServer) return null
  const parts = mail.files
    .filter((file) => /^(message\/(delivery-status|rfc822|global)|text\/rfc822-headers)/.test(file.type))
    .map((file) => file.content.subarray(0, longest).toString('latin1'))
  const said = [...parts, mail.text.slice(0, longest)].join('\n')
  const action = /^action:\s*(\w+)/im.exec(said)?.[1]?.toLowerCase() ?? null
  if (action !== null && action !== 'failed' && action !== 'delayed') return null
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(said)?.[1] ?? /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(mail.text)?.[1] ?? null
  return {
    messageIds: [...new Set([...mail.references, ...[...said.matchAll(/<([^<>\s]{3,300}@[^<>\s]{1,200})>/g)].map(([, id = '']) => id)])],
    status,
    isFinal: action === 'delayed' ? false : status === null || status.startsWith('5'),
  }
}
