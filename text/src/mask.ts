/** 王小明 → 王**; John Smith → J***. Never longer than the first character and stars. */
export function maskName(name: string): string {
  const first = Array.from(name.trim())[0]
  if (!first) return ''
  return /\p{Script=Han}/u.test(first) ? `${first}**` : `${first}***`
}

/** 13912341234 → 139****1234; short numbers keep only the last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length >= 9) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return `${'*'.repeat(Math.max(2, digits.length - 2))}${digits.slice(-2)}`
}

/** wang@example.com → w***@example.com */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`
}

// Linear-time patterns; digits may be full width and parted by single spaces or hyphens. Source: GB 11643 (ID), GB/T 35273 §11 (masking).
const separated = '[ \\-]?'
const digit = '[0-9０-９]'
const idCard = new RegExp(`(?<!${digit})(?:${digit}${separated}){17}[0-9０-９xXｘＸ](?!${digit})`, 'gu')
const bankCard = new RegExp(`(?<!${digit})[3-6３-６](?:${separated}${digit}){15,18}(?!${digit})`, 'gu')
const mobile = new RegExp(`(?<!${digit})(?:\\+?86${separated})?[1１][3-9３-９](?:${separated}${digit}){9}(?!${digit})`, 'gu')
const landline = new RegExp(`(?<!${digit})0${digit}{2,3}-${digit}{7,8}(?!${digit})`, 'gu')
const email = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/gu

const half = (text: string) => text.normalize('NFKC')
const keepEnds = (text: string, head: number, tail: number) => {
  const plain = half(text).replace(/[ -]/g, '')
  return `${plain.slice(0, head)}${'*'.repeat(plain.length - head - tail)}${plain.slice(-tail)}`
}

/** Hides phone numbers, ID and bank card numbers and e-mail addresses in a text (脱敏); everything else stays as it was. */
export function maskPersonalData(text: string): { masked: string; changed: boolean } {
  if (!/[0-9０-９@]/.test(text)) return { masked: text, changed: false }
  const masked = text
    .replace(idCard, (found) => keepEnds(found, 3, 2))
    .replace(mobile, (found) => maskPhone(half(found).replace(/^\+?86[ -]?(?=1)/, '')))
    .replace(bankCard, (found) => keepEnds(found, 4, 4))
    .replace(landline, (found) => found.replace(/-.*(?=..$)/u, (number) => `-${'*'.repeat(number.length - 1)}`))
    .replace(email, (found) => maskEmail(found))
  return { masked, changed: masked !== text }
}
