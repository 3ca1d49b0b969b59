import { beginningOf } from '../beginning.ts'
import { stopWords } from '../entities/stop-words.ts'

/** Openings and closings of a subject that say nothing of the matter. */
const opening =
  /^(?:再次|第[一二三四五六七八九十\d]+次|强烈|恳请|恳求|请求|请问|请|咨询|求助|投诉|举报|反映|建议|关于|对于|希望|要求|呼吁|坚决|反对|紧急)+(?=.{6,})/u
const closing = /(?:的?(?:[几一两]点|相关)?(?:投诉|举报|问题|情况|建议|反映|咨询|求助|请求|疑问))?[？?！!。.，,、\s]*$/u
const longestTitle = 30
/** Numbers of orders and meters are of one case, not of a matter. */
const caseNumber = /[号：:]*[a-z]{0,4}\d{6,}/giu

/** A subject as a title: without 关于 … 的投诉, at most 30 characters. */
export function titleFrom(subject: string): string {
  const trimmed = subject.replace(caseNumber, '').trim().replace(/\s+/gu, ' ')
  const bare = trimmed.replace(opening, '').replace(closing, '')
  const title = bare.length >= 4 ? bare : trimmed
  return Array.from(title).length > longestTitle ? `${beginningOf(title, longestTitle - 1)}…` : title
}

const wordLength = { least: 2, most: 10 }
/** A word is in so many of the subjects; of a large topic each tells it in another way. */
const wordShare = { few: 0.5, many: 0.3, from: 12 }
const mostWords = 5
/** No word begins or ends with them. */
const edges = new Set('的了是我你他她它们在和与也吗呢吧啊')
const readTexts = 40
const readTitles = 100

/**
 * 共用词: the longest runs of characters that at least half of the subjects share (of many, three in ten; at least two), the most telling first: what
 * people read as the name of the place or product and of the trouble.
 */
export function sharedWordsOf(subjects: readonly string[]): string[] {
  const read = subjects.slice(0, readTexts).map((subject) => subject.normalize('NFKC').toLowerCase().replace(caseNumber, ' '))
  const needed = Math.max(2, Math.ceil(read.length * (read.length < wordShare.from ? wordShare.few : wordShare.many)))
  const counts = new Map<string, number>()
  for (const subject of read) for (const run of new Set(runsIn(subject))) counts.set(run, (counts.get(run) ?? 0) + 1)
  const shared = [...counts].filter(([run, count]) => count >= needed && !stopWords.has(run) && !/^\d+$/.test(run))
  const longest = shared.filter(
    ([run, count]) => !shared.some(([other, often]) => other.length > run.length && often >= count * 0.8 && other.includes(run)),
  )
  const words: string[] = []
  for (const [run] of longest.sort((a, b) => b[1] * Math.log(b[0].length) - a[1] * Math.log(a[0].length) || (a[0] < b[0] ? -1 : 1))) {
    // Two runs that overlap are pieces of one wording: the stronger one is enough.
    if (!words.some((word) => overlaps(word, run))) words.push(run)
    if (words.length === mostWords) break
  }
  return words
}

function runsIn(subject: string): string[] {
  const runs: string[] = []
  for (const part of subject.split(/[^\p{L}\p{N}]+/u)) {
    const characters = Array.from(part)
    for (let at = 0; at < characters.length; at++) {
      if (edges.has(characters[at] as string)) continue
      for (let length = wordLength.least; length <= wordLength.most && at + length <= characters.length; length++) {
        const last = characters[at + length - 1] as string
        if (!edges.has(last)) runs.push(characters.slice(at, at + length).join(''))
      }
    }
  }
  return runs
}

const overlaps = (a: string, b: string) =>
  a.includes(b) || b.includes(a) || [2, 3, 4].some((size) => a.slice(-size) === b.slice(0, size) || b.slice(-size) === a.slice(0, size))

/** Of some subjects the one whose pairs of characters most of the others have too, longer ones before shorter ones. */
export function titleOfSubjects(subjects: readonly string[]): string {
  const titles = subjects.slice(0, readTitles).map(titleFrom)
  const counts = new Map<string, number>()
  const pairs = titles.map((title) => new Set(Array.from(title.slice(0, -1), (first, at) => first + title[at + 1])))
  for (const own of pairs) for (const pair of own) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  let best = titles[0] ?? ''
  let most = 0
  for (const [at, own] of pairs.entries()) {
    let shared = 0
    for (const pair of own) shared += (counts.get(pair) ?? 1) - 1
    const score = (shared / Math.max(1, own.size)) * Math.log(1 + own.size)
    if (score > most) [best, most] = [titles[at] ?? '', score]
  }
  return best
}
