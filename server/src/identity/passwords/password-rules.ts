import { commonPasswords, commonWords } from './common-passwords.ts'

// Length and a block list, nothing else: no "one capital, one digit" (NIST SP 800-63B-4 §3.1.1.2).
const minLength = 12
// What is guessable counts nothing; this much must be left.
const minUnguessable = 6
const minRun = 4
const runs = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p']
const rows = runs.flatMap((run) => [run + run, [...run, ...run].reverse().join('')])
const disguises: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' }

/**
 * 密码强度: why a password is guessed too easily, in the person's words; undefined when it will do.
 * @param known names everybody around the person knows: the person's own, the tenant's
 * Source: docs/rules/passwords.md
 */
export function weaknessOf(password: string, known: readonly string[]): string | undefined {
  if ([...password].length < minLength) return `至少需要 ${minLength} 个字符`
  const plain = password.normalize('NFKC').toLowerCase()
  const undisguised = plain.replace(/[@431!0$57]/g, (sign) => disguises[sign] ?? sign)
  if (isRepetition(plain)) return '不要只重复几个字符'
  if (commonPasswords.has(lettersAndDigits(plain)) || commonPasswords.has(lettersAndDigits(undisguised)))
    return '这是常用密码，很容易被猜到'
  const names = namesOf(known)
  if ([plain, undisguised].some((text) => unguessableLengthOf(text, names) < minUnguessable)) {
    return '不要只用名字、常用词、年份或连续的键组成密码'
  }
  return undefined
}

const lettersAndDigits = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Fewer than four different characters, or one piece of up to six again and again. */
function isRepetition(text: string) {
  if (new Set(text).size < 4) return true
  return [2, 3, 4, 5, 6].some((length) => [...text].every((sign, i) => sign === text[i % length]))
}

const namesOf = (known: readonly string[]) =>
  known
    .flatMap((name) => [name, ...name.split(/[\s._@-]+/)])
    .map((name) => name.normalize('NFKC').toLowerCase())
    .filter((name) => name.length >= (/\p{Script=Han}/u.test(name) ? 2 : 3))

/** How many characters are left without names, common words, years, rows of keys and repeated signs. */
function unguessableLengthOf(text: string, names: string[]) {
  let left = text
  for (const word of [...names, ...commonWords]) left = left.replaceAll(word, ' ')
  left = withoutRows(left)
    .replace(/(?:19|20)\d\d/g, ' ')
    .replace(/(.)\1{2,}/gu, '$1')
  return lettersAndDigits(left).length + (left.match(/[^\p{L}\p{N}\s]/gu)?.length ?? 0) / 2
}

function withoutRows(text: string) {
  let left = ''
  for (let at = 0; at < text.length; ) {
    const length = rowLengthAt(text, at)
    left += length ? ' ' : text[at]
    at += length || 1
  }
  return left
}

/** Length of the longest piece of a row of keys beginning here; 0 when shorter than four. */
function rowLengthAt(text: string, at: number) {
  let length = 0
  while (at + length < text.length && rows.some((row) => row.includes(text.slice(at, at + length + 1)))) length += 1
  return length >= minRun ? length : 0
}
