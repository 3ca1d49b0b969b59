import { type SignalKind, type Span, signalKinds } from '../analysis.ts'
import { type Features, featuresOf, fewBuckets } from '../features/ngrams.ts'
import { type LinearModel, scoresOf } from '../linear/model.ts'
import { type Example, trainLinear } from '../linear/train.ts'
import { isFigure } from './figures.ts'
import { type FoundSignal, type ReadSignals, readSignals } from './signals.ts'

/** Kinds a model is asked about beside the rules; personal data are a matter of form, which rules see better. */
const learntKinds: readonly SignalKind[] = signalKinds.filter((kind) => kind !== 'personalData')

/** @property kinds which kinds were looked for; left out: all */
export type LabelledSignals = { text: string; expected: readonly string[]; kinds?: readonly string[] }

/** From this probability on the model's word is taken where no rule spoke: about as precise as the rules (signals.card.json). */
const sure = 0.7
/** A wish to die is asked for more: of 14,352 reviews and posts 29 are taken for one, and of 173 such messages held out 59 are found without the rules. */
const surer = 0.8
/** A few letters are like many things: 我要退5000块 like 12315. */
const fewLetters = 10
const surest = 0.92
/** The sentence shown must say it too, or nearly so: not the letter as a whole alone. */
const sureOfSentence = 0.5

function sureOf(kind: SignalKind, letters: number): number {
  if (letters < fewLetters) return surest
  return kind === 'selfHarm' ? surer : sure
}

/**
 * 信号模型: for each kind one against the rest, side by side in one table; calibrated column by column. Seeded.
 * @param ordinary unlabelled texts: from messages that were written to show signals alone the model takes any 以后再也不来 for a farewell.
 * A wish to die is what the rules say of them, who find nearly every one; of other kinds they miss more, which these texts would unteach.
 */
export function trainSignals(rows: readonly LabelledSignals[], { seed = 7, ordinary = [] }: SignalLessons = {}): LinearModel {
  const read = rows.map((row) => ({ ...row, features: featuresOf(row.text) }))
  const common = read.filter(({ kinds }) => !kinds)
  const beside = ordinary.map((text): Example => ({ features: featuresOf(text), label: Number(saysByRules(text, 'selfHarm')) }))
  const single = learntKinds.map((kind) => {
    const own = read.filter(({ kinds }) => kinds?.includes(kind))
    const examples = [...common, ...own].map(({ features, expected }): Example => ({ features, label: expected.includes(kind) ? 1 : 0 }))
    const lessons = kind === 'selfHarm' ? [...examples, ...beside] : examples
    return trainLinear(lessons, { classes: ['no', 'yes'], buckets: fewBuckets, seed, rarityFrom: common.length })
  })
  return sideBySide(single)
}

type SignalLessons = { seed?: number; ordinary?: readonly string[] }

const saysByRules = (text: string, asked: SignalKind) => readSignals(text).signals.some(({ kind }) => kind === asked)

/** The models learnt from the same texts and so share their idf; a temperature of its own goes into each column's scale. */
function sideBySide(models: readonly LinearModel[]): LinearModel {
  const [first] = models as [LinearModel]
  const stride = models.length + 1
  const rows = new Int8Array(first.buckets * stride)
  for (let bucket = 0; bucket < first.buckets; bucket++) {
    rows[bucket * stride] = first.rows[bucket * 2] as number
    models.forEach((model, column) => {
      rows[bucket * stride + 1 + column] = model.rows[bucket * 2 + 1] as number
    })
  }
  return {
    ...first,
    head: 'signals',
    classes: [...learntKinds],
    temperature: 1,
    rows,
    scales: Float32Array.from(models, ({ scales, temperature }) => (scales[0] as number) / temperature),
    bias: Float32Array.from(models, ({ bias, temperature }) => (bias[0] as number) / temperature),
    about: { costs: models.map(({ about }) => about.cost) },
  }
}

const probabilityOf = (score: number) => 1 / (1 + Math.exp(-score))

/**
 * Signals that no rule found and the model is sure of, each with the sentence that speaks most for it. What a rule has refused as a
 * look-alike (法院路) stays refused.
 * @param features of the text
 */
export function learntSignalsOf(model: LinearModel, text: string, features: Features, { signals, refused }: ReadSignals): FoundSignal[] {
  const letters = lettersIn(text)
  if (letters === 0) return []
  const isNew = (kind: SignalKind) => !refused.has(kind) && !signals.some((signal) => signal.kind === kind)
  const likely = sureKinds(scoresOf(model, features), letters).filter(isNew)
  if (likely.length === 0) return []
  const read = numberless(text)
  const still = read === text ? likely : sureKinds(scoresOf(model, featuresOf(read)), letters)
  const kinds = likely.filter((kind) => still.includes(kind))
  if (kinds.length === 0) return []
  const sentences = sentencesOf(read)
  const spoken = sentences.length > 1 ? sentences.map(([start, end]) => scoresOf(model, featuresOf(read.slice(start, end)))) : []
  return kinds.flatMap((kind) => {
    const column = learntKinds.indexOf(kind)
    const best = spoken.reduce((most, one, at) => ((one[column] as number) > (spoken[most]?.[column] as number) ? at : most), 0)
    const score = spoken[best]?.[column]
    if (score !== undefined && probabilityOf(score) < sureOfSentence) return []
    const span = sentences[best] ?? [0, text.length]
    if (kind === 'selfHarm' && isFigure(text.slice(...span))) return []
    return [{ kind, span, rule: `${kind}.learnt` }]
  })
}

function sureKinds(scores: Float32Array, letters: number): SignalKind[] {
  const kinds: SignalKind[] = []
  for (let column = 0; column < learntKinds.length; column++) {
    const kind = learntKinds[column] as SignalKind
    if (probabilityOf(scores[column] as number) >= sureOf(kind, letters)) kinds.push(kind)
  }
  return kinds
}

/** Telephone, order and card numbers blanked, every place kept: to the model 13800138000 is like 12315. */
const numberless = (text: string) => text.replace(/[0-9０-９](?:[-\s]?[0-9０-９]){5,}/g, (number) => ' '.repeat(number.length))

const lettersRead = 40
const letter = /\p{L}/u
/** Digits and marks are all one to the model: without words beside them 1111111 is as good as 12315. More than a few are not counted on. */
function lettersIn(text: string): number {
  const read = Math.min(text.length, lettersRead)
  let letters = 0
  for (let at = 0; at < read && letters < fewLetters; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x4e00 && code <= 0x9fa5) letters++
    else if (code < 0x80) letters += Number((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))
    else {
      const sign = at + 1 < read ? String.fromCodePoint(text.codePointAt(at) as number) : text.charAt(at)
      if (letter.test(sign)) letters++
      at += sign.length - 1
    }
  }
  return letters
}

// A text of nothing but marks has as many sentences.
const mostSentences = 100

/** The sentences that hold more than marks. */
function sentencesOf(text: string): Span[] {
  const sentences: Span[] = []
  for (const { 0: found, index } of text.matchAll(/[^。！？!?；;\n]+[。！？!?；;]*/gu)) {
    const start = index + (found.length - found.trimStart().length)
    if (found.trim() !== '') sentences.push([start, index + found.trimEnd().length])
    if (sentences.length === mostSentences) break
  }
  return sentences
}
