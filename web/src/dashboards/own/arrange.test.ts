import { describe, expect, test } from 'vitest'
import { movedTo } from './arrange.ts'

const cards = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const order = (id: string, to: number) =>
  movedTo(cards, id, to)
    .map((card) => card.id)
    .join('')

describe('arranging the cards of a board (排列卡片)', () => {
  test.each([
    ['a', 2, 'bcad'],
    ['d', 0, 'dabc'],
    ['b', 3, 'acdb'],
    ['c', 2, 'abcd'],
    ['a', -1, 'abcd'],
    ['a', 9, 'bcda'],
  ])('%s put at place %i: %s', (id, to, expected) => expect(order(id, to)).toBe(expected))

  test('a card that is gone meanwhile changes nothing', () => expect(order('x', 1)).toBe('abcd'))
})
