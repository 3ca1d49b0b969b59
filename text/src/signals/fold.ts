import { traditionalPairs } from './traditional.ts'

/** A text as the rules read it: what looks or means the same is the same code, and each code knows its place in the given text. */
export type Folded = {
  codes: Uint16Array
  /** Where each code stands in the given text (UTF-16 unit). */
  at: Int32Array
  /** Number of the sentence, and of the clause (a comma parts clauses), each code belongs to. */
  sentence: Uint16Array
  clause: Uint16Array
  length: number
}

const transparent = 0
const space = 32
const dot = 46

const transparentRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0xbf],
  [0x2000, 0x2bff],
  [0x2e00, 0x2e7f],
  [0x3000, 0x303f],
  [0xd800, 0xf8ff],
  [0xfe00, 0xfe6f],
  [0xff00, 0xff0f],
  [0xffe0, 0xffff],
]
/** Kept because they end a clause or a sentence, or belong to a number: each with what it is read as. */
const kept: Record<string, string> = {
  ',': ',，：',
  ':': ':',
  ';': ';；',
  '.': '.．',
  '。': '。｡…',
  '!': '!！',
  '?': '?？',
  '\n': '\n\r\u2028\u2029',
  '(': '(（',
  ')': ')）',
  '%': '%％',
  $: '$＄',
  '¥': '¥￥',
  '£': '£￡',
  '€': '€',
}
/** Digits in other clothes: Chinese, formal, spoken 幺, circled. */
const digits: Record<string, string> = {
  '0': '〇零',
  '1': '一壹幺㈠⑴⒈①❶➀',
  '2': '二贰貳㈡⑵⒉②❷➁',
  '3': '三叁參㈢⑶⒊③❸➂',
  '4': '四肆㈣⑷⒋④❹➃',
  '5': '五伍㈤⑸⒌⑤❺➄',
  '6': '六陆陸㈥⑹⒍⑥❻➅',
  '7': '七柒㈦⑺⒎⑦❼➆',
  '8': '八捌㈧⑻⒏⑧❽➇',
  '9': '九玖㈨⑼⒐⑨❾➈',
}

const table = new Uint16Array(65536)
for (let code = 0; code < 65536; code++) table[code] = code
for (const [first, last] of transparentRanges) table.fill(transparent, first, last + 1)
for (let code = 0x30; code <= 0x39; code++) table[code] = code
for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 32
for (const families of [kept, digits])
  for (const [plain, forms] of Object.entries(families)) for (const form of forms) table[form.charCodeAt(0)] = plain.charCodeAt(0)
for (let code = 0xff10; code <= 0xff5a; code++) if (table[code] === code) table[code] = table[code - 0xfee0] ?? 0
for (const [from, to] of traditionalPairs) table[from] = to
// Letters with accents are Latin letters: café, naïve.
for (let code = 0xc0; code < 0x180; code++) table[code] = String.fromCharCode(code).normalize('NFD').toLowerCase().charCodeAt(0)

export const isLatin = (code: number) => code >= 97 && code <= 122
export const isDigit = (code: number) => code >= 48 && code <= 57
const sentenceEnd = 2
const clauseEnd = 1
const stops = new Uint8Array(65536)
for (const mark of '。!?;\n') stops[mark.charCodeAt(0)] = sentenceEnd
for (const mark of ',:()') stops[mark.charCodeAt(0)] = clauseEnd

/** A bit for each sign beyond ASCII that is read as it stands and ends nothing: most of a Chinese text, and small enough to stay in the cache. */
const asItStands = new Uint32Array(2 ** 11)
for (let code = 0x80; code < 65536; code++)
  if (table[code] === code && stops[code] === 0 && code !== 163) asItStands[code >> 5]! |= 1 << (code & 31)

let codes = new Uint16Array(1024)
let at = new Int32Array(1024)
let sentences = new Uint16Array(1024)
let clauses = new Uint16Array(1024)

/**
 * 归一: full width → half, upper → lower case, traditional → simplified (the characters of the rules), 一二三 → 123; white space and symbols
 * between characters vanish, but one space stays between Latin words. The answer is good until the next call.
 */
export function fold(text: string): Folded {
  if (text !== foldedText) {
    folded = foldAnew(undisguised(text))
    foldedText = text
  }
  return folded
}

// Every head asks for the fold of the same text.
let folded: Folded = { codes, at, sentence: sentences, clause: clauses, length: 0 }
let foldedText = ''

/** 微.博曝.光, 1.2.3.1.5: points in a word, and none between sentences. A date or a version has fewer. */
const disguise = /[\u4e00-\u9fff](?:[.．][\u4e00-\u9fff]{1,2}){2,}|(?<!\d)\d(?:[.．]\d){3,}(?!\d)/g
const undisguised = (text: string) => (/[.．]/.test(text) ? text.replace(disguise, (word) => word.replaceAll(/[.．]/g, '·')) : text)

function foldAnew(text: string): Folded {
  if (codes.length < text.length + 1) {
    const room = text.length * 2
    codes = new Uint16Array(room)
    at = new Int32Array(room)
    sentences = new Uint16Array(room)
    clauses = new Uint16Array(room)
  }
  let length = 0
  let sentence = 0
  let clause = 0
  let previous = 0
  let gapAt = -1
  for (let place = 0; place < text.length; place++) {
    const given = text.charCodeAt(place)
    if (((asItStands[given >> 5] as number) >>> (given & 31)) & 1) {
      gapAt = -1
      codes[length] = given
      at[length] = place
      sentences[length] = sentence
      clauses[length++] = clause
      previous = given
      continue
    }
    const code = table[given] as number
    if (code === transparent) {
      if (gapAt < 0 && given !== 39 && given !== 0x2019) gapAt = place
      continue
    }
    if (gapAt >= 0) {
      const between = isLatin(previous) ? isLatin(code) || isDigit(code) || code === 36 || code === 163 : isDigit(previous) && isLatin(code)
      if (between || (previous === dot && isLatin(code))) {
        if (previous === dot) sentence++
        codes[length] = space
        at[length] = gapAt
        sentences[length] = sentence
        clauses[length++] = clause
      }
      gapAt = -1
    }
    codes[length] = code
    at[length] = place
    sentences[length] = sentence
    clauses[length++] = clause
    previous = code
    const stop = stops[code] as number
    if (stop > 0 && !(code === 58 && length > 1 && isDigit(codes[length - 2] as number))) {
      clause++
      if (stop === sentenceEnd) sentence++
    }
  }
  return { codes, at, sentence: sentences, clause: clauses, length }
}

/** A rule's word as the automaton looks for it. */
export function foldWord(word: string): string {
  let plain = ''
  for (let place = 0; place < word.length; place++) {
    const code = table[word.charCodeAt(place)] as number
    if (code === transparent) return foldSpaced(word)
    plain += String.fromCharCode(code)
  }
  return plain
}

function foldSpaced(word: string): string {
  const folded = fold(word)
  // A word's last space is meant: "will " is no "willing".
  const open = word.endsWith(' ') && isLatin(folded.codes[folded.length - 1] as number) ? ' ' : ''
  return String.fromCharCode(...folded.codes.subarray(0, folded.length)) + open
}
