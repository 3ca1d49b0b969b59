import { readFileSync } from 'node:fs'
import { analyse, engineOf } from '@zhiwei/text'
import { featuresOf } from '@zhiwei/text/learning'
import { categoryOf } from '../../text/src/category/index.ts'
import { entitiesOf } from '../../text/src/entities/index.ts'
import { complaintOf } from '../../text/src/heads/complaint.ts'
import { emotionOf } from '../../text/src/heads/emotion.ts'
import { languageOf } from '../../text/src/heads/language.ts'
import { mindsetOf } from '../../text/src/heads/mindset/index.ts'
import { offensiveOf } from '../../text/src/heads/offensive.ts'
import { sentimentOf } from '../../text/src/heads/sentiment.ts'
import { severityOf } from '../../text/src/heads/severity/index.ts'
import { signalsOf } from '../../text/src/signals/index.ts'
import { stageOfText } from '../../text/src/stage/index.ts'

type Micros = { median: number; ninetyFifth: number }
export type Speed = {
  loadMillis: number
  memoryMegabytes: number
  textLength: number
  parts: Record<string, Micros>
  textsPerSecond: number
}

const rounds = 4_000

/** What loading costs, and the microseconds of each head on complaints of about 100 characters. */
export function measureSpeed(): Speed {
  const before = process.memoryUsage().rss
  const started = performance.now()
  const engine = engineOf()
  const loadMillis = Math.round(performance.now() - started)
  const { sentiment, emotion, intensity, complaint, offensive, stage, category } = engine.models
  const sheet = engine.categories
  const texts = textsOf(100)
  const features = texts.map((text) => featuresOf(text))
  const signals = texts.map((text) => signalsOf(text))
  const heads: Record<string, ((at: number) => unknown) | undefined | false> = {
    features: (at) => featuresOf(texts[at]!),
    language: (at) => languageOf(texts[at]!),
    sentiment: sentiment && ((at) => sentimentOf(sentiment, features[at]!)),
    'emotion and its level': emotion && ((at) => emotionOf({ emotion, intensity }, features[at]!, texts[at]!)),
    complaint: complaint && ((at) => complaintOf(complaint, features[at]!)),
    offensive: offensive && ((at) => offensiveOf(offensive, features[at]!)),
    category: (at) => categoryOf(texts[at]!, { sheet, base: category }, features[at]!),
    signals: (at) => signalsOf(texts[at]!),
    entities: (at) => entitiesOf(texts[at]!),
    stage: (at) => stageOfText(texts[at]!, { signals: signals[at]!, model: stage, features: features[at]! }),
    severity: (at) => severityOf(texts[at]!, { signals: signals[at]!, model: engine.models['case-severity'], features: features[at]! }),
    'state of mind': (at) => mindsetOf(texts[at]!, { signals: signals[at]! }),
    'full analysis': (at) => analyse({ text: texts[at]! }, engine),
  }
  const parts = Object.fromEntries(Object.entries(heads).flatMap(([name, head]) => (head ? [[name, microsOf(head, texts.length)]] : [])))
  const memoryMegabytes = Math.round((process.memoryUsage().rss - before) / 2 ** 20)
  const perText = meanMicrosOf((at) => analyse({ text: texts[at]! }, engine), texts.length)
  return { loadMillis, memoryMegabytes, textLength: 100, parts, textsPerSecond: Math.round(1e6 / perText) }
}

/** Our own complaints, joined or cut to the length. */
function textsOf(length: number): string[] {
  const file = new URL('../../text/texts/complaints.jsonl', import.meta.url)
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { text: string; language: string })
  const joined = all
    .filter(({ language }) => language === 'zh')
    .map(({ text }) => text)
    .join('')
  return Array.from({ length: Math.min(400, Math.floor(joined.length / length)) }, (_, at) => joined.slice(at * length, (at + 1) * length))
}

function microsOf(head: (at: number) => unknown, count: number): Micros {
  for (let round = 0; round < rounds; round++) head(round % count)
  const times = Float64Array.from({ length: rounds }, (_, round) => {
    const started = performance.now()
    head(round % count)
    return (performance.now() - started) * 1000
  }).sort()
  return { median: times[rounds / 2] ?? 0, ninetyFifth: times[Math.floor(rounds * 0.95)] ?? 0 }
}

function meanMicrosOf(work: (at: number) => unknown, count: number): number {
  const started = performance.now()
  for (let round = 0; round < rounds; round++) work(round % count)
  return ((performance.now() - started) * 1000) / rounds
}
