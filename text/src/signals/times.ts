import { codeSetOf, hasCode } from './code-set.ts'
import { type Folded, isDigit } from './fold.ts'
import { lexiconOf, standsAt, wordAt } from './lexicon.ts'
import { type NumberMention, numbersOf } from './numbers.ts'
import { onceAText } from './once.ts'

/**
 * 时间: a day, a time of day or a span of time. `hours` of a span; `dayOffset` from today; `weekday` 1–7 with `week` 0 (this) or ±1;
 * `month`, `dayOfMonth`; `hour` of the day. `within`: the text says 内, 前, by, before.
 */
export type TimeMention = {
  start: number
  end: number
  hours?: number
  dayOffset?: number
  weekday?: number
  week?: number
  year?: number
  month?: number
  dayOfMonth?: number
  monthEnd?: boolean
  hour?: number
  within: boolean
}
type Piece = Omit<TimeMention, 'start' | 'within'>

const spans = lexiconOf<number>([
  ['个工作日', 24],
  ['个自然日', 24],
  ['自然日', 24],
  ['刻钟', 0.25],
  ['工作日', 24],
  ['个小时', 1],
  ['小时', 1],
  ['个钟头', 1],
  ['钟头', 1],
  ['个钟', 1],
  ['分钟', 1 / 60],
  ['天时间', 24],
  ['天', 24],
  ['个星期', 168],
  ['星期', 168],
  ['个礼拜', 168],
  ['礼拜', 168],
  ['周', 168],
  ['个月', 720],
  ['日', 24],
  [' business days', 24],
  [' working days', 24],
  [' hours', 1],
  [' hour', 1],
  [' hrs', 1],
  [' days', 24],
  [' day', 24],
  [' weeks', 168],
  [' week', 168],
  [' minutes', 1 / 60],
  ['hours', 1],
  ['hrs', 1],
  ['h', 1],
  ['days', 24],
])
/** Words that name a day by themselves, as folded: digits for 一二三. */
const days = lexiconOf<Omit<Piece, 'end'>>([
  ['今天', { dayOffset: 0 }],
  ['今日', { dayOffset: 0 }],
  ['今儿', { dayOffset: 0 }],
  ['今晚', { dayOffset: 0, hour: 24 }],
  ['今早', { dayOffset: 0, hour: 12 }],
  ['当天', { dayOffset: 0 }],
  ['当日', { dayOffset: 0 }],
  ['明天', { dayOffset: 1 }],
  ['明日', { dayOffset: 1 }],
  ['明儿', { dayOffset: 1 }],
  ['明早', { dayOffset: 1, hour: 12 }],
  ['明晚', { dayOffset: 1, hour: 24 }],
  ['大后天', { dayOffset: 3 }],
  ['后天', { dayOffset: 2 }],
  ['听日', { dayOffset: 1 }],
  ['昨天', { dayOffset: -1 }],
  ['昨日', { dayOffset: -1 }],
  ['昨晚', { dayOffset: -1 }],
  ['大前天', { dayOffset: -3 }],
  ['前天', { dayOffset: -2 }],
  ['前日', { dayOffset: -2 }],
  ['下班', { dayOffset: 0, hour: 18 }],
  ['天黑', { dayOffset: 0, hour: 20 }],
  ['本月底', { monthEnd: true }],
  ['这个月底', { monthEnd: true }],
  ['月底', { monthEnd: true }],
  ['年底', { month: 12, dayOfMonth: 31 }],
  ['年末', { month: 12, dayOfMonth: 31 }],
  ['天亮', { dayOffset: 1, hour: 6 }],
  ['月末', { monthEnd: true }],
  ['本周内', { weekday: 7, week: 0 }],
  ['这周内', { weekday: 7, week: 0 }],
  ['周末', { weekday: 7, week: 0 }],
  ['下班时间', { dayOffset: 0, hour: 18 }],
  ['tomorrow', { dayOffset: 1 }],
  ['today', { dayOffset: 0 }],
  ['tonight', { dayOffset: 0, hour: 24 }],
  ['yesterday', { dayOffset: -1 }],
  ['end of day', { dayOffset: 0, hour: 18 }],
  ['end of the day', { dayOffset: 0, hour: 18 }],
  ['close of business', { dayOffset: 0, hour: 18 }],
  ['end of the week', { weekday: 7, week: 0 }],
  ['end of this week', { weekday: 7, week: 0 }],
  ['end of the month', { monthEnd: true }],
  ['monday', { weekday: 1, week: 0 }],
  ['tuesday', { weekday: 2, week: 0 }],
  ['wednesday', { weekday: 3, week: 0 }],
  ['thursday', { weekday: 4, week: 0 }],
  ['friday', { weekday: 5, week: 0 }],
  ['saturday', { weekday: 6, week: 0 }],
  ['sunday', { weekday: 7, week: 0 }],
])
const weekPrefixes = lexiconOf<number>([
  ['下下周', 2],
  ['下星期', 1],
  ['下个星期', 1],
  ['下礼拜', 1],
  ['下周', 1],
  ['上上周', -2],
  ['上星期', -1],
  ['上个星期', -1],
  ['上礼拜', -1],
  ['上周', -1],
  ['这周', 0],
  ['本周', 0],
  ['这个星期', 0],
  ['这个礼拜', 0],
  ['这星期', 0],
  ['这礼拜', 0],
  ['星期', 0],
  ['礼拜', 0],
  ['周', 0],
])
const dayParts = lexiconOf<number>([
  ['上午', 12],
  ['中午', 12],
  ['下午', 18],
  ['傍晚', 19],
  ['晚上', 24],
  ['早上', 10],
  ['凌晨', 6],
  ['夜里', 24],
  ['下班', 18],
  ['午夜', 24],
  ['noon', 12],
])
const halves = lexiconOf<number>([
  [' pm', 12],
  ['pm', 12],
  [' am', 0],
  ['am', 0],
])
const inside = ['之内', '以内', '内', '里']
const before = ['之前', '以前', '前']

/** Every time the text names, from left to right. Linear: each place is read by pieces of bounded length. */
export const timesOf = onceAText(timesAnew)

function timesAnew(folded: Folded): readonly TimeMention[] {
  const numbers = numbersOf(folded)
  const found: TimeMention[] = []
  let next = 0
  for (let place = 0; place < folded.length; place++) {
    while (next < numbers.length && (numbers[next] as NumberMention).start < place) next++
    const number = next < numbers.length && (numbers[next] as NumberMention).start === place ? numbers[next] : undefined
    const piece = number || hasCode(starts, folded.codes[place] as number) ? pieceAt(folded, place, number) : null
    if (piece === null) {
      if (number) place = number.end - 1
      continue
    }
    const time = chained(folded, place, piece, numbers, next)
    found.push(time)
    place = time.end - 1
  }
  return found
}

/** Codes that a word of time begins with. */
const starts = codeSetOf(
  [days, weekPrefixes, dayParts].flatMap(({ byFirst }) => Array.from(byFirst.keys(), (code) => String.fromCharCode(code))),
)

function pieceAt(folded: Folded, place: number, number: NumberMention | undefined): Piece | null {
  if (number) return numbered(folded, number)
  const weekday = weekdayAt(folded, place)
  if (weekday) return weekday
  const day = wordAt(days, folded, place)
  if (day) return { ...day[1], end: place + day[0].length }
  const part = wordAt(dayParts, folded, place)
  return part ? { hour: part[1], end: place + part[0].length } : null
}

function weekdayAt(folded: Folded, place: number): Piece | null {
  const prefix = wordAt(weekPrefixes, folded, place)
  if (!prefix) return null
  const [word, week] = prefix
  const after = place + word.length
  const code = folded.codes[after] as number
  const weekday = code >= 49 && code <= 54 ? code - 48 : code === 0x65e5 || code === 0x5929 ? 7 : 0
  if (after < folded.length && weekday && !isDigit(folded.codes[after + 1] as number)) return { weekday, week, end: after + 1 }
  return word.length > 1 && (week !== 0 || word === '本周' || word.startsWith('这')) ? { weekday: 7, week, end: after } : null
}

const [year, month, day, hour, shi, hao, colon] = Array.from('年月日点时号:', (sign) => sign.charCodeAt(0))

/** 11月3日, 3号, 5点半, 17:30, 三天, 24小时 … */
function numbered(folded: Folded, { end, value }: NumberMention): Piece | null {
  const { codes } = folded
  if (end >= folded.length) return null
  const whole = Number.isInteger(value)
  const code = codes[end] as number
  if (code === year && whole && value >= 1990 && value < 2100) return { year: value, end: end + 1 }
  if (code === month && whole && value >= 1 && value <= 12)
    return { month: value, end: end + 1 + (standsAt(folded, end + 1, '份') ? 1 : 0) }
  if ((code === hour || code === shi) && value <= 24 && !standsAt(folded, end, '点击'))
    return { hour: value, end: end + 1 + (standsAt(folded, end + 1, '半') || standsAt(folded, end + 1, '钟') ? 1 : 0) }
  if (code === colon && whole && value <= 24 && isDigit(codes[end + 1] as number) && isDigit(codes[end + 2] as number))
    return { hour: value, end: end + 3 }
  if (code === day && whole && value <= 31 && standing(folded, end + 1, inside) === undefined) return { dayOfMonth: value, end: end + 1 }
  const span = wordAt(spans, folded, end)
  if (span) return { hours: span[1] * value, end: end + span[0].length }
  if (code === hao && whole && value >= 1 && value <= 31 && !standsAt(folded, end, '号楼') && !standsAt(folded, end, '号线'))
    return { dayOfMonth: value, end: end + 1 }
  const half = value <= 12 ? wordAt(halves, folded, end) : undefined
  return half ? { hour: value + half[1], end: end + half[0].length } : null
}

function standing(folded: Folded, place: number, words: readonly string[]): string | undefined {
  for (const word of words) if (standsAt(folded, place, word)) return word
  return undefined
}

/** Joins pieces side by side (今天下午五点前) into one mention. */
function chained(folded: Folded, start: number, first: Piece, numbers: readonly NumberMention[], next: number): TimeMention {
  let whole = first
  let end = first.end
  let at = next
  // Behind a 的 or a space the next piece may stand; what is none does not belong to the mention.
  const behind = (place: number) => (standsAt(folded, place, '的') || folded.codes[place] === 32 ? place + 1 : place)
  for (let joined = 0; joined < 4 && whole.hours === undefined; joined++) {
    const from = behind(end)
    while (at < numbers.length && (numbers[at] as NumberMention).start < from) at++
    const number = numbers[at]?.start === from ? (numbers[at] as NumberMention) : undefined
    const bareDay: Piece | null =
      number && whole.month && standsAt(folded, number.end, '日') ? { dayOfMonth: number.value, end: number.end + 1 } : null
    const piece = bareDay ?? pieceAt(folded, from, number)
    if (piece === null || piece.hours !== undefined) break
    const afternoon = piece.hour !== undefined && piece.hour < 12 && whole.hour !== undefined && whole.hour >= 18
    whole = { ...whole, ...piece }
    if (afternoon) whole.hour = (piece.hour ?? 0) + 12
    end = piece.end
  }
  const after = whole.hours === undefined ? behind(end) : end
  const within = standing(folded, after, inside) ?? standing(folded, after, before)
  if (within === undefined) return { ...whole, start, end, within: false }
  end = after + within.length
  // 三天前 is three days ago, 三天内 three days to go.
  if (whole.hours !== undefined && before.includes(within)) return { start, end, dayOffset: -Math.round(whole.hours / 24), within: false }
  return { ...whole, start, end, within: true }
}
