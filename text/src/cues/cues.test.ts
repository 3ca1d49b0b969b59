import { describe, expect, test } from 'vitest'
import { findCues } from './find-cues.ts'
import { sheetOf } from './sheet.ts'

const sheet = sheetOf([
  { code: 'call', words: ['打了~次', '打了~电话'] },
  { code: 'complain', deniable: true, words: ['投诉'], except: ['投诉热线'] },
  { code: 'english', words: ['refund', 'not~~help'] },
])
const foundIn = (text: string) => findCues(sheet, text).map(({ rule, span }) => [sheet.rules[rule]?.code, text.slice(...span)])

describe('cue words (线索词)', () => {
  test('~ stands for a few characters of one sentence', () => {
    expect(foundIn('打了好几十次')).toEqual([['call', '打了好几十次']])
    expect(foundIn('打了。第二天才来一次')).toEqual([])
  })
  test('full width, traditional characters and spaces are the same', () => expect(foundIn('投 訴')).toEqual([['complain', '投 訴']]))
  test('within an exception it is another word', () => expect(foundIn('投诉热线是多少')).toEqual([]))
  test('a denial just before it takes it back', () => {
    expect(foundIn('我不会投诉')).toEqual([])
    expect(foundIn('没解决，我要投诉')).toEqual([['complain', '投诉']])
    expect(foundIn('不得不投诉')).toEqual([['complain', '投诉']])
  })
  test('Latin words end where they end', () => {
    expect(foundIn('refunding')).toEqual([])
    expect(foundIn('They could not be of any help: REFUND')).toEqual([
      ['english', 'not be of any help'],
      ['english', 'REFUND'],
    ])
  })
})
