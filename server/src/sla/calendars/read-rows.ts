import type { HolidayReading, PublicHoliday } from '@zhiwei/contract'
import { dateOf, dayOf, yearOf } from '../calendar/days.ts'

type Row = { row: number; cells: string[] }
type Day = { day: number; name: string; row: number }

const offWords = /^(放假|休息?|假|节假日|法定|off|day ?off|holiday|rest)/i
const workWords = /^(上班|补班|班|调休上班|工作日|makeup|make-up|work)/i
const headerWords = /^(日期|类型|名称|节日|假期|说明|date|type|kind|name|holiday)$/i
const unnamed = '放假'

/**
 * 读放假表: lines of date (or `2027-01-01 至 2027-01-03`), kind (放假 or 上班) and name, in any order of the columns; days off that follow each
 * other under one name are one holiday, a make-up day belongs to the holiday of its name, else to the nearest one.
 */
export function readHolidayRows(rows: readonly Row[]): HolidayReading {
  const problems: HolidayReading['problems'] = []
  const off: Day[] = []
  const worked: Day[] = []
  for (const { row, cells } of rows) {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    if (filled.length === 0 || filled.every((cell) => headerWords.test(cell))) continue
    const dates = filled.map(spanOf).find((span) => span !== null)
    if (!dates) {
      problems.push({ line: row, detail: `“${filled.join(' ').slice(0, 60)}”里没有日期` })
      continue
    }
    const words = filled.filter((cell) => spanOf(cell) === null)
    const kind = words.find((word) => workWords.test(word)) ? worked : words.find((word) => offWords.test(word)) ? off : null
    if (!kind) {
      problems.push({ line: row, detail: '没有写明是放假还是上班' })
      continue
    }
    const name = words.find((word) => !workWords.test(word) && !offWords.test(word)) ?? ''
    for (let day = dates.from; day <= dates.to; day++) kind.push({ day, name: name.replace(/(调休|补班|上班)$/, ''), row })
  }
  const holidays = holidaysFrom(off)
  for (const { day, name, row } of worked) {
    const holiday = holidays.find((one) => one.name === name && name !== '') ?? nearest(holidays, day)
    if (holiday) holiday.makeUpDays.push(dateOf(day))
    else problems.push({ line: row, detail: `${dateOf(day)} 上班，但没有它所属的假期` })
  }
  if (holidays.length === 0) problems.push({ line: null, detail: '没有读出任何假期' })
  return { year: commonYear(off), notice: { number: '', title: '', issuedOn: null, url: '' }, holidays, problems }
}

function holidaysFrom(off: Day[]): PublicHoliday[] {
  const days = [...new Map(off.sort((a, b) => a.day - b.day).map((day) => [day.day, day])).values()]
  const holidays: PublicHoliday[] = []
  days.forEach(({ day, name }, at) => {
    const before = days[at - 1]
    const last = holidays.at(-1)
    if (last && before?.day === day - 1 && before.name === name) last.to = dateOf(day)
    else holidays.push({ name: name || unnamed, from: dateOf(day), to: dateOf(day), makeUpDays: [] })
  })
  return holidays
}

const distance = ({ from, to }: PublicHoliday, day: number) => Math.min(Math.abs(dayOf(from) - day), Math.abs(dayOf(to) - day))
const nearest = (holidays: PublicHoliday[], day: number) => [...holidays].sort((a, b) => distance(a, day) - distance(b, day))[0]

function commonYear(days: Day[]): number | null {
  const counts = new Map<number, number>()
  for (const { day } of days) counts.set(yearOf(day), (counts.get(yearOf(day)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const oneDate = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?/
const spans = new RegExp(`^${oneDate.source}(?:\\s*(?:至|到|~|—|–|-)\\s*${oneDate.source})?(?:\\s*[（(].*[)）])?$`)

function spanOf(cell: string): { from: number; to: number } | null {
  const found = spans.exec(cell)
  if (!found) return null
  const [, y1, m1, d1, y2, m2, d2] = found
  const from = dayFrom(y1, m1, d1)
  const to = y2 ? dayFrom(y2, m2, d2) : from
  return from === null || to === null || to < from || to - from > 60 ? null : { from, to }
}

function dayFrom(year = '', month = '', day = ''): number | null {
  try {
    return dayOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  } catch {
    return null
  }
}

/** Pasted lines, parted by tabs or commas. */
export const rowsOfText = (text: string): Row[] =>
  text.split(/\r?\n/).map((line, at) => ({ row: at + 1, cells: line.split(line.includes('\t') ? '\t' : /[,，;；|]/) }))
