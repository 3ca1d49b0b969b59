import { cleanText } from '@zhiwei/text'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { charsetOf, mendHeaders } from './charset.ts'
import { textOfHtml } from './html.ts'

/** One address as the door compares them: lower case. */
export type MailAddress = { address: string; name: string }
export type MailFile = { name: string; type: string; isInline: boolean; content: Buffer }
export type ReadMail = {
  /** Every header, names in lower case, in the order of the mail. */
  headers: readonly { key: string; value: string }[]
  from: MailAddress[]
  replyTo: MailAddress[]
  to: MailAddress[]
  messageId: string | null
  /** What it answers: In-Reply-To and References, newest last. */
  references: string[]
  subject: string
  text: string
  files: MailFile[]
}

// Enough for any honest mail; beyond it parsing fails and people look at it.
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 }
const mostReferences = 50
const longestText = 200_000
const longestSubject = 1_000

/** What postal-mime keeps of a part; not among its types, so a test holds that a mail with a wrong charset is read. */
type Part = { contentType: { parsed: { value: string; params: Record<string, string> } }; content: ArrayBuffer | null; childNodes: Part[] }
type Collects = { collectNode(part: Part, ...more: unknown[]): Promise<void> }

/** A parser that believes a text's bytes more than its label. */
class MailParser extends PostalMime {
  async collectNode(part: Part, ...more: unknown[]): Promise<void> {
    const { value, params } = part.contentType.parsed
    if (part.content && /^text\/(plain|html)$/.test(value)) params.charset = charsetOf(params.charset, new Uint8Array(part.content))
    return (PostalMime.prototype as unknown as Collects).collectNode.call(this, part, ...more)
  }
}

/** 读信. @throws Error for what is no mail: too deep, headers without end */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const email = await new MailParser({ ...limits, forceRfc822Attachments: true }).parse(mendHeaders(raw))
  return {
    headers: email.headers.map(({ key, value }) => ({ key, value })),
    from: headerAddresses(email, 'from'),
    replyTo: addressesOf(email.replyTo),
    to: [...addressesOf(email.to), ...addressesOf(email.cc)],
    messageId: messageIds(email.messageId)[0] ?? null,
    references: [...new Set([...messageIds(email.references), ...messageIds(email.inReplyTo)])].slice(-mostReferences),
    subject: oneLine((email.subject ?? '').slice(0, longestSubject)),
    text: bodyOf(email),
    files: email.attachments.map((file) => ({
      name: oneLine(file.filename ?? '') || nameless(file.mimeType),
      type: file.mimeType,
      isInline: file.disposition === 'inline' || file.related === true,
      content: typeof file.content === 'string' ? Buffer.from(file.content) : Buffer.from(file.content as ArrayBuffer),
    })),
  }
}

export const headersNamed = ({ headers }: Pick<ReadMail, 'headers'>, name: string): string[] =>
  headers.filter(({ key }) => key === name).map(({ value }) => value)

const oneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim()
const nameless = (type: string) => (type === 'message/rfc822' ? 'mail.eml' : 'file')

function addressesOf(list: Address[] | undefined): MailAddress[] {
  return (list ?? [])
    .flatMap((one) => one.group ?? [one])
    .map(({ address, name }) => ({ address: (address ?? '').trim().toLowerCase(), name: oneLine(name) }))
    .filter(({ address }) => /^[^\s@<>]+@[^\s@<>]+$/.test(address))
}

/** All senders a mail names: postal-mime shows the first, and a mail that names two hides something. */
function headerAddresses(email: Email, key: 'from'): MailAddress[] {
  const named = email.headers.filter((header) => header.key === key).length
  const first = addressesOf(email.from && [email.from])
  return named > 1 ? [...first, ...first] : first
}

const messageIds = (value: string | undefined): string[] =>
  [...(value ?? '').slice(0, 20_000).matchAll(/<([^<>\s]{1,990})>/g)].map(([, id = '']) => id)

/** The plain text where there is one; mailers that only write HTML say so in a line, and then the HTML is read. */
function bodyOf({ text = '', html = '' }: Email): string {
  const plain = cleanText(text).trim()
  const isPlaceholder = plain.length < 200 && html.length > 0 && /(html|不支持|查看此邮件|view this (e-?mail|message))/i.test(plain)
  const chosen = plain && !isPlaceholder ? plain : textOfHtml(html)
  return cleanText(chosen).replace(/\r\n?/g, '\n').trim().slice(0, longestText)
}
