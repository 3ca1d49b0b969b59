import { expect, test } from 'vitest'
import { emptyFiling, firstLacking, isBegun, lackingOf, stepAfter, stepOf, toldIn } from './filing.ts'

const complete = { ...emptyFiling(), category: 'delivery', text: '约好九点上门，等到一点才来', phone: '139 1234-1234' }

test.each([
  ['', { phone: 'needed' }],
  ['139', { phone: 'wrong' }],
  ['+86 139 1234 1234', {}],
  ['(021) 6123-4567', {}],
])('the phone number %o lacks %o', (phone, lacking) => {
  expect(lackingOf({ ...complete, phone }, 'contact')).toEqual(lacking)
})

test('who wants to be reached by e-mail needs no phone, but a whole address', () => {
  const byMail = { ...complete, phone: '', contactBy: 'email' as const }
  expect(lackingOf({ ...byMail, email: 'wang@example' }, 'contact')).toEqual({ email: 'wrong' })
  expect(lackingOf({ ...byMail, email: 'wang@example.com' }, 'contact')).toEqual({})
})

test('who stays unnamed needs neither', () => {
  expect(lackingOf({ ...complete, phone: '', contactBy: 'none' }, 'contact')).toEqual({})
})

test('a text of blanks says nothing, and more than the server takes is said before sending', () => {
  expect(lackingOf({ ...complete, text: '  \n' }, 'what')).toEqual({ text: 'needed' })
  expect(lackingOf({ ...complete, text: '坏了' }, 'what')).toEqual({ text: 'short' })
  expect(lackingOf({ ...complete, text: '坏'.repeat(20_001) }, 'what')).toEqual({ text: 'long' })
})

test('nobody reaches a screen past what is still lacking', () => {
  expect(firstLacking(complete)).toBeUndefined()
  expect(stepOf('review', complete)).toBe('review')
  expect(stepOf('review', { ...complete, phone: '' })).toBe('contact')
  expect(stepOf('review', emptyFiling())).toBe('what')
  expect(stepOf('no-such-step', complete)).toBe('about')
  expect([stepAfter('about'), stepAfter('review')]).toEqual(['what', undefined])
})

test('a draft nobody wrote in is none', () => {
  expect(isBegun(emptyFiling())).toBe(false)
  expect(isBegun({ ...emptyFiling(), remedies: ['refund'] })).toBe(true)
})

test.each([
  ['空调坏了', ['which']],
  ['11月20日下午买的空调，客服一直不回', ['when', 'which', 'tried']],
  ['I called support yesterday about order 20261120', ['when', 'which', 'tried']],
  ['态度很差', []],
])('%s tells %o', (text, facts) => {
  expect(toldIn(text).flatMap(({ fact, isTold }) => (isTold ? [fact] : []))).toEqual(facts)
})
