import { fold, isLatin } from '../signals/fold.ts'
import { stopCharacters, stopWords } from './stop-words.ts'

/** A word with how much it says about the text, 0 … 1. */
export type Keyword = { word: string; weight: number }

const longest = 4

/**
 * 关键词, without a dictionary: runs of two to four characters that the text repeats, and Latin words; a fallback for where jieba is not
 * loaded. A piece of a longer run that comes as often is left out.
 */
export function keywordsOf(text: string, most = 8): Keyword[] {
  const folded = fold(text.slice(0, 20_000))
  const counts = new Map<string, number>()
  let run = ''
  const close = () => {
    if (run.length > 1) countRun(run, counts)
    run = ''
  }
  for (let place = 0; place < folded.length; place++) {
    const code = folded.codes[place] as number
    const character = String.fromCharCode(code)
    const latin = isLatin(code)
    const han = code >= 0x4e00 && code < 0xa000 && !stopCharacters.has(character)
    if (!latin && !han) close()
    else {
      if (run && latin !== isLatin(run.charCodeAt(0))) close()
      run += character
    }
  }
  close()
  const entries = [...counts].filter(([word, count]) => count > 1 || word.length > 2 || isLatin(word.charCodeAt(0)))
  const kept = entries.filter(
    ([word, count]) => !entries.some(([other, often]) => other.length > word.length && often >= count && other.includes(word)),
  )
  const scored = kept
    .map(([word, count]) => ({ word, weight: count * Math.log(1 + word.length) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
  const top = scored.slice(0, most)
  const highest = top[0]?.weight ?? 1
  return top.map(({ word, weight }) => ({ word, weight: Number((weight / highest).toFixed(3)) }))
}

/** Most distinct pieces looked at: enough for any text a person writes. */
const mostPieces = 600

function countRun(run: string, counts: Map<string, number>) {
  const count = (word: string) => {
    if (!stopWords.has(word) && (counts.has(word) || counts.size < mostPieces)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  if (isLatin(run.charCodeAt(0))) {
    if (run.length > 2) count(run)
    return
  }
  for (let length = 2; length <= longest; length++)
    for (let start = 0; start + length <= run.length; start++) count(run.slice(start, start + length))
}
