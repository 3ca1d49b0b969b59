import { describe, expect, test } from 'vitest'
import { inputErrorsOf, inputOf } from './complaint-input.ts'

describe('the form of a complaint on the phone', () => {
  test('blanks are not sent, a regulator only with its channel', () => {
    const form = {
      channel: 'hotline',
      complainant: { phone: '13912341234', name: ' ' },
      text: '空调漏水',
      subject: '',
      regulator: { authority: '市场监管局' },
    }
    expect(inputOf(form)).toEqual({ channel: 'hotline', complainant: { phone: '13912341234' }, text: '空调漏水' })
    expect(inputErrorsOf(form)).toEqual([])
  })

  test('without a text nothing is registered', () => {
    expect(inputErrorsOf({ channel: 'hotline', text: ' ' })).toEqual([{ name: ['text'], code: 'required' }])
  })

  test('the last four digits find a customer but are no number to call back', () => {
    expect(inputErrorsOf({ channel: 'hotline', complainant: { phone: '1234' }, text: '空调漏水' })).toEqual([
      { name: ['complainant', 'phone'], code: 'phoneShort' },
    ])
  })

  test('a referral names its authority and number', () => {
    const names = inputErrorsOf({ channel: 'regulator', text: '空调漏水' }).map(({ name }) => name.join('.'))
    expect(names).toEqual(['regulator.authority', 'regulator.referenceNo'])
  })

  test('a wrong e-mail is told at its field', () => {
    expect(inputErrorsOf({ channel: 'web', complainant: { email: 'wang@' }, text: '空调漏水' })).toEqual([
      { name: ['complainant', 'email'], code: 'invalid' },
    ])
  })
})
