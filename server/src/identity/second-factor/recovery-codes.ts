import { randomInt } from 'node:crypto'
import { sha256 } from '../../platform/crypto.ts'
import { typedCode } from './totp.ts'

// Crockford's digits: none is taken for another when read from paper. Twelve are 60 bits, too many to guess or to try against the hash.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const count = 10

/** 恢复码: each opens the account once when the phone is lost; `7K2M-9QX4-TT3B`. */
export const newRecoveryCodes = () =>
  Array.from({ length: count }, () => [0, 1, 2].map(() => Array.from({ length: 4 }, () => digits[randomInt(32)]).join('')).join('-'))

/** What is stored of a code; the person is part of it, so equal codes of two people differ. */
export const hashOfRecoveryCode = (userId: string, code: string) => sha256(`${userId}\0${readAsMeant(typedCode(code))}`).toString('hex')

const readAsMeant = (code: string) => code.replace(/O/g, '0').replace(/[IL]/g, '1')
