import type { PeriodicReportKind, ReportLanguage } from '@zhiwei/contract'
import { dayAfter } from '../../platform/days.ts'

/** What the periods are called. */
export function periodNames(kind: PeriodicReportKind, language: ReportLanguage): { before: string; lastYear: string; now: string } {
  const zh = {
    daily: { now: '当日', before: '前一期', lastYear: '去年同日' },
    weekly: { now: '本周', before: '上周', lastYear: '去年同期' },
    monthly: { now: '本月', before: '上月', lastYear: '去年同月' },
    regulator: { now: '本季', before: '上季', lastYear: '去年同季' },
    board: { now: '本月', before: '上月', lastYear: '去年同月' },
  }
  const en = {
    daily: { now: 'that day', before: 'the period before', lastYear: 'the same day last year' },
    weekly: { now: 'this week', before: 'the week before', lastYear: 'the same days last year' },
    monthly: { now: 'this month', before: 'the month before', lastYear: 'the same month last year' },
    regulator: { now: 'this quarter', before: 'the quarter before', lastYear: 'the same quarter last year' },
    board: { now: 'this month', before: 'the month before', lastYear: 'the same month last year' },
  }
  return language === 'zh-CN' ? zh[kind] : en[kind]
}

/** The days of a report in words: `2026 年 10 月`, `2026 年第三季度`, `2026-11-16 至 2026-11-22`. */
export function periodText({ from, to }: { from: string; to: string }, language: ReportLanguage): string {
  const isMonth = from.endsWith('-01') && dayAfter(to, 1) === nextMonth(from)
  const zh = language === 'zh-CN'
  if (isMonth)
    return zh
      ? `${from.slice(0, 4)} 年 ${Number(from.slice(5, 7))} 月`
      : `${monthsInEnglish[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`
  const quarter = quarterOf(from, to)
  if (quarter) return zh ? `${from.slice(0, 4)} 年第${'一二三四'[quarter - 1]}季度` : `Q${quarter} ${from.slice(0, 4)}`
  return daysText({ from, to }, language)
}

/** First and last day, or the only one. */
export function daysText({ from, to }: { from: string; to: string }, language: ReportLanguage): string {
  if (from === to) return from
  return language === 'zh-CN' ? `${from} 至 ${to}` : `${from} to ${to}`
}

const monthsInEnglish = 'January February March April May June July August September October November December'.split(' ')
/** 1–4 where these days are a whole quarter, else 0. */
function quarterOf(from: string, to: string): number {
  const month = Number(from.slice(5, 7))
  const ends = nextMonth(nextMonth(nextMonth(from)))
  return from.endsWith('-01') && month % 3 === 1 && dayAfter(to, 1) === ends ? (month + 2) / 3 : 0
}
const nextMonth = (first: string) => {
  const [year = 0, month = 0] = first.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}
