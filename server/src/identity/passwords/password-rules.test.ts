import { describe, expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { weaknessOf } from './password-rules.ts'

const lin = ['lin.jia', '林佳', 'haolian', '好联家电']

describe('what is guessed too easily (密码强度)', () => {
  test.each([
    'kurz1234567',
    '123456789012',
    '098765432109',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcabcabcabc',
    '123412341234',
    'abcdefghijkl',
    'qwertyuiop12',
    'asdfghjkl;12',
    '1qaz2wsx3edc',
    '1qaz@WSX3edc',
    'password1234',
    'Password2024',
    'P@ssw0rd1234',
    'Admin@123456',
    'admin1234567',
    'zhiwei123456',
    'Zhiwei@2025!',
    'haolian12345',
    'lin.jia12345',
    'LinJia@haolian1',
    '好联家电好联家电1234',
    'woaini5201314',
    'iloveyou1314',
    'Welcome12345',
    'correct horse battery staple',
    '１２３４５６７８９０１２',
  ])('%s is refused', (password) => {
    expect(weaknessOf(password, lin)).toBeTypeOf('string')
  })
  test.each([
    'tang-lake-9271',
    '山高月小水落石出2024归去来',
    'kiwi lamp orbit',
    'xT4mqzW9vbLp',
    'acceptance-run-7Q',
    'admin reads five books',
    'zhiwei-Tang-9271-lake',
    'h8#Kd02!mwQz',
  ])('%s will do', (password) => {
    expect(weaknessOf(password, lin)).toBeUndefined()
  })
  test('every listed password is one that length alone would let through', () => {
    for (const password of commonPasswords) {
      expect(weaknessOf(password, lin), password).toBeTypeOf('string')
      expect(password).toMatch(/^[a-z0-9]{12,}$/)
    }
  })
})
