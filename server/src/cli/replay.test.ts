import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMessages } from './replay/read-messages.ts'
import { replay } from './replay/replay.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwei-replay-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said: string[] = []
const messagesOf = (lines: string[]) => {
  said.length = 0
  const file = join(folder, `${lines.length}-${lines[1]?.length}.csv`)
  writeFileSync(file, `\uFEFF${lines.join('\n')}\n`)
  return readMessages(file, (line) => said.push(line))
}
const lift = (day: string, at: number) =>
  `${at},${day},滨江苑${at}号业主：滨江苑3栋的电梯又停运了，物业一直说等配件，老人下不了楼，请尽快修好。,滨江苑电梯停运没人修`

describe('replay of dated messages (预警回放)', () => {
  test('reads the columns of the city’s file and both ways of writing a date, the oldest first', () => {
    const messages = messagesOf([
      '留言编号,留言用户,留言主题,留言时间,留言详情,反对数,点赞数',
      '2,B,A3区噪音,2019-02-01 08:00:05,半夜施工,0,0',
      '1,A,A7县路灯,2019/1/28 11:25:05,路灯不亮,0,1',
      '3,C,没有时间,昨天,路灯不亮,0,1',
    ])
    expect(messages.map(({ id, region, person }) => [id, region, person])).toEqual([
      ['1', 'A7县', 'A'],
      ['2', 'A3区', 'B'],
    ])
    expect(said).toEqual(['1 rows left out: no readable time'])
  })
  test('says which columns there are when those of time and text are missing', () => {
    expect(() => messagesOf(['a,b', '1,2'])).toThrow('there are a, b')
  })
  test('an alarm is raised on the day of the third person, and knows nothing of the days after', () => {
    const header = 'id,time,text,subject'
    const days = ['2026-03-02', '2026-03-04', '2026-03-05', '2026-03-09', '2026-03-11']
    const lines = days.map((day, at) => lift(`${day} 10:00:00`, at + 1))
    const all = [...replay(messagesOf([header, ...lines]))]
    expect(all.map(({ raisedOn, kind, level, firstMessageOn, messageIds }) => [raisedOn, kind, level, firstMessageOn, messageIds])).toEqual(
      [
        ['2026-03-05', 'topic', 'blue', '2026-03-02', ['1', '2', '3']],
        ['2026-03-11', 'topic', 'yellow', '2026-03-02', ['1', '2', '3', '4', '5']],
      ],
    )
    expect([...replay(messagesOf([header, ...lines.slice(0, 3)]))]).toEqual(all.slice(0, 1))
  })
  test('a region with many times what its weeks before had is a surge, told again only at a higher level', () => {
    const rows = Array.from({ length: 84 }, (_, day) => {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
      const count = day > 80 ? 8 : day % 2
      return Array.from(
        { length: count },
        (_, at) => `${day}-${at},${date},${words(day * 10 + at)},${words(day * 10 + at).slice(0, 8)},A9区`,
      )
    }).flat()
    const alarms = [...replay(messagesOf(['id,time,text,subject,region', ...rows]))].filter(({ kind }) => kind === 'surge')
    expect(alarms.filter(({ key }) => key === 'region:A9区').map(({ level }) => level)).toEqual(['yellow', 'orange'])
  })
})

/** Words that no two messages share. */
const words = (seed: number) =>
  Array.from({ length: 30 }, (_, at) => String.fromCodePoint(0x4e00 + ((seed * 331 + at * 97 + at * at * seed) % 18_000))).join('')
