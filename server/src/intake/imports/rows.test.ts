import type { ImportMapping } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { guessMapping } from './guess.ts'
import { previewOf, readRow } from './rows.ts'

const read = (mapping: ImportMapping, cells: string[]) =>
  readRow(
    { row: 2, cells: ['停水三天', ...cells] },
    { mapping: { 0: 'text', ...mapping }, categories: new Map(), offsetMinutes: 480, now: new Date('2026-11-02T02:00:00Z') },
  )

describe('cells of a row (导入列)', () => {
  test.each([
    ['已办结', 'closed'],
    ['未办结', 'handling'],
    ['跟进中', 'handling'],
    ['已派单', 'handling'],
    ['已处理', 'closed'],
    ['未完成', 'handling'],
    ['尚未解决', 'handling'],
    ['未处理', 'registered'],
    ['待处理', 'registered'],
    ['未受理', 'registered'],
    ['待受理', 'registered'],
    ['待回复', 'handling'],
    ['未答复', 'handling'],
    ['不予受理', 'declined'],
    ['不受理', 'declined'],
    ['未归档', 'closed'],
    ['已受理', 'accepted'],
    ['已回复', 'answered'],
    ['处理完成', 'closed'],
    ['not closed', 'handling'],
    ['unresolved', 'handling'],
  ])('status %s is %s', (word, status) => {
    expect(read({ 1: 'status' }, [word])).toMatchObject({ status, problems: [] })
  })

  test('an unknown status is told and becomes none', () => {
    const row = read({ 1: 'status' }, ['挂起乙类'])
    expect(row.status).toBeUndefined()
    expect(row.problems).toEqual([expect.objectContaining({ field: 'status', value: '挂起乙类', severity: 'warning' })])
  })

  test.each(['13912345678/13312345678', '手机13912345678', '010-88886666转801', '400-812-3456 ext 12'])(
    'phone %s is kept as it is',
    (phone) => {
      const row = read({ 1: 'phone' }, [phone])
      expect(row).toMatchObject({ complaint: { complainant: { phone } }, problems: [] })
      expect(previewOf(row, 480).values.phone).toMatch(/\*\*\*/)
      expect(guessMapping(['内容', '联系方式'], [['停水三天没人管'], [phone]])).toMatchObject({ 1: 'phone' })
    },
  )
})
