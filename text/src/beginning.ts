const inWord = /[\p{Script=Latin}\p{Nd}]/u

/** The first characters of a text, `most` at most; a word between spaces is left out rather than broken. */
export function beginningOf(text: string, most: number): string {
  const characters = Array.from(text)
  const cut = characters.slice(0, most).join('')
  const isBroken = inWord.test(characters[most - 1] ?? '') && inWord.test(characters[most] ?? '')
  return isBroken ? cut.replace(/\s+[^\s\p{Script=Han}]*$/u, '') : cut
}
