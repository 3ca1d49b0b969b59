import { expect, test } from 'vitest'
import { eachMatch, shapeOf } from './shape.ts'

test('a text tells with what it is written', () => {
  expect(shapeOf('电话１３9，@张三')).toEqual({ digits: 1, anyDigits: 3, latin: false, at: true, hyphen: false })
  expect(shapeOf('住3-2-501，A＠b')).toEqual({ digits: 5, anyDigits: 5, latin: true, at: true, hyphen: true })
  expect(shapeOf('').latin).toBe(false)
  // A pattern without regard to case takes these two for s and k.
  expect(shapeOf('\u017f').latin && shapeOf('\u212a').latin && /[a-z]{2}/iu.test('\u017f\u212a')).toBe(true)
})

test('every match is visited, each time from the beginning', () => {
  const pattern = /\d+/gu
  for (let time = 0; time < 2; time++) {
    const found: string[] = []
    eachMatch('1 22 333', pattern, ({ 0: match, index }) => found.push(`${index}:${match}`))
    expect(found).toEqual(['0:1', '2:22', '5:333'])
  }
})
