/** 语言: Chinese, English, both, or neither. */
export type Language = 'zh' | 'en' | 'mixed' | 'other'

// One Chinese character says about as much as two Latin letters … a word as two characters.
const wordInCharacters = 2
const mixedShare = 0.25
// Fewer words than this are taken for English: names and codes stand in any language.
const fewWords = 4
const commonShare = 0.12

const common = new Set(
  'a about after all am an and any are as at be because been but by can did do for from get good great had has have he her here how i if in is it just like me my no not now of on one or our out please she so some thank thanks that the their them then there they this time to up us very was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)

/**
 * The language of a text (语言) by its scripts, and of Latin script by the commonest English words. Linear time.
 * Kana, Hangul and other scripts are `other`, as is a text without letters.
 */
export function languageOf(text: string): Language {
  let han = 0
  let foreign = 0
  let words = 0
  let commonWords = 0
  let wordFrom = -1
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0
    if (isLatin(code)) {
      if (wordFrom < 0) wordFrom = at
      continue
    }
    if (wordFrom >= 0) {
      words++
      if (at - wordFrom <= 7 && common.has(text.slice(wordFrom, at).toLowerCase())) commonWords++
      wordFrom = -1
    }
    if (isHan(code)) han++
    else if (isForeign(code)) foreign++
  }
  return judged(han, foreign, words, commonWords)
}

function judged(han: number, foreign: number, words: number, commonWords: number): Language {
  const latin = words * wordInCharacters
  if (foreign > han && foreign > latin) return 'other'
  // Japanese holds as many Chinese characters as kana.
  if (foreign * 4 > han && foreign > latin) return 'other'
  if (han + latin === 0) return 'other'
  const english = words <= fewWords || commonWords / words >= commonShare
  if (han === 0) return english ? 'en' : 'other'
  const share = latin / (han + latin)
  if (share < mixedShare || words < 2) return 'zh'
  return share > 1 - mixedShare / 2 ? (english ? 'en' : 'other') : 'mixed'
}

const isLatin = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7)
const isHan = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff)
// Greek to Georgian, Hangul, kana, and what lies between.
const isForeign = (code: number) =>
  (code >= 0x370 && code <= 0x1fff) || (code >= 0x3040 && code <= 0x312f) || (code >= 0xac00 && code <= 0xd7af)
