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

// Linear-time patterns; digits may be full width and parted by single spaces, hyphens or dashes. Source: GB 11643 (ID), GB/T 35273 §11 (masking).
const separator = '[ \\-‐‑‒–—―－]'
const separated = `${separator}?`
const digit = '[0-9０-９]'
const alone = `(?<!${digit})`
const ended = `(?!${digit})`
const idCard = new RegExp(`${alone}(?:${digit}${separated}){17}[0-9０-９xXｘＸ]${ended}`, 'gu')
// ID numbers of before 1999 have 15 digits: a region, then a date of birth yymmdd; an order number seldom looks so.
const oldIdCard = new RegExp(
  `${alone}[1-8１-８]${digit}{7}(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0０][1-9１-９]|[1-2１-２]${digit}|[3３][01０１])${digit}{3}${ended}`,
  'gu',
)
const bankCard = new RegExp(`${alone}[3-6３-６](?:${separated}${digit}){15,18}${ended}`, 'gu')
const mobile = new RegExp(`${alone}(?:\\+?86${separated})?[1１][3-9３-９](?:${separated}${digit}){9}${ended}`, 'gu')
// A dot only where phones have it: 192.168.100.23 is none.
const dottedMobile = new RegExp(`${alone}[1１][3-9３-９]${digit}[.．·]${digit}{4}[.．·]${digit}{4}${ended}`, 'gu')
// With a separator or brackets any area code (3–4 digits); without one only where the whole has the length and the start of a landline.
const landline = new RegExp(`${alone}([(（]?)([0０]${digit}{2,3})([)）] ?|[.．]|${separator})(${digit}{7,8})${ended}`, 'gu')
const plainLandline = new RegExp(`${alone}([0０](?:[1１][0０]|[2２]${digit}|[3-9３-９]${digit}{2}))(${digit}{7,8})${ended}`, 'gu')
const email = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠][A-Za-z0-9-]{1,63}(?:[.．][A-Za-z0-9-]{1,63}){1,4}/gu

const half = (text: string) => text.normalize('NFKC')
const keepEnds = (text: string, head: number, tail: number) => {
  const plain = half(text).replace(/[^0-9xX]/g, '')
  return `${plain.slice(0, head)}${'*'.repeat(plain.length - head - tail)}${plain.slice(-tail)}`
}

const lastTwo = (number: string) => `${'*'.repeat(number.length - 2)}${number.slice(-2)}`

/** Hides phone numbers, ID and bank card numbers and e-mail addresses in a text (脱敏); everything else stays as it was. */
export function maskPersonalData(text: string): { masked: string; changed: boolean } {
  if (!/[0-9０-９@＠]/.test(text)) return { masked: text, changed: false }
  const masked = text
    .replace(idCard, (found) => keepEnds(found, 3, 2))
    .replace(oldIdCard, (found) => keepEnds(found, 3, 2))
    .replace(mobile, (found) =>
      maskPhone(
        half(found)
          .replace(/\D/g, '')
          .replace(/^86(?=1)/, ''),
      ),
    )
    .replace(dottedMobile, (found) => maskPhone(half(found)))
    .replace(bankCard, (found) => keepEnds(found, 4, 4))
    .replace(
      landline,
      (_found, open: string, area: string, between: string, number: string) => `${open}${area}${between}${lastTwo(number)}`,
    )
    .replace(plainLandline, (_found, area: string, number: string) => `${area}${lastTwo(number)}`)
    .replace(email, (found) => maskEmail(half(found)))
  return { masked, changed: masked !== text }
}
