/** The first character of each letter in the order of pinyin; no word begins with i, u or v. */
const firsts = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** 拼音首字母: `预警` → `yj`; what is not Chinese stays as it is, without spaces. A character of several readings has its usual one. */
export const initialsOf = (words: string) => [...words.toLowerCase()].map(initialOf).join('')

function initialOf(character: string) {
  if (!/\p{Script=Han}/u.test(character)) return /[a-z0-9]/.test(character) ? character : ''
  const at = [...firsts].findLastIndex((first) => order.compare(first, character) <= 0)
  return letters[at] ?? ''
}
