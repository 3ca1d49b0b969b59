import type { Span } from '../analysis.ts'
import {
  bankCard,
  chatAccount,
  doorNumber,
  dottedMobile,
  email,
  foreignPhone,
  idCard,
  landline,
  mobile,
  oldIdCard,
  passport,
  plainLandline,
  socialSecurity,
  spelledEmail,
  spokenLandline,
} from '../personal-patterns.ts'
import { type Folded, fold, isDigit } from './fold.ts'
import { type NumberMention, numbersOf } from './numbers.ts'
import { addressesIn, englishAddressesIn, platesIn } from './places.ts'
import { eachMatch, type Shape, shapeOf } from './shape.ts'

export type PersonalDataKind = 'phone' | 'idCard' | 'bankCard' | 'email' | 'address' | 'plate' | 'passport' | 'account'
export type PersonalData = { kind: PersonalDataKind; span: Span }

const half = (text: string) => text.normalize('NFKC')
const digitsOf = (text: string) => half(text).replace(/[^0-9xX]/g, '')
/** Numbers that look like a card or an ID are one for certain by their check digit; else only behind a word that says so. */
const aroundId = /身份证|证件|社保号|社保卡|医保号|驾驶证|驾照|户口|学籍|id number|identity/iu
const aroundCard =
  /卡号|银行卡|储蓄卡|信用卡|借记卡|工行|建行|农行|中行|招行|交行|邮储|[行账]户|账号|帐号|转到|打到|转至|汇到|卡|card|account|iban/iu
const aroundOrder = /订单|单号|运单|流水|编号|条码|货号|款号|型号|序列号|批号|order|tracking|ref|\bid|account/iu
const lookBack = 12

/** What says whom a text is about or where they are (个人信息), by place; the same patterns as the masking. Linear. */
export function personalDataOf(text: string): PersonalData[] {
  const folded = fold(text)
  return personalDataIn(text, folded, numbersOf(folded))
}

/** The same for a text that is folded already. */
export function personalDataIn(text: string, folded: Folded, numbers: readonly NumberMention[]): PersonalData[] {
  const found: PersonalData[] = []
  const shape = shapeOf(text)
  const spoken = spokenDigitsIn(folded)
  if (shape.at) add(found, text, email, 'email', (_number, _before, match) => /[.．][a-z]{2,}$/iu.test(match))
  if (shape.anyDigits >= leastDigits) {
    add(found, text, idCard, 'idCard', (number, before) => isIdCard(number) || (aroundId.test(before) && isBirthday(number.slice(6, 14))))
    add(found, text, oldIdCard, 'idCard', (_number, before) => aroundId.test(before))
    add(found, text, mobile, 'phone', (_number, before) => !aroundOrder.test(before.slice(-6)) && !/[a-z]$/iu.test(before))
    add(found, text, dottedMobile, 'phone', () => true)
    add(found, text, bankCard, 'bankCard', (number, before) => (passesLuhn(number) || aroundCard.test(before)) && !aroundOrder.test(before))
    add(found, text, landline, 'phone', () => true)
    add(found, text, plainLandline, 'phone', (_number, before) => !aroundOrder.test(before))
  }
  if (shape.latin && /[([ ]at[)\] ]/i.test(text)) add(found, text, spelledEmail, 'email', () => true)
  if (spoken >= leastSpoken) add(found, text, spokenLandline, 'phone', () => true)
  if (spoken >= leastDigits) for (const span of spokenPhonesIn(text, folded)) keep(found, { kind: 'phone', span })
  for (const span of addressesIn(folded, numbers)) keep(found, { kind: 'address', span })
  if (shape.hyphen && shape.digits >= 5) add(found, text, doorNumber, 'address', () => true)
  if (numbers.length > 0 && (shape.latin || shape.digits >= 5) && /[A-Za-z+(]|微信|护照|[证号信扣微]|-/.test(text))
    addLatin(found, text, shape)
  return found
}

/** Any number of a phone, card or ID has so many digits; a landline told in Chinese digits may leave out its area code. */
const leastDigits = 10
const leastSpoken = 7

function spokenDigitsIn({ codes, length }: Folded): number {
  let digits = 0
  for (let place = 0; place < length; place++) if (isDigit(codes[place] as number)) digits++
  return digits
}

/** What is written with Latin letters, or as abroad. Each pattern asks for so many digits. */
function addLatin(found: PersonalData[], text: string, { digits, latin }: Shape) {
  if (digits >= 9) add(found, text, foreignPhone, 'phone', (number) => number.length >= 9)
  if (digits >= 7) add(found, text, passport, 'passport', () => true)
  add(found, text, chatAccount, 'account', () => true)
  if (!latin) return
  if (digits >= 6) add(found, text, socialSecurity, 'idCard', () => true)
  for (const span of englishAddressesIn(text)) keep(found, { kind: 'address', span })
  for (const span of platesIn(text)) keep(found, { kind: 'plate', span })
}

/** Phones with Chinese digits or something between all digits (一三九…, 1-3-9-…), which the masking's patterns leave out. */
function spokenPhonesIn(text: string, { codes, at, length }: Folded): Span[] {
  const found: Span[] = []
  for (let start = 0; start < length; start++) {
    if (!isDigit(codes[start] as number)) continue
    let end = start + 1
    while (end < length && isDigit(codes[end] as number) && (at[end] as number) - (at[end - 1] as number) <= 2) end++
    if (end - start >= 10 && end - start <= 12) {
      const number = String.fromCharCode(...codes.subarray(start, end))
      const span = [at[start] as number, (at[end - 1] as number) + 1] as const
      const spoken = /^1[3-9]\d{9}$/.test(number) || (/^0[1-9]\d{9,10}$/.test(number) && !/[0-9]/.test(text.slice(...span)))
      if (spoken && !aroundOrder.test(text.slice(Math.max(0, span[0] - 6), span[0])) && !/[a-z]$/iu.test(text.slice(0, span[0]).slice(-1)))
        found.push(span)
    }
    start = end
  }
  return found
}

function add(
  found: PersonalData[],
  text: string,
  pattern: RegExp,
  kind: PersonalDataKind,
  holds: (number: string, before: string, match: string) => boolean,
) {
  eachMatch(text, pattern, ({ 0: match, index }) => {
    const before = text.slice(Math.max(0, index - lookBack), index)
    if (holds(digitsOf(match), before, match)) keep(found, { kind, span: [index, index + match.length] })
  })
}

/** A text shows this many. */
const most = 200

function keep(found: PersonalData[], one: PersonalData) {
  if (found.length < most && !found.some(({ span }) => one.span[0] < span[1] && span[0] < one.span[1])) found.push(one)
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idChecks = '10X98765432'

/** 18 characters with a birthday and the check character of GB 11643. */
export function isIdCard(number: string): boolean {
  if (number.length !== 18 || !isBirthday(number.slice(6, 14))) return false
  const sum = idWeights.reduce((total, weight, place) => total + weight * Number(number[place]), 0)
  return idChecks[sum % 11] === number[17]?.toUpperCase()
}

const isBirthday = (yyyymmdd: string) => /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(yyyymmdd)

/** The check digit of bank cards (ISO/IEC 7812). */
export function passesLuhn(number: string): boolean {
  let sum = 0
  for (let place = 0; place < number.length; place++) {
    const digit = Number(number[number.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return number.length >= 16 && sum % 10 === 0
}
