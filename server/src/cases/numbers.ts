import { randomBytesOf } from '../platform/random.ts'

// Crockford's alphabet: no I, L, O, U, so numbers survive the telephone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bodyLength = 7

/** Luhn mod 32 over the seven characters: catches every single wrong character and nearly every swap of neighbours. */
function checkOf(body: string): string {
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const value = alphabet.indexOf(body.charAt(body.length - 1 - at))
    const weighted = at % 2 === 0 ? value * 2 : value
    sum += Math.floor(weighted / 32) + (weighted % 32)
  }
  return alphabet.charAt((32 - (sum % 32)) % 32)
}

/** 工单编号: random, so rivals cannot count our complaints; `7K2M-9QX4`, the last character a check. */
export function newCaseNumber(): string {
  const body = Array.from(randomBytesOf(bodyLength), (byte) => alphabet.charAt(byte & 31)).join('')
  return spelled(body + checkOf(body))
}

/** Reads a number as people type it (lower case, O for 0, I or L for 1, no hyphen); null when it cannot be one. */
export function readCaseNumber(typed: string): string | null {
  const plain = typed.trim().toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain)) return null
  return checkOf(plain.slice(0, bodyLength)) === plain.charAt(bodyLength) ? spelled(plain) : null
}

const spelled = (plain: string) => `${plain.slice(0, 4)}-${plain.slice(4)}`
