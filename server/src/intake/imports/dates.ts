// Dates as people write them in sheets, read as wall-clock time of the tenant's zone.

const dayMs = 86_400_000
// Excel counts days from 1899-12-30 (its own 1900 leap-year slip included); these bounds are 1954 and 2119.
const excelEpoch = Date.UTC(1899, 11, 30)
const serialRange = [20_000, 80_000] as const
const years = [1990, 2100] as const

type Parts = { year: number; month: number; day: number; hour?: number; minute?: number; second?: number; afternoon?: boolean }

const time =
  '(?:[T\\s]*(?<noon>上午|下午|晚上|凌晨|中午|am|pm)?\\s*(?<hour>\\d{1,2})(?::|时|点)(?<minute>\\d{1,2})?(?:(?::|分)(?<second>\\d{1,2})(?:\\.\\d{1,9})?秒?)?分?\\s*(?<half>am|pm)?)?'
const zone = '\\s*(?<zone>Z|[+-]\\d{2}:?\\d{2})?'
const patterns = [
  new RegExp(
    `^(?<year>\\d{4})(?:[-/.]|年)\\s*(?<month>\\d{1,2})(?:[-/.]|月)\\s*(?<day>\\d{1,2})日?号?(?:\\s*\\(?(?:星期|周|礼拜)[一二三四五六日天]\\)?)?${time}${zone}$`,
    'iu',
  ),
  new RegExp(`^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:[T\\s]?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?)?${zone}$`, 'iu'),
  // A year of two digits only where nothing else can be meant: the day has one digit, or no month has that many days.
  new RegExp(
    `^(?<short>(?:3[2-9]|[4-9]\\d)(?=[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d))|(?:1[3-9]|2\\d|3[01])(?=[-/.]\\d{1,2}[-/.]\\d(?!\\d)))[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})${time}$`,
    'iu',
  ),
  /^(?<year>\d{4})(?:年|[-/.])\s*(?<month>\d{1,2})月?$/u,
  // Day or month first: told apart only when one of them is above 12; else as the column has it, month first where nothing says so.
  new RegExp(`^(?<first>\\d{1,2})[-/.](?<second_>\\d{1,2})[-/.](?<year>\\d{4})${time}$`, 'iu'),
]

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?'
const dayThenName = new RegExp(`^${weekday}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${monthName},?[\\s-]+(\\d{4})\\b,?`, 'i')
const nameThenDay = new RegExp(`^${weekday}${monthName}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b,?`, 'i')
const numberOfMonth = (name: string) => monthNames.indexOf(name.toLowerCase()) + 1

/** English dates (Aug 1, 2019; 01-Aug-2019; 1 August 2019 14:05) with the year first; anything else as it is. */
const withoutMonthName = (text: string) =>
  text
    .replace(dayThenName, (_, day: string, name: string, year: string) => `${year}-${numberOfMonth(name)}-${day}`)
    .replace(nameThenDay, (_, name: string, day: string, year: string) => `${year}-${numberOfMonth(name)}-${day}`)

/** 2019年8月: a month without a day, read as its first day. */
export const isMonthOnly = (given: string) => /^\d{4}(?:年\s*\d{1,2}月?|[-/.]\d{1,2})$/u.test(given.normalize('NFKC').trim())

/**
 * Reads a date or date-time in any usual form: `2019/8/1`, `2019-07-19 18:19:54`, `2019年8月1日 下午3点20分`, `20190801`, ISO 8601,
 * `Aug 1, 2019`, Excel serials, Unix seconds or milliseconds.
 * @param offsetMinutes of the tenant's zone, for forms without one
 * @param dayFirst 1/8/2019 is the first of August in this column  @returns null when it is no date
 */
export function readDate(given: string, offsetMinutes: number, dayFirst = false): Date | null {
  const text = withoutMonthName(given.normalize('NFKC').trim())
  if (text === '') return null
  if (/^\d+(\.\d+)?$/.test(text) && !/^\d{4}\.\d{1,2}$/.test(text) && !/^\d{8}$/.test(text) && !/^\d{12}$|^\d{14}$/.test(text))
    return fromNumber(Number(text), text, offsetMinutes)
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups
    if (groups) return fromGroups(groups, offsetMinutes, dayFirst)
  }
  return null
}

function fromNumber(value: number, text: string, offsetMinutes: number): Date | null {
  if (value >= serialRange[0] && value <= serialRange[1]) {
    // Serials hold seconds as fractions of a day: rounded, else 11:25:05 becomes 11:25:04.999.
    const seconds = Math.round((value * dayMs) / 1000)
    return new Date(excelEpoch + seconds * 1000 - offsetMinutes * 60_000)
  }
  if (/^1\d{9}$/.test(text)) return new Date(value * 1000)
  if (/^1\d{12}$/.test(text)) return new Date(value)
  return null
}

function fromGroups(groups: Record<string, string | undefined>, offsetMinutes: number, dayFirst: boolean): Date | null {
  const number = (name: string) => (groups[name] === undefined ? undefined : Number(groups[name]))
  const [month, day] =
    groups.first === undefined ? [number('month'), number('day')] : monthAndDay(Number(groups.first), Number(groups.second_), dayFirst)
  const parts: Parts = {
    year: groups.short === undefined ? (number('year') ?? 0) : 2000 + Number(groups.short),
    month: month ?? 0,
    // A month alone is read as its first day.
    day: day ?? 1,
    hour: hourOf(number('hour'), groups.noon ?? groups.half),
    minute: number('minute') ?? 0,
    second: number('second') ?? 0,
  }
  const wallClock = instantOf(parts)
  if (wallClock === null) return null
  const minutes = groups.zone === undefined ? offsetMinutes : zoneMinutes(groups.zone)
  return new Date(wallClock - minutes * 60_000)
}

const monthAndDay = (first: number, second: number, dayFirst: boolean) =>
  first > 12 || (dayFirst && second <= 12) ? [second, first] : [first, second]

function hourOf(hour: number | undefined, half: string | undefined): number {
  if (hour === undefined) return 0
  const isLate = /下午|晚上|pm/iu.test(half ?? '') || (/中午/u.test(half ?? '') && hour < 11)
  if (isLate && hour < 12) return hour + 12
  return /上午|凌晨|am/iu.test(half ?? '') && hour === 12 ? 0 : hour
}

function zoneMinutes(zone: string): number {
  if (/^z$/iu.test(zone)) return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** UTC milliseconds of the wall clock; null when the calendar has no such day or hour. */
function instantOf({ year, month, day, hour = 0, minute = 0, second = 0 }: Parts): number | null {
  if (year < years[0] || year > years[1] || hour > 24 || minute > 59 || second > 59) return null
  const instant = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? instant : null
}

/** Does a column's sample look like dates? */
export const looksLikeDate = (value: string) =>
  (/\d[-/.年]\d/.test(value) || (/\d{4}/.test(withoutMonthName(value)) && withoutMonthName(value) !== value)) && readDate(value, 0) !== null
