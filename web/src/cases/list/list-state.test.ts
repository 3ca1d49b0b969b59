import { expect, test } from 'vitest'
import { ListState, narrowedBy, queryOf } from './list-state.ts'

test('a view keeps the filter and the order, not the page', () => {
  const state = ListState.parse({ status: ['accepted', 'registered'], open: 'true', sort: 'dueAt', cursor: 'abc' })
  expect(queryOf(state)).toBe('open=true&sort=dueAt&status=accepted&status=registered')
  expect(queryOf(ListState.parse({}))).toBe('')
})

test('sorting does not narrow a list', () => {
  expect(narrowedBy(ListState.parse({ sort: 'dueAt', cursor: 'x' }))).toBe(0)
  expect(narrowedBy(ListState.parse({ stage: '4', q: '退款' }))).toBe(2)
})
