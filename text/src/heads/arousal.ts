import { codeSetOf, hasCode } from '../signals/code-set.ts'

const chinese = '忍无可忍 气死 气炸 火大 受够 太过分 欺负人 岂有此理 恶心 垃圾 骗子 无耻 可恶 凭什么 还有没有'.split(' ')
const latin = ['furious', 'outrageous', 'unacceptable', 'ridiculous', 'disgusting', 'fed up', 'sick of', 'scam', 'never again']
const firsts = codeSetOf(chinese)

// What is read: the loudness of a long text shows in its first part and its end.
const read = 1_000

/** How loud a text is written (激动程度), −0.3 … 1.5: exclamation marks, capitals, words of anger. Linear time. */
export function arousalOf(text: string): number {
  const part = text.length > 2 * read ? text.slice(0, read) + text.slice(-read) : text
  let exclamations = 0
  let doubled = 0
  let capitals = 0
  let letters = 0
  let said = 0
  for (let at = 0; at < part.length; at++) {
    const code = part.charCodeAt(at)
    if (isMark(code)) {
      exclamations++
      if (at > 0 && isMark(part.charCodeAt(at - 1))) doubled++
    } else if (code >= 0x41 && code <= 0x5a) capitals++
    else if (code >= 0x61 && code <= 0x7a) letters++
    else if (hasCode(firsts, code)) said |= wordsAt(part, at)
  }
  let words = 0
  for (; said !== 0; said &= said - 1) words++
  if (letters + capitals > 0) {
    const lower = part.toLowerCase()
    for (const word of latin) if (lower.includes(word)) words++
  }
  const shouting = capitals >= 10 && capitals > letters ? 0.6 : 0
  const sum = Math.min(0.6, exclamations * 0.3) + Math.min(0.4, doubled * 0.2) + Math.min(0.8, words * 0.4) + shouting
  return sum > 0 ? Math.min(1.5, sum) : -0.3
}

/** A bit for each of the Chinese words that stands there. */
function wordsAt(text: string, at: number): number {
  let found = 0
  for (let word = 0; word < chinese.length; word++) if (text.startsWith(chinese[word]!, at)) found |= 1 << word
  return found
}

const isMark = (code: number) => code === 0x21 || code === 0xff01
