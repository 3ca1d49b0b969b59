import { expect, test } from 'vitest'
import { normaliseText } from './normalise.ts'

test('each sign is folded by hand as the machine folds it', () => {
  const others: string[] = []
  for (let code = 0; code < 0x10000; code++) {
    const text = `中${String.fromCharCode(code)}B 文`
    // The é is not known by hand: with it the whole text is folded by the machine.
    if (`${normaliseText(text)} é` !== normaliseText(`${text} é`)) others.push(code.toString(16))
  }
  expect(others).toEqual([])
})

test.each([
  ['ＡＢＣ　１２３……', 'abc 000...'],
  ['见HTTPS://Example.com/a?b=1。谢谢', '见\ue000。谢谢'],
  ['www.example.com', '\ue000'],
  ['@小王 你好', '@ 你好'],
  ['hhhhh www', 'hhh www'],
])('%s is read as %s', (text, normalised) => expect(normaliseText(text)).toBe(normalised))
