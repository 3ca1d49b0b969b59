import { expect, test } from 'vitest'
import { isSameQuery, ListState, narrowedBy, queryOf } from './list-state.ts'

test('a view keeps the filter and the order, not the page', () => {
  const state = ListState.parse({ status: ['accepted', 'registered'], open: 'true', sort: 'dueAt', cursor: 'abc' })
  expect(queryOf(state)).toBe('open=true&sort=dueAt&status=accepted&status=registered')
  expect(queryOf(ListState.parse({}))).toBe('')
})

test('the order of fields in the address does not matter, nor does the page', () => {
  expect(isSameQuery('open=true&status=accepted', 'status=accepted&open=true&cursor=x')).toBe(true)
  expect(isSameQuery('open=true', 'open=true&status=accepted')).toBe(false)
})

test('sorting does not narrow a list', () => {
  expect(narrowedBy(ListState.parse({ sort: 'dueAt', cursor: 'x' }))).toBe(0)
  expect(narrowedBy(ListState.parse({ stage: '4', q: '退款' }))).toBe(2)
})
