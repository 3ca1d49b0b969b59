import type { HolidayReading, PublicHoliday } from '@zhiwei/contract'
import { said } from '../../platform/request/english.ts'
import { dateOf, dayOf, weekdayOf } from '../calendar/days.ts'

type Reading = HolidayReading
type Problem = Reading['problems'][number]

const titles = /(?:国务院办公厅)?关于\s*(\d{4})\s*年\s*(?:部分)?\s*节假日\s*安排的通知/
const numbers = /国办发(?:明电)?\s*[〔［[(（]\s*(\d{4})\s*[〕］\])）]\s*(\d+)\s*号/
const fullDates = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g
const addresses = /https?:\/\/[^\s，。；、）)]+/
const headings = /^\s*(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十]+[）)]|\d+\s*[、.．])?\s*([^：:，。]{1,20})[：:](.+)$/

/** Does the text read like the notice itself, not like a table? */
export const isNotice = (text: string) => /放假/.test(text) && /[：:]/.test(text) && /\d月\s*\d{1,2}\s*日/.test(text)

/**
 * 读放假通知: the State Council's notice as it is published, sentence by sentence. Weekdays in brackets and the number of days (共N天) are held
 * against the calendar; what only recommends (鼓励) is passed over, as it makes no day off.
 */
export function readNotice(text: string): Reading {
  const problems: Problem[] = []
  const title = titles.exec(text)
  const year = title ? Number(title[1]) : null
  const number = numbers.exec(text)
  const issued = [...text.matchAll(fullDates)].at(-1)
  const holidays: PublicHoliday[] = []
  if (year === null) problems.push({ line: null, detail: '没有找到“关于XXXX年部分节假日安排的通知”，不知道是哪一年' })
  else
    text.split(/\r?\n/).forEach((line, at) => {
      const found = headings.exec(line)
      if (!found || !/放假/.test(line)) return
      const [, name = '', sentence = ''] = found
      const read = readSentence(name.trim(), sentence, year)
      for (const detail of read.problems) problems.push({ line: at + 1, detail })
      if (read.holiday) holidays.push(read.holiday)
    })
  if (year !== null && holidays.length === 0) problems.push({ line: null, detail: '没有读出任何假期，请粘贴通知全文' })
  return {
    year,
    notice: {
      number: number ? `${number[0].startsWith('国办发明电') ? '国办发明电' : '国办发'}〔${number[1]}〕${number[2]}号` : '',
      title: title ? `国务院办公厅关于${title[1]}年部分节假日安排的通知` : '',
      // A date of the holidays themselves (2022年12月31日至…放假) is no date of issue.
      issuedOn:
        issued && !/放假|至|上班/.test(text.slice(issued.index, issued.index + 30)) ? dateFrom(issued[1], issued[2], issued[3]) : null,
      url: addresses.exec(text)?.[0] ?? '',
    },
    holidays,
    problems,
  }
}

type Sentence = { holiday: PublicHoliday | null; problems: string[] }

function readSentence(name: string, sentence: string, year: number): Sentence {
  const problems: string[] = []
  const makeUpDays: string[] = []
  let span: { from: string; to: string } | null = null
  for (const part of sentence.split(/[。；;]/)) {
    if (/鼓励|建议/.test(part)) continue
    const days = daysIn(part, name, year, problems)
    const [first] = days
    if (/上班/.test(part)) makeUpDays.push(...days.map(({ date }) => date))
    else if (/放假/.test(part) && first) {
      span = { from: first.date, to: (first.untilNext ? days[1] : first)?.date ?? first.date }
      const stated = Number(/共\s*(\d+)\s*天/.exec(part)?.[1] ?? Number.NaN)
      const counted = dayOf(span.to) - dayOf(span.from) + 1
      if (!Number.isNaN(stated) && stated !== counted)
        problems.push(said(`${name}：原文说共 ${stated} 天，${span.from} 至 ${span.to} 是 ${counted} 天`))
      if (counted < 1) problems.push(said(`${name}：${span.to} 早于 ${span.from}`))
    }
  }
  if (!span) problems.push(said(`${name}：没有读出放假日期`))
  return { holiday: span && { name, ...span, makeUpDays }, problems }
}

type SaidDay = { date: string; untilNext: boolean }
const days = /(?:(\d{4})\s*年\s*)?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日\s*(（[^）]*）|\([^)]*\))?\s*(至|到|—|-|~)?/g
const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** Days of one sentence; a month or year that is not said again is the one said last, and December of New Year's is the year before's. */
function daysIn(part: string, name: string, year: number, problems: string[]): SaidDay[] {
  let month = ''
  let saidYear: number | null = null
  return [...part.matchAll(days)].flatMap(([, ownYear, ownMonth, day, bracket = '', to]) => {
    month = ownMonth ?? month
    if (ownYear) saidYear = Number(ownYear)
    const inYear: number = saidYear !== null && month !== '1' ? saidYear : name.startsWith('元旦') && month === '12' ? year - 1 : year
    const date = dateFrom(String(inYear), month, day)
    if (!date) {
      problems.push(said(`${name}：没有 ${month} 月 ${day} 日这一天`))
      return []
    }
    const written = /(?:周|星期)([日天一二三四五六])/.exec(bracket)?.[1] ?? '?'
    const weekday = weekdayNames['日一二三四五六天'.indexOf(written) % 7]
    const real = weekdayNames[weekdayOf(dayOf(date))]
    if (weekday && weekday !== real) problems.push(said(`${name}：原文说 ${date} 是${weekday}，实际是${real}`))
    return [{ date, untilNext: to !== undefined }]
  })
}

function dateFrom(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  try {
    return dateOf(dayOf(date))
  } catch {
    return null
  }
}
