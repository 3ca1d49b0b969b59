/** What numbers and addresses of persons look like (个人信息): masking and the signal share these. */

// Linear-time patterns; digits may be full width and parted by single spaces, hyphens or dashes. Source: GB 11643 (ID), GB/T 35273 §11 (masking).
const separator = '[ \\-‐‑‒–—―－]'
const separated = `${separator}?`
const digit = '[0-9０-９]'
const alone = `(?<!${digit})`
const ended = `(?!${digit})`
export const idCard = new RegExp(`${alone}(?:${digit}${separated}){17}[0-9０-９xXｘＸ]${ended}`, 'gu')
// ID numbers of before 1999 have 15 digits: a region, then a date of birth yymmdd; an order number seldom looks so.
export const oldIdCard = new RegExp(
  `${alone}[1-8１-８]${digit}{7}(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0０][1-9１-９]|[1-2１-２]${digit}|[3３][01０１])${digit}{3}${ended}`,
  'gu',
)
export const bankCard = new RegExp(`${alone}[3-6３-６](?:${separated}${digit}){15,18}${ended}`, 'gu')
export const mobile = new RegExp(`${alone}(?:\\+?86${separated})?[1１][3-9３-９](?:${separated}${digit}){9}${ended}`, 'gu')
// A dot only where phones have it: 192.168.100.23 is none.
export const dottedMobile = new RegExp(`${alone}[1１][3-9３-９]${digit}[.．·]${digit}{4}[.．·]${digit}{4}${ended}`, 'gu')
// With a separator or brackets any area code (3–4 digits); without one only where the whole has the length and the start of a landline.
export const landline = new RegExp(`${alone}([(（]?)([0０]${digit}{2,3})([)）] ?|[.．]|${separator})(${digit}{7,8})${ended}`, 'gu')
export const plainLandline = new RegExp(`${alone}([0０](?:[1１][0０]|[2２]${digit}|[3-9３-９]${digit}{2}))(${digit}{7,8})${ended}`, 'gu')
export const email = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠][A-Za-z0-9-]{1,63}(?:[.．][A-Za-z0-9-]{1,63}){1,4}/gu
