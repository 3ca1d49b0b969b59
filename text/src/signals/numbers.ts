import { codeSetOf, hasCode } from './code-set.ts'
import { type Folded, isDigit, isLatin } from './fold.ts'
import { onceAText } from './once.ts'

/** A number as it stands in a folded text: 3千5 is 3500, 1.2万 is 12000, 半 is .5; `about` when it says several (几十), not how many. */
export type NumberMention = { start: number; end: number; value: number; about: boolean /** Begins with 几 or 数. */; vague: boolean }

const codeOf = (character: string) => character.charCodeAt(0)
const powers = new Map<number, number>([
  [codeOf('十'), 10],
  [codeOf('百'), 100],
  [codeOf('佰'), 100],
  [codeOf('千'), 1000],
  [codeOf('仟'), 1000],
  [codeOf('拾'), 10],
  [codeOf('廿'), 20],
  [codeOf('万'), 10_000],
  [codeOf('亿'), 100_000_000],
])
const two = codeOf('两')
const several = [codeOf('几'), codeOf('数')]
const half = codeOf('半')
const comma = 44
const dot = 46
const more = [codeOf('多'), codeOf('余'), codeOf('来')]

/** A bit for each code that a number begins with. */
const begins = codeSetOf([...'0123456789', ...[two, half, ...several, ...powers.keys()].map((code) => String.fromCharCode(code))])

/** Every number of the text, from left to right, none within another. Linear. */
export const numbersOf = onceAText(numbersAnew)

function numbersAnew(folded: Folded): readonly NumberMention[] {
  const found: NumberMention[] = []
  const { codes, length } = folded
  for (let place = 0; place < length; place++) {
    if (!hasCode(begins, codes[place] as number)) continue
    const number = numberAt(folded, place)
    if (number === null) continue
    found.push(number)
    place = number.end - 1
  }
  return found
}

function numberAt(folded: Folded, start: number): NumberMention | null {
  const { codes, length } = folded
  let place = start
  let sum = 0
  let section = 0
  let current = -1
  let currentDigits = 0
  let lastPower = 1
  let about = false
  while (place < length) {
    const code = codes[place] as number
    const power = powers.get(code)
    if (isDigit(code)) {
      if (current >= 0) break
      const run = digitsAt(folded, place)
      current = run.value
      currentDigits = run.digits
      place = run.end
    } else if (power !== undefined) {
      if (current < 0 && section === 0 && sum === 0 && power > 20) break
      const units = current >= 0 ? current : power <= 20 ? 1 : 0
      if (power >= 10_000) {
        sum = (sum + section + units) * power
        section = 0
      } else section += units * power
      current = -1
      lastPower = power
      place++
    } else if (code === two && current < 0) {
      current = 2
      currentDigits = 1
      place++
    } else if (code === half && place === start) {
      return { start, end: place + 1, value: 0.5, about, vague: false }
    } else if (several.includes(code) && current < 0 && powers.has(codes[place + 1] as number)) {
      current = 3
      about = true
      place++
    } else if (more.includes(code) && place > start) {
      about = true
      place++
      if (!powers.has(codes[place] as number)) break
    } else if (code === codeOf('几') && place > start && lastPower >= 10 && current < 0) {
      about = true
      place++
      break
    } else break
  }
  if (place === start) return null
  const tail = current < 0 ? 0 : currentDigits === 1 && lastPower >= 100 ? (current * lastPower) / 10 : current
  let value = sum + section + tail
  const suffix = codes[place] as number
  const ended = place + 1 >= length || !isLatin(codes[place + 1] as number)
  if (place < length && ended && (suffix === 119 || suffix === 107)) {
    value *= suffix === 119 ? 10_000 : 1000
    place++
  }
  return { start, end: place, value, about, vague: several.includes(folded.codes[start] as number) }
}

/** Digits that stand together: 1,200.50; two Chinese digits side by side mean about that many (三五天), and count as the second. */
function digitsAt({ codes, at, length }: Folded, start: number): { end: number; value: number; digits: number } {
  let place = start
  let value = 0
  let digits = 0
  const together = (next: number) => next < length && (at[next] as number) === (at[next - 1] as number) + 1
  while (place < length && isDigit(codes[place] as number) && (place === start || together(place))) {
    value = value * 10 + (codes[place++] as number) - 48
    digits++
    const grouped = codes[place] === comma && digits <= 3 && groupAt(codes, place + 1, length) && together(place)
    if (!grouped) continue
    while (codes[place] === comma && groupAt(codes, place + 1, length)) {
      value =
        value * 1000 +
        ((codes[place + 1] as number) - 48) * 100 +
        ((codes[place + 2] as number) - 48) * 10 +
        (codes[place + 3] as number) -
        48
      place += 4
      digits += 3
    }
    break
  }
  if (codes[place] === dot && isDigit(codes[place + 1] as number) && place + 1 < length) {
    let scale = 0.1
    place++
    while (place < length && isDigit(codes[place] as number) && scale > 1e-7) {
      value += ((codes[place++] as number) - 48) * scale
      scale /= 10
    }
    digits += 2
  }
  return { end: place, value, digits }
}

const groupAt = (codes: Uint16Array, start: number, length: number) =>
  start + 2 < length &&
  isDigit(codes[start] as number) &&
  isDigit(codes[start + 1] as number) &&
  isDigit(codes[start + 2] as number) &&
  !(start + 3 < length && isDigit(codes[start + 3] as number))
