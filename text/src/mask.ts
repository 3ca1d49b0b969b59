import type { Span } from './analysis.ts'
import * as patterns from './personal-patterns.ts'

const { bankCard, dottedMobile, email, idCard, landline, mobile, oldIdCard, plainLandline } = patterns

/** 王小明 → 王**; John Smith → J***. Never longer than the first character and stars. */
export function maskName(name: string): string {
  const first = Array.from(name.trim())[0]
  if (!first) return ''
  return /\p{Script=Han}/u.test(first) ? `${first}**` : `${first}***`
}

/** 13912341234 → 139****1234; short numbers keep only the last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length >= 9) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return `${'*'.repeat(Math.max(2, digits.length - 2))}${digits.slice(-2)}`
}

/** wang@example.com → w***@example.com */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`
}

const half = (text: string) => text.normalize('NFKC')
const keepEnds = (text: string, head: number, tail: number) => {
  const plain = half(text).replace(/[^0-9xX]/g, '')
  return `${plain.slice(0, head)}${'*'.repeat(plain.length - head - tail)}${plain.slice(-tail)}`
}

/** 3号楼502 → *号楼***: who handles the case keeps the road and the district. */
function numbersHidden(found: string): string {
  return found.replace(/[0-9０-９〇零一二三四五六七八九十百幺]/gu, '*')
}

/** 微信 wang_1990 → 微信 w********: of what stands last the first character stays. */
function tailHidden(found: string): string {
  const tail = /[A-Za-z0-9][\w() -]*$/.exec(found)?.[0] ?? ''
  const shown = tail.length > 4 ? 1 : 0
  return found.slice(0, found.length - tail.length + shown) + tail.slice(shown).replace(/\w/g, '*')
}

const lastTwo = (number: string) => `${'*'.repeat(number.length - 2)}${number.slice(-2)}`

type Mask = [pattern: RegExp, mask: (found: string, ...groups: string[]) => string]

// In this order: a longer number is met before a shorter one that it contains.
const masks: Mask[] = [
  [patterns.privateLink, (_found, before = '') => `${before}…`],
  [idCard, (found) => keepEnds(found, 3, 2)],
  [oldIdCard, (found) => keepEnds(found, 3, 2)],
  [
    mobile,
    (found) =>
      maskPhone(
        half(found)
          .replace(/\D/g, '')
          .replace(/^86(?=1)/, ''),
      ),
  ],
  [dottedMobile, (found) => maskPhone(half(found))],
  [bankCard, (found) => keepEnds(found, 4, 4)],
  [landline, (_found, open = '', area = '', between = '', number = '') => `${open}${area}${between}${lastTwo(number)}`],
  [plainLandline, (_found, area = '', number = '') => `${area}${lastTwo(number)}`],
  [patterns.passport, tailHidden],
  [patterns.socialSecurity, tailHidden],
  [patterns.chatAccount, tailHidden],
  [patterns.foreignPhone, tailHidden],
  [patterns.plate, (found) => `${found.slice(0, 2)}${'*'.repeat(found.length - 3)}${found.slice(-1)}`],
  [email, (found) => maskEmail(half(found))],
  [patterns.spelledEmail, (found) => `${found.slice(0, 1)}***`],
  [patterns.spokenMobile, numbersHidden],
  [patterns.spokenLandline, numbersHidden],
  [patterns.doorNumber, numbersHidden],
  [patterns.flat, numbersHidden],
  [patterns.houseNumber, numbersHidden],
  [patterns.englishHouse, numbersHidden],
]

const mayHold = (text: string) => /\/p\/|[0-9０-９@＠〇零一二三四五六七八九幺]| at |[([]at/i.test(text)

/** Hides phone, ID, card, passport and plate numbers, chat and mail addresses, the number of house and flat, and what opens a private link (脱敏); all else stays as it was. */
export function maskPersonalData(text: string): { masked: string; changed: boolean } {
  if (!mayHold(text)) return { masked: text, changed: false }
  const masked = masks.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), text)
  return { masked, changed: masked !== text }
}

/** Where a place of the text lies in its masked copy: of what is hidden, the hidden form. */
export function placesInMasked(text: string): (span: Span) => Span {
  if (!mayHold(text)) return (span) => span
  const passes: Edit[][] = []
  let rest = text
  for (const [pattern, mask] of masks) {
    const edits: Edit[] = []
    rest = rest.replace(pattern, (found, ...more) => {
      const at = more.findLast((part) => typeof part === 'number') as number
      const hidden = mask(found, ...more.filter((part): part is string => typeof part === 'string').slice(0, -1))
      if (hidden.length !== found.length) edits.push({ from: at, to: at + found.length, length: hidden.length })
      return hidden
    })
    if (edits.length) passes.push(edits)
  }
  if (passes.length === 0) return (span) => span
  return ([start, end]) => [
    passes.reduce((at, edits) => moved(at, edits, 'start'), start),
    passes.reduce((at, edits) => moved(at, edits, 'end'), end),
  ]
}

type Edit = { from: number; to: number; length: number }

function moved(at: number, edits: Edit[], edge: 'start' | 'end'): number {
  let shift = 0
  for (const { from, to, length } of edits) {
    if (at <= from) break
    if (at < to) return from + shift + (edge === 'start' ? 0 : length)
    shift += length - (to - from)
  }
  return at + shift
}
