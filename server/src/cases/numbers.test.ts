import { describe, expect, test } from 'vitest'
import { newCaseNumber, readCaseNumber } from './numbers.ts'

describe('case numbers (工单编号)', () => {
  test('a number is eight Crockford characters and reads back as typed', () => {
    const number = newCaseNumber()
    expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(readCaseNumber(number.toLowerCase().replace('-', ' '))).toBe(number)
  })
  test('one wrong character is noticed', () => {
    const number = newCaseNumber()
    const wrong = number.startsWith('0') ? `1${number.slice(1)}` : `0${number.slice(1)}`
    expect(readCaseNumber(wrong)).toBeNull()
  })
  test('O is read as 0, I and L as 1', () => {
    let number = newCaseNumber()
    while (!number.includes('0') || !number.includes('1')) number = newCaseNumber()
    expect(readCaseNumber(number.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(number)
  })
})
