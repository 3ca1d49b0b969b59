import { describe, expect, test } from 'vitest'
import { isSameQuestion, movedTo } from './arrange.ts'

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

  test('a title or a width asks nothing anew, a measure or a filter does', () => {
    const card = { id: 'a', kind: 'trend', measure: 'complaints', wide: true } as const
    expect(isSameQuestion(card, { wide: false, measure: 'complaints', kind: 'trend', id: 'a', title: '每天多少' })).toBe(true)
    expect(isSameQuestion(card, { ...card, measure: 'closed' })).toBe(false)
    expect(isSameQuestion(card, { ...card, filter: { channel: 'hotline' } })).toBe(false)
  })

  test('a card that is gone meanwhile changes nothing', () => expect(order('x', 1)).toBe('abcd'))
})
