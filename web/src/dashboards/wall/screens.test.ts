import { describe, expect, test } from 'vitest'
import { screensOf } from './screens.ts'

const card = (name: string) => ({ name, wide: name === name.toUpperCase(), part: name.toLowerCase() < 'm' ? 'first' : 'second' })
const laid = (names: string, columns = 2, rows = 2) =>
  screensOf([...names].map(card), columns, rows).map((screen) => screen.rows.map((row) => row.map(({ name }) => name).join('')).join('/'))

describe('cards on the wall (大屏)', () => {
  test.each([
    ['', []],
    ['a', ['a']],
    ['abcd', ['ab/cd']],
    ['Aabcd', ['A/ab', 'cd']],
    ['aBcd', ['a/B', 'cd']],
    ['abxy', ['ab', 'xy']],
  ])('%s on screens of two by two', (names, expected) => expect(laid(names)).toEqual(expected))

  test('on a phone one stands below the other', () => expect(laid('Abc', 1)).toEqual(['A/b', 'c']))
})
