import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dateOrderOf } from './date-order.ts'
import { readDate } from './dates.ts'

const shanghai = 480

describe('dates in sheets (导入日期)', () => {
  test.each([
    ['2019/8/1', '2019-07-31T16:00:00.000Z'],
    ['2019/2/28 11:25:05', '2019-02-28T03:25:05.000Z'],
    ['2019-07-19 18:19:54', '2019-07-19T10:19:54.000Z'],
    ['2019/12/30 9:05:00', '2019-12-30T01:05:00.000Z'],
    ['2019年8月1日', '2019-07-31T16:00:00.000Z'],
    ['2019年8月1日 下午3点20分', '2019-08-01T07:20:00.000Z'],
    ['2019年8月1日 15时20分08秒', '2019-08-01T07:20:08.000Z'],
    ['2019.8.1', '2019-07-31T16:00:00.000Z'],
    ['20190801', '2019-07-31T16:00:00.000Z'],
    ['20190801 112505', '2019-08-01T03:25:05.000Z'],
    ['2019-08-01T03:25:05Z', '2019-08-01T03:25:05.000Z'],
    ['2019-08-01T11:25:05.123+08:00', '2019-08-01T03:25:05.000Z'],
    ['8/13/2019 3:05 PM', '2019-08-13T07:05:00.000Z'],
    ['13/8/2019', '2019-08-12T16:00:00.000Z'],
    ['19/8/1', '2019-07-31T16:00:00.000Z'],
    ['2019年8月', '2019-07-31T16:00:00.000Z'],
    ['2019/8/1（星期四）', '2019-07-31T16:00:00.000Z'],
    ['2019/8/1 (周四) 11:25', '2019-08-01T03:25:00.000Z'],
    ['Aug 1, 2019', '2019-07-31T16:00:00.000Z'],
    ['01-Aug-2019', '2019-07-31T16:00:00.000Z'],
    ['1 August 2019 14:05', '2019-08-01T06:05:00.000Z'],
    ['２０１９／８／１', '2019-07-31T16:00:00.000Z'],
    ['43524.47575231482', '2019-02-28T03:25:05.000Z'],
    ['43524', '2019-02-27T16:00:00.000Z'],
    ['1551324305', '2019-02-28T03:25:05.000Z'],
    ['1551324305000', '2019-02-28T03:25:05.000Z'],
  ])('%s is %s', (given, expected) => {
    expect(readDate(given, shanghai)?.toISOString()).toBe(expected)
  })

  test.each(['', '昨天', '2019/2/30', '2019/13/1', '25:00', '12', '1988', '2019-08-01 26:00', 'A00012345', '19/08/01', '12.5', '1999.99'])(
    '%s is no date',
    (given) => {
      expect(readDate(given, shanghai)).toBeNull()
    },
  )

  test('day or month first as the column has it; above 12 it can only be a day', () => {
    expect(readDate('1/8/2019', shanghai, true)?.toISOString()).toBe('2019-07-31T16:00:00.000Z')
    expect(readDate('1/8/2019', shanghai)?.toISOString()).toBe('2019-01-07T16:00:00.000Z')
    expect(readDate('8/13/2019', shanghai, true)?.toISOString()).toBe('2019-08-12T16:00:00.000Z')
  })

  test('one day above 12 in the file makes its column day first; none at all is told', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'dates-')), 'a.csv')
    const orderOf = (text: string) => {
      writeFileSync(path, text)
      return dateOrderOf(path, undefined, { 0: 'receivedAt' })
    }
    expect(await orderOf('投诉时间,投诉内容\n1/8/2019,停水\n13/8/2019,停电\n')).toEqual({ dayFirst: new Set(['receivedAt']), unclear: [] })
    expect(await orderOf('投诉时间,投诉内容\n1/8/2019,停水\n2/8/2019,停电\n')).toEqual({
      dayFirst: new Set(),
      unclear: [{ field: 'receivedAt', row: 2, value: '1/8/2019' }],
    })
  })
})
