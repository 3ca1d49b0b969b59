import { describe, expect, test } from 'vitest'
import { channelOf, columnsGiven, guessColumns, turnsOfText } from './columns.ts'
import { scoreOf } from './import.ts'

describe('reading tables of contacts (导入联络)', () => {
  test('headers as people write them', () => {
    expect(Object.fromEntries(guessColumns(['会话ID', '接入时间', '渠道', '客户姓名', '手机号', '聊天记录', '满意度评分'], []))).toEqual({
      0: 'externalId',
      1: 'occurredAt',
      2: 'channel',
      3: 'name',
      4: 'phone',
      5: 'text',
      6: 'score',
    })
    expect([...guessColumns(['时间', '说话人', '发言内容', '通话编号'], []).values()].sort()).toEqual([
      'externalId',
      'occurredAt',
      'speaker',
      'text',
    ])
    expect([...guessColumns(['Review ID', 'Date', 'Rating', 'Comment'], []).values()].sort()).toEqual([
      'externalId',
      'occurredAt',
      'score',
      'text',
    ])
  })

  test('without a header that says so the widest column is the text', () => {
    expect(guessColumns(['甲', '乙'], [['1'], ['这是一段比较长的内容，说了不少话']]).get(1)).toBe('text')
  })

  test('a mapping that gives a field twice or names none is refused', () => {
    expect(columnsGiven('0:text,1:text')).toBeNull()
    expect(columnsGiven('0:nothing')).toBeNull()
    expect(columnsGiven('0:text,2:score')?.get(2)).toBe('score')
  })

  test('a transcript in one cell is parted by who speaks', () => {
    expect(turnsOfText('客户：在吗\n还没修好\n客服: 您好\n[10:02] 机器人：请稍候')).toEqual([
      { by: 'customer', text: '在吗\n还没修好' },
      { by: 'staff', text: '您好' },
      { by: 'bot', text: '请稍候' },
    ])
    expect(turnsOfText('时间：上午，地点：门店，都不满意')).toEqual([{ by: 'customer', text: '时间：上午，地点：门店，都不满意' }])
  })

  test.each([
    ['4', 4, 5],
    ['4/5', 4, 5],
    ['8分', 8, 10],
    ['三星', 3, 5],
    ['60%', 60, 100],
    ['9/10', 9, 10],
  ])('%s is %d of %d', (written, score, scoreMax) => expect(scoreOf(written)).toEqual({ score, scoreMax }))

  test('what is no score is none', () => expect([scoreOf('很好'), scoreOf(''), scoreOf('7/5')]).toEqual([null, null, null]))

  test('channels as people write them', () => {
    expect(['小红书', '在线客服', '400热线电话', '商品评价', '满意度问卷', '传真'].map(channelOf)).toEqual([
      'social',
      'chat',
      'hotline',
      'review',
      'survey',
      null,
    ])
  })
})
