const besideWords = /[^\p{L}\p{N}]+/gu

/** The bare wording: full width to half, lower case, without white space, punctuation, symbols and marks. */
export const wordingOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(besideWords, '')

// Two Chinese characters say as much as five letters; pairs of letters are in every English text.
const wideLength = 2
const narrowLength = 5
// CJK radicals and all that lies above; below are alphabets and digits.
const isWide = (unit: number) => unit >= 0x2e80

/** Hashes of a wording's runs of two characters, in alphabets five, each once, ascending. */
export function gramsOf(wording: string): Uint32Array {
  const grams = new Uint32Array(wording.length)
  let count = 0
  for (let at = 0; at < wording.length; at++) {
    const end = endOfGram(wording, at)
    // The last character of the text begins no run of its own, unless it is all there is.
    if (end - at < wideLength && at > 0) continue
    grams[count++] = hashOf(wording, at, end)
  }
  return eachOnce(grams.subarray(0, count))
}

function endOfGram(wording: string, at: number): number {
  if (isWide(wording.charCodeAt(at))) return Math.min(at + wideLength, wording.length)
  let end = at + 1
  while (end < wording.length && end - at < narrowLength && !isWide(wording.charCodeAt(end))) end++
  // A letter or digit before a Chinese character belongs to it: 3区, A市.
  return end - at === 1 && end < wording.length ? end + 1 : end
}

/** FNV-1a with a finaliser: it alone leaves neighbours near each other. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) >>> 0
}

/** Sorts the values in place. */
function eachOnce(values: Uint32Array): Uint32Array {
  values.sort()
  let kept = 0
  for (let at = 0; at < values.length; at++) if (at === 0 || values[at] !== values[kept - 1]) values[kept++] = values[at] as number
  return values.slice(0, kept)
}

/** How many values two ascending lists have in common. */
export function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0
  for (let at = 0, bt = 0; at < a.length && bt < b.length; ) {
    const left = a[at] as number
    const right = b[bt] as number
    if (left === right) shared++
    if (left <= right) at++
    if (right <= left) bt++
  }
  return shared
}
