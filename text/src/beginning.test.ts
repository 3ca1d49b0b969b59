import { expect, test } from 'vitest'
import { beginningOf } from './index.ts'

test.each([
  ['The installer was booked for nine yesterday and came at one', 40, 'The installer was booked for nine'],
  ['The installer was late', 40, 'The installer was late'],
  ['The installer was late', 13, 'The installer'],
  ['昨天约好九点上门装空调，等到下午一点才来', 10, '昨天约好九点上门装空'],
  ['我的订单 YQ26012373329取消后应退', 10, '我的订单'],
  ['Unbelievable', 5, 'Unbel'],
])('the beginning of %s in %i characters ends with a whole word', (text, most, beginning) => {
  expect(beginningOf(text, most)).toBe(beginning)
})
