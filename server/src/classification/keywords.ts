import { type Keyword, keywordsOf, stopWords } from '@zhiwei/text'

type Extract = (text: string, most: number) => Keyword[]
type Words = { extract: Extract; cut: (text: string) => string[] }
let loading: Promise<Words> | undefined

const longestText = 20_000
const load = () => {
  loading ??= loadJieba().catch(() => ({ extract: keywordsOf, cut: (text: string) => keywordsOf(text, 40).map(({ word }) => word) }))
  return loading
}

/**
 * 关键词 on demand, by TF-IDF over the words that jieba cuts; loaded by the first call (some 0.5 s, 108 MB). Where jieba is not there or
 * fails, the pieces that the text repeats answer instead.
 */
export async function extractKeywords(text: string, most = 8): Promise<Keyword[]> {
  return (await load()).extract(text.slice(0, longestText), most)
}

/** 分词: which words that tell something each text says, once each; loaded by the first call as the keywords are. */
export async function cutWords(texts: readonly string[]): Promise<Set<string>[]> {
  const { cut } = await load()
  return texts.map((text) => new Set(cut(text.slice(0, longestText))))
}

async function loadJieba(): Promise<Words> {
  const { Jieba, TfIdf } = await import('@node-rs/jieba')
  const { dict, idf } = await import('@node-rs/jieba/dict.js')
  const jieba = Jieba.withDict(dict)
  const tfIdf = TfIdf.withDict(idf)
  const cut = (text: string) => jieba.cut(text, true).filter(tells)
  const extract: Extract = (text, most) => {
    // Asked for more than wanted: stop words, numbers and single characters are taken out afterwards.
    const found = tfIdf.extractKeywords(jieba, text, most * 3).filter(({ keyword }) => tells(keyword))
    const highest = found[0]?.weight ?? 1
    return found.slice(0, most).map(({ keyword, weight }) => ({ word: keyword, weight: Number((weight / highest).toFixed(3)) }))
  }
  return { extract, cut }
}

const tells = (word: string) => word.length > 1 && !stopWords.has(word.toLowerCase()) && !/^[\d\s\p{P}\p{S}]+$/u.test(word)
