const space = 0x20
const zero = 0x30
/** Stands for any web address; a private-use character, so no text can hold it after NFKC by accident. */
const address = 0xe000
const longestRun = 3
const mention = 0x40
const longestName = 20
const firstChinese = 0x2e80

let codes = new Uint16Array(1024)
let folded = new Uint16Array(1024)

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
  const length = foldInto(text)
  if (codes.length < length) codes = new Uint16Array(length * 2)
  let filled = 0
  let run = 0
  let last = -1
  for (let at = 0; at < length; at++) {
    let code = folded[at]!
    if (isDigit(code)) code = zero
    else if (isSpace(code)) code = space
    else if ((code === 0x68 || code === 0x77) && startsAddress(at, length)) {
      while (at + 1 < length && isAddressPart(folded[at + 1]!)) at++
      code = address
    } else if (code === mention) at = endOfName(at, length)
    run = code === last ? run + 1 : 1
    last = code
    if (run > (code === space ? 1 : longestRun) || (code === space && filled === 0)) continue
    codes[filled++] = code
  }
  if (filled > 0 && codes[filled - 1] === space) filled--
  return { codes, length: filled }
}

/** Where a Chinese name after @ ends; it must be followed by a space, a colon or the end, else it runs into the sentence. */
function endOfName(at: number, length: number): number {
  let end = at + 1
  let chinese = false
  while (end < length && end - at <= longestName && isNamePart(folded[end]!)) if (folded[end++]! >= firstChinese) chinese = true
  const next = end < length ? folded[end]! : space
  return chinese && (isSpace(next) || next === 0x3a) ? end - 1 : at
}

const isNamePart = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || isDigit(code) || code === 0x5f || code === 0x2d

const startsAddress = (at: number, length: number) =>
  stands('www.', at, length) || stands('http://', at, length) || stands('https://', at, length)

function stands(word: string, at: number, length: number): boolean {
  if (at + word.length > length) return false
  for (let offset = 0; offset < word.length; offset++) if (folded[at + offset] !== word.charCodeAt(offset)) return false
  return true
}

const ellipsis = 0x2026
const dot = 0x2e

/**
 * NFKC and lower case of a text, as codes. What complaints are mostly written in (Chinese characters and marks, ASCII, full-width ASCII) has a
 * form of its own whatever stands beside it and is folded by hand, several times faster; any other sign asks the machine for the whole text.
 * @returns how many codes it is
 */
function foldInto(text: string): number {
  if (folded.length < text.length * 3) folded = new Uint16Array(text.length * 6)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === ellipsis) {
      folded[length++] = dot
      folded[length++] = dot
      folded[length++] = dot
      continue
    }
    const plain = plainOf(code)
    if (plain < 0) return foldSlowly(text)
    folded[length++] = plain
  }
  return length
}

/** The folded code, −1 where it is not known by hand. */
function plainOf(code: number): number {
  if (code >= 0x4e00 && code <= 0x9fff) return code
  const narrow = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
  if (narrow < 0x80) return narrow >= 0x41 && narrow <= 0x5a ? narrow + 32 : narrow
  // 、。〈〉《》「」『』【】 “” ‘’ — ·
  if ((code >= 0x3001 && code <= 0x3002) || (code >= 0x3008 && code <= 0x3011)) return code
  if (code === 0x3000) return space
  return code === 0x201c || code === 0x201d || code === 0x2018 || code === 0x2019 || code === 0x2014 || code === 0xb7 ? code : -1
}

function foldSlowly(text: string): number {
  const whole = text.normalize('NFKC').toLowerCase()
  if (folded.length < whole.length) folded = new Uint16Array(whole.length * 2)
  for (let at = 0; at < whole.length; at++) folded[at] = whole.charCodeAt(at)
  return whole.length
}

/** The same as a string, for those who show or compare it. */
export function normaliseText(text: string): string {
  const { codes, length } = normaliseCodes(text)
  let result = ''
  for (let from = 0; from < length; from += 8192) result += String.fromCharCode(...codes.subarray(from, Math.min(length, from + 8192)))
  return result
}
