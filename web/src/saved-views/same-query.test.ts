import { expect, test } from 'vitest'
import { isSameQuery } from './same-query.ts'

test('the order of fields in the address does not matter, nor does the page', () => {
  expect(isSameQuery('open=true&status=accepted', 'status=accepted&open=true&cursor=x')).toBe(true)
  expect(isSameQuery('open=true', 'open=true&status=accepted')).toBe(false)
})
