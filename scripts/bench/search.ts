import type { Client } from './client.ts'
import { personNo } from './complaints.ts'
import { measure, type Target } from './load.ts'
import type { Options } from './options.ts'

const words = {
  'a word of 2 characters in every third case': ['退款', '师傅', '客服'],
  'a word of 2 characters in a few of a hundred': ['漏水', '发票', '差价'],
  'a rare word of 2 characters': ['鹦鹉', '昙花', '钢琴'],
  'a word of 4 characters': ['上门安装', '冒充客服', '全额退款', '原路退回'],
  'a rare phrase': ['隔壁养的鹦鹉都被吓得'],
  'a word nobody wrote': ['麒麟', '饕餮盛宴'],
}

/** 全文检索 by words of every frequency, by number and by phone; first pages with their count. */
export async function benchSearch(target: Target, client: Client, { readers, seconds }: Options) {
  const { rows: some } = await client.get('/cases?limit=200')
  const calls: [string, string[]][] = [
    ...Object.entries(words),
    ['a common word among the open cases', words['a word of 2 characters in every third case'].map((word) => `${word}&open=true`)],
    ['a case number', some.map(({ number }: { number: string }) => number)],
    ['a phone number', Array.from({ length: 200 }, (_, index) => personNo(index).phone)],
  ]
  const rows = []
  for (const [name, asked] of calls) {
    let next = 0
    const call = () => {
      const [word = '', ...more] = (asked[next++ % asked.length] ?? '').split('&')
      return { method: 'GET', path: `/api/v1/cases?limit=50&q=${encodeURIComponent(word)}${more.map((part) => `&${part}`).join('')}` }
    }
    rows.push(await measure(`GET /cases?q=, ${name}`, target, call, { connections: readers, seconds }))
  }
  return rows
}
