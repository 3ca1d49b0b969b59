const space = 0x20
const zero = 0x30
/** Stands for any web address; a private-use character, so no text can hold it after NFKC by accident. */
const address = 0xe000
const longestRun = 3
const mention = 0x40
const longestName = 20
const firstChinese = 0x2e80

let codes = new Uint16Array(1024)

/** The normalised text as UTF-16 units; `codes` is reused by the next call. */
export type Normalised = { codes: Uint16Array; length: number }

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isSpace = (code: number) => code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0x2028 || code === 0x2029 || code === 0xfeff
// What may stand in a web address: printable ASCII. Chinese ends it.
const isAddressPart = (code: number) => code > 0x20 && code < 0x7f

/**
 * Folds a text to the form features are made of (规范化): NFKC, lower case, digits as 0, addresses as one sign, runs cut to three, and of
 * `@somebody` in Chinese only the @: who is spoken to says nothing of the matter.
 */
export function normaliseCodes(text: string): Normalised {
  const folded = text.normalize('NFKC').toLowerCase()
  const { length } = folded
  if (codes.length < length) codes = new Uint16Array(length * 2)
  let filled = 0
  let run = 0
  let last = -1
  for (let at = 0; at < length; at++) {
    let code = folded.charCodeAt(at)
    if (isDigit(code)) code = zero
    else if (isSpace(code)) code = space
    else if (startsAddress(folded, code, at)) {
      while (at + 1 < length && isAddressPart(folded.charCodeAt(at + 1))) at++
      code = address
    } else if (code === mention) at = endOfName(folded, at)
    run = code === last ? run + 1 : 1
    last = code
    if (run > (code === space ? 1 : longestRun) || (code === space && filled === 0)) continue
    codes[filled++] = code
  }
  if (filled > 0 && codes[filled - 1] === space) filled--
  return { codes, length: filled }
}

/** Where a Chinese name after @ ends; it must be followed by a space, a colon or the end, else it runs into the sentence. */
function endOfName(text: string, at: number): number {
  let end = at + 1
  let chinese = false
  while (end < text.length && end - at <= longestName && isNamePart(text.charCodeAt(end)))
    if (text.charCodeAt(end++) >= firstChinese) chinese = true
  const next = end < text.length ? text.charCodeAt(end) : space
  return chinese && (isSpace(next) || next === 0x3a) ? end - 1 : at
}

const isNamePart = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || isDigit(code) || code === 0x5f || code === 0x2d

const startsAddress = (text: string, code: number, at: number) =>
  (code === 0x68 && (text.startsWith('http://', at) || text.startsWith('https://', at))) || (code === 0x77 && text.startsWith('www.', at))

/** The same as a string, for those who show or compare it. */
export function normaliseText(text: string): string {
  const { codes, length } = normaliseCodes(text)
  let result = ''
  for (let from = 0; from < length; from += 8192) result += String.fromCharCode(...codes.subarray(from, Math.min(length, from + 8192)))
  return result
}
