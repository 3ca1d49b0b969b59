import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['预警', 'yj'],
  ['工单', 'gd'],
  ['派单台', 'pdt'],
  ['回访', 'hf'],
  ['时限规则', 'sxgz'],
  ['8D 报告', '8dbg'],
  ['Cases', 'cases'],
])('拼音首字母 of %s are %s', (words, initials) => {
  expect(initialsOf(words)).toBe(initials)
})
