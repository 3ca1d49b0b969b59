import { expect, test } from 'vitest'
import { analyse, engineOf } from './index.ts'
import { wholePlace } from './reasons.ts'

const engine = engineOf()
const wordsOf = (text: string, of: 'stage' | 'severity' | 'category') => {
  const { stage, severityReasons, categoryReasons } = analyse({ text }, engine)
  const reasons = { stage: stage.reasons, severity: severityReasons, category: categoryReasons }[of]
  return reasons.map(({ span }) => span && text.slice(...span))
}

test.each([
  ['在三十七天了，客服', '天了', '三十七天了'],
  ['续约了好几年了', '年了', '好几年了'],
  ['it was delayed again', 'delay', 'delayed'],
  ['仍然没有解决', '仍然没', '仍然没有'],
  ['等了三十七天', '七天', '三十七天'],
  ['今天了', '天了', '天了'],
  ['不修', '不修', '不修'],
])('in %s the place %s is shown as %s', (text, words, whole) => {
  const start = text.indexOf(words)
  expect(text.slice(...wholePlace(text, [start, start + words.length]))).toBe(whole)
})

test('a wait is shown with how long it was', () => expect(wordsOf('退款20天了还不到账，五年了第一次', 'stage')).toContain('20天了'))

test('a category tells the words that decided it', () => {
  expect(wordsOf('快递一个星期了还没发货，物流不更新', 'category')).toEqual(['快递', '还没发货', '物流不更新'])
  expect(wordsOf('My parcel hasn’t arrived, DELIVERY is delayed again', 'category')).toContain('delayed')
})
test('words of the subject have no place in the text', () =>
  expect(analyse({ subject: '物流慢、没发货', text: '一直不更新' }, engine).categoryReasons).toContainEqual({ code: 'seedWord' }))
test('of a conversation each word stands in its turn', () => {
  const turns = [
    { by: 'customer' as const, text: '你好' },
    { by: 'staff' as const, text: '您好' },
    { by: 'customer' as const, text: '快递一个星期了还没发货' },
  ]
  expect(analyse({ turns }, engine).categoryReasons[0]).toEqual({ code: 'seedWord', span: [0, 2], turn: 2 })
})
test.each(['你好', '！！！', 'asdfgh', ''])('of %j no category is likelier than another: none is told', (text) =>
  expect(analyse({ text }, engine)).toMatchObject({ category: [], categoryBasis: 'none', categoryReasons: [] }),
)
