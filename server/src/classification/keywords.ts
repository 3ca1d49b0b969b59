import { type Keyword, keywordsOf, stopWords } from '@zhiwei/text'

type Extract = (text: string, most: number) => Keyword[]
let loading: Promise<Extract> | undefined

/**
 * 关键词 on demand, by TF-IDF over the words that jieba cuts; loaded by the first call (some 0.5 s, 108 MB). Where jieba is not there or
 * fails, the pieces that the text repeats answer instead.
 */
export async function extractKeywords(text: string, most = 8): Promise<Keyword[]> {
  loading ??= loadJieba().catch(() => keywordsOf)
  return (await loading)(text.slice(0, 20_000), most)
}

async function loadJieba(): Promise<Extract> {
  const { Jieba, TfIdf } = await import('@node-rs/jieba')
  const { dict, idf } = await import('@node-rs/jieba/dict.js')
  const jieba = Jieba.withDict(dict)
  const tfIdf = TfIdf.withDict(idf)
  return (text, most) => {
    // Asked for more than wanted: stop words, numbers and single characters are taken out afterwards.
    const found = tfIdf.extractKeywords(jieba, text, most * 3).filter(({ keyword }) => tells(keyword))
    const highest = found[0]?.weight ?? 1
    return found.slice(0, most).map(({ keyword, weight }) => ({ word: keyword, weight: Number((weight / highest).toFixed(3)) }))
  }
}

const tells = (word: string) => word.length > 1 && !stopWords.has(word.toLowerCase()) && !/^[\d\s\p{P}\p{S}]+$/u.test(word)
