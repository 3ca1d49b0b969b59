/** Codes as bits (字符集): 8 KB for all, of which a Chinese text touches 3; a byte each would push the models out of the cache. */
export type CodeSet = Uint32Array

/** The first code of each word. */
export function codeSetOf(words: Iterable<string>): CodeSet {
  const set = new Uint32Array(2 ** 11)
  for (const word of words) set[word.charCodeAt(0) >> 5]! |= 1 << (word.charCodeAt(0) & 31)
  return set
}

export const hasCode = (set: CodeSet, code: number) => (((set[code >> 5] as number) >>> (code & 31)) & 1) !== 0
