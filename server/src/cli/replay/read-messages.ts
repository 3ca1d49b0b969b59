import type { WatchedMessage } from '@zhiwei/text'
import { readRows } from '../rows.ts'

/** A dated message; `region` as its own column says it, else as the subject does. */
export type DatedMessage = WatchedMessage & { region: string; second: number }

const usual = {
  id: ['id', '留言编号', '编号', 'number', '工单编号'],
  person: ['user', 'person', 'writer', '留言用户', 'customer', '客户', '用户'],
  subject: ['subject', '留言主题', '主题', 'title', '标题'],
  time: ['time', '留言时间', '时间', 'date', 'receivedAt', '受理时间', '日期'],
  text: ['text', '留言详情', '详情', 'content', '内容', 'body'],
  region: ['region', '地区', '区域', '区县'],
} as const
type Field = keyof typeof usual

/** 2019/2/28 11:25:05, 2019-02-28 11:25, 2019-02-28T11:25:05Z, 2019年2月28日: the day as it is written. */
const written = /^\s*(\d{4})\s*[/\-.年]\s*(\d{1,2})\s*[/\-.月]\s*(\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/
const regionNamed = /[A-Z]\d{0,2}[市区县]|[\p{Script=Han}]{2,3}[区县](?![域长])/gu

const dayMs = 86_400_000

/**
 * The messages of a table, the oldest first. Rows without a readable time or without words are left out and told of.
 * @throws Error naming the columns when those of time and text are missing
 */
export function readMessages(name: string, say: (line: string) => void): DatedMessage[] {
  const rows = readRows(name)
  const names = Object.keys(rows[0] ?? {})
  const columns = Object.fromEntries(
    Object.entries(usual).map(([field, list]) => [field, list.find((column) => names.includes(column))]),
  ) as Record<Field, string | undefined>
  if (!columns.time || !columns.text)
    throw new Error(`The table needs columns for the time and the text (time, text; 留言时间, 留言详情); there are ${names.join(', ')}`)
  const read = (row: Record<string, unknown>, field: Field) => {
    const column = columns[field]
    return column ? String(row[column] ?? '').trim() : ''
  }
  const seen = new Set<string>()
  const left = { time: 0, words: 0, twice: 0 }
  const messages = rows.flatMap((row, at): DatedMessage[] => {
    const time = read(row, 'time').match(written)
    const [id, subject, text] = [read(row, 'id') || String(at + 1), read(row, 'subject'), read(row, 'text')]
    const person = read(row, 'person')
    const second = time ? secondOf(time) : Number.NaN
    if (Number.isNaN(second)) left.time++
    else if (!subject && !text) left.words++
    else if (seen.has(id)) left.twice++
    else {
      seen.add(id)
      const region = read(row, 'region') || ([...subject.matchAll(regionNamed)].at(-1)?.[0] ?? '')
      return [{ id, subject, text, day: Math.floor((second * 1_000) / dayMs), second, region, ...(person && { person }) }]
    }
    return []
  })
  for (const [what, count] of Object.entries(left)) if (count) say(`${count} rows left out: ${reasons[what as keyof typeof left]}`)
  return messages.sort((a, b) => a.second - b.second)
}

const reasons = { time: 'no readable time', words: 'neither subject nor text', twice: 'an id that came before' }

function secondOf([, year, month, day, hour = '0', minute = '0', second = '0']: RegExpMatchArray): number {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return new Date(at).getUTCMonth() === Number(month) - 1 ? at / 1_000 : Number.NaN
}

export const dateOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)
