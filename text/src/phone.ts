/** One spelling for a phone number: digits only, mainland prefix (+86, 0086) dropped; null when it is no number of 5–15 digits. */
export function normalisePhone(given: string): string | null {
  const digits = given
    .normalize('NFKC')
    .replace(/[\s().\-–—]/gu, '')
    .replace(/^(\+|00)86(?=\d{7,})/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '')
    .replace(/^\+/, '')
  return /^\d{5,15}$/.test(digits) ? digits : null
}
