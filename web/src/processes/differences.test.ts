import type { ProcessStep } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { pairsOf, sameRule } from './differences.ts'
import { flowOf } from './flow.ts'
import { movedTo } from './order.ts'

const step = (act: ProcessStep['act'], more: Partial<ProcessStep> = {}): ProcessStep => ({
  act,
  when: 'always',
  inOrder: true,
  who: { roles: [], unitKinds: [] },
  fields: [],
  limit: null,
  ...more,
})
const read = (before: ProcessStep[], after: ProcessStep[]) =>
  pairsOf(before, after).map(({ act, difference, changed }) => [act, difference, ...changed])

test('two versions are told apart step by step (版本对比)', () => {
  const before = [step('acceptance'), step('dispatches'), step('receipts'), step('answers')]
  expect(read(before, before).every(([, difference]) => difference === 'same')).toBe(true)
  expect(read(before, [step('acceptance', { fields: ['note'] }), step('dispatches'), step('answers'), step('closure')])).toEqual([
    ['acceptance', 'changed', 'fields'],
    ['dispatches', 'same'],
    ['receipts', 'removed'],
    ['answers', 'same'],
    ['closure', 'added'],
  ])
  expect(read([step('notes'), step('messages')], [step('messages'), step('notes')])).toEqual([
    ['messages', 'moved'],
    ['notes', 'moved'],
  ])
})

test('the number of calls counts only where the rule asks for it', () => {
  expect(sameRule({ exemption: 'never', tries: 3 }, { exemption: 'never', tries: 5 })).toBe(true)
  expect(sameRule({ exemption: 'afterTries', tries: 3 }, { exemption: 'afterTries', tries: 5 })).toBe(false)
})

test('a step is taken to another place', () => {
  expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
})

test('the picture turns at the end of a row', () => {
  const { boxes, arrows } = flowOf(6)
  expect(arrows).toHaveLength(5)
  expect(boxes[4]?.x).toBe(boxes[3]?.x)
  expect(boxes[5]?.x).toBe(boxes[2]?.x)
})
