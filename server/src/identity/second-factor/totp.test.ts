import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { acceptedStep, newSecret, typedCode, uriOf } from './totp.ts'

// RFC 6238 appendix B (SHA-1), the last six of its eight digits.
const secret = Secret.fromLatin1('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

describe('the code of an authenticator app (动态验证码)', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('RFC 6238: at %i s it is %s', (seconds, code) => {
    expect(acceptedStep(secret, code, at(seconds), null)).toBe(Math.floor(seconds / 30))
  })
  test('one step early or late is taken, two are not', () => {
    expect(acceptedStep(secret, '287082', at(29), null)).toBe(1)
    expect(acceptedStep(secret, '287082', at(89), null)).toBe(1)
    expect(acceptedStep(secret, '287082', at(90), null)).toBeNull()
  })
  test('a step that was taken is not taken again, nor one before it', () => {
    expect(acceptedStep(secret, '287082', at(59), 1)).toBeNull()
    expect(acceptedStep(secret, '287082', at(59), 2)).toBeNull()
    expect(acceptedStep(secret, '287082', at(59), 0)).toBe(1)
  })
  test('it may be typed with a blank or in full-width digits', () => {
    expect(acceptedStep(secret, ' 287 082', at(59), null)).toBe(1)
    expect(acceptedStep(secret, '２８７０８２', at(59), null)).toBe(1)
    expect(acceptedStep(secret, '28708', at(59), null)).toBeNull()
    expect(typedCode('ab3f-9k2m')).toBe('AB3F9K2M')
  })
  test('a new secret has 160 bits and the app reads whose it is', () => {
    const made = newSecret()
    expect(Secret.fromBase32(made).bytes).toHaveLength(20)
    expect(uriOf(made, '好联:lin')).toMatch(new RegExp(`^otpauth://totp/Zhiwei:.*secret=${made}`))
  })
})
