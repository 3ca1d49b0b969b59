import { IncomingComplaint } from '@zhiwei/contract'
import { wordsOfMail } from '../read/new-words.ts'
import type { ReadMail } from '../read/parse.ts'

const longestText = 20_000
const longestSubject = 300
const longestName = 100
const quotedBelow = '—— 以下为引用的往来邮件 ——'
const withoutText = '（邮件没有正文）'

// What mail programs put before a subject, and what we put into it.
const prefixes = /^((re|fw|fwd|回复|答复|转发)\s*(\[\d+\])?\s*[:：]\s*)+/i
const marks = /\s*\[[^\]]*\bz-[0-9a-z]{24}\]/gi

/** 主题 without Re:, 回复： and our own mark. */
export const plainSubject = (subject: string) => subject.replace(marks, '').trim().replace(prefixes, '').trim().slice(0, longestSubject)

/** What a mail says, in the one shape of complaints: the new words first; what a new complaint quotes stands below them, of an answer it is left out. */
export function complaintOf(
  mail: ReadMail,
  { receivedAt, now, isAnswer }: { receivedAt: Date; now: Date; isAnswer: boolean },
): IncomingComplaint {
  const { fresh, quoted } = wordsOfMail(mail.text)
  const subject = plainSubject(mail.subject)
  const words = fresh || subject || withoutText
  const text = quoted && !isAnswer ? `${words}\n\n${quotedBelow}\n${quoted}` : words
  const [sender] = mail.from
  const complaint = {
    channel: 'email',
    receivedAt: new Date(Math.min(receivedAt.getTime(), now.getTime())).toISOString(),
    complainant: { ...nameOf(sender?.name ?? '', sender?.address ?? ''), ...(sender && { email: sender.address }) },
    ...(subject && !isAnswer && { subject }),
    text: Array.from(text).slice(0, longestText).join('').slice(0, longestText),
  }
  const parsed = IncomingComplaint.safeParse(complaint)
  // An address the contract does not take (of another alphabet) stays in the raw mail.
  return parsed.success ? parsed.data : IncomingComplaint.parse({ ...complaint, complainant: nameOf(sender?.name ?? '', '') })
}

/** A display name that only repeats the address says nothing. */
function nameOf(name: string, address: string) {
  const said = name.replace(/^['"]|['"]$/g, '').trim()
  return said && !said.includes('@') && said.toLowerCase() !== address.split('@')[0] ? { name: said.slice(0, longestName) } : {}
}
