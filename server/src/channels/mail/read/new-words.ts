/** What a person wrote now, what of the conversation stands below it, and the signature that was cut. */
export type MailWords = { fresh: string; quoted: string }

// Where mail programs begin what was written before: Outlook, Gmail, Apple Mail, QQ, 163, Foxmail, the mail apps of phones.
const beginsQuote: readonly RegExp[] = [
  /^-{2,}\s*(original message|原始邮件|原邮件|转发邮件|转发的邮件|回复的原邮件|回复的邮件|邮件原件|forwarded message|forwarded by .*)\s*-{2,}$/i,
  /^(on|at|于)\s.{4,200}\s(wrote|写道)\s*[:：]$/i,
  /^(在|于)?\s*\d{4}\s*[-/.年].{4,200}(写道|wrote)\s*[:：]$/i,
  /^(在|于)\s*.{4,200}写道\s*[:：]$/,
  /^.{1,80}<[^<>\s]+@[^<>\s]+>\s*(于|在).{4,100}写道\s*[:：]$/,
  /^_{20,}$/,
]
const headerLine = /^\*?(发件人|寄件人|from|发送时间|发件时间|日期|date|sent|收件人|to|抄送|cc|主题|subject)\s*\*?\s*[:：]/i
// 「-- 」 and what phones add; a signature is short and stands last.
const beginsSignature =
  /^(-- ?|发自我的\s?.{1,30}|从我的.{1,20}发送|来自.{1,20}(手机|iPhone|Android|邮箱).{0,10}|sent from my .{1,40}|get outlook for .{1,20})$/i
const longestSignature = 12
/** A signature stands among the last lines, and no line that begins a quotation is longer: the patterns look no further. */
const linesOfSignature = 40
const longestLine = 500

/** Three lines of a head in a row, or two with the sender first: an older mail begins here. */
const isHeaderBlock = (lines: string[], at: number) =>
  /^\*?(发件人|寄件人|from)\s*\*?\s*[:：]/i.test(beginOf(lines[at])) &&
  [1, 2, 3].filter((ahead) => headerLine.test(beginOf(lines[at + ahead]))).length >= 2

const beginOf = (line = '') => line.trim().slice(0, longestLine)

/** An attribution may be broken over two lines. */
const isQuoteStart = (lines: string[], at: number) => {
  const line = lines[at]?.trim() ?? ''
  if (line.length > longestLine) return false
  const both = `${line} ${beginOf(lines[at + 1])}`
  return beginsQuote.some((begins) => begins.test(line) || (/^(on|在|于)\s/i.test(line) && !line.endsWith('。') && begins.test(both)))
}

/**
 * 新写的话: splits the history and the signature off. Answers written between quoted lines are new words; when nothing else is left, all
 * of it is new.
 */
export function wordsOfMail(text: string): MailWords {
  const lines = text.split('\n')
  const start = lines.findIndex((_line, at) => isQuoteStart(lines, at) || isHeaderBlock(lines, at))
  const above = start === -1 ? lines : lines.slice(0, start)
  const below = start === -1 ? [] : lines.slice(start)
  const isMarked = below.slice(1).some((line) => line.startsWith('>'))
  const between = isMarked ? below.slice(1).filter((line, at) => !line.startsWith('>') && !isQuoteStart(below, at + 1)) : []
  const written = [...withoutSignature(above.filter((line) => !line.startsWith('>'))), ...withoutSignature(between)]
  const fresh = tidy(written)
  if (fresh === '') return { fresh: tidy(lines.map((line) => line.replace(/^(> ?)+/, ''))), quoted: '' }
  return { fresh, quoted: tidy([...above.filter((line) => line.startsWith('>')), ...below]) }
}

function withoutSignature(lines: string[]): string[] {
  const from = Math.max(0, lines.length - linesOfSignature)
  const at = lines.findIndex(
    (line, place) =>
      place >= from && beginsSignature.test(line.trimEnd()) && lines.slice(place).filter((one) => one.trim()).length <= longestSignature,
  )
  return at === -1 ? lines : lines.slice(0, at)
}

const tidy = (lines: string[]) =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
