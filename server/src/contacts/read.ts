import type { IncomingContact, Signal } from '@zhiwei/contract'
import { type Analysis, type Signal as FoundSignal, placesInMasked, type Reason, type Span } from '@zhiwei/text'
import { probabilityOf, reasonsOf, saysComplaint } from './latent/rules.ts'
import type { TextReader } from './sources.ts'
import type { StoredReading, StoredTurn } from './tables.ts'

export type Spoken = Pick<IncomingContact, 'score' | 'scoreMax'> & { turns: StoredTurn[] }
export type Read = { reading: StoredReading; category: string | null; unhappy: number; stage: number }

// Of a contact's reasons and signals so many are kept.
const most = 40
const rounded = (value: number) => Math.round(value * 10_000) / 10_000

/** 读联络: what the text engine says of a contact, and how probable it is that the customer went away unhappy. */
export function readContact(reader: TextReader, { turns, score, scoreMax }: Spoken, at: Date): Read {
  const analysis = reader.analyse({ turns: turns.map(({ by, text }) => ({ by, text })) }, at)
  const own = turns.flatMap(({ by }, turn) => (by === 'customer' ? [turn] : []))
  const isDialogue = own.length > 0 && own.length < turns.length
  const curve = curveOf(analysis, isDialogue)
  const signals = [...new Set(analysis.signals.map(({ kind }) => kind))] satisfies Signal[]
  const satisfaction = isDialogue && analysis.satisfaction ? rounded(analysis.satisfaction.end) : null
  const stage = analysis.stage.level
  const reasons = reasonsOf({
    complaint: analysis.complaint,
    lastEmotion: Math.max(0, ...curve.slice(-2).map(({ level }) => level)),
    stage,
    satisfaction,
    score: score === undefined ? null : score / scoreMax,
    signals,
  })
  const unhappy = own.length === 0 && score === undefined ? 0 : rounded(probabilityOf(reasons))
  const places = turns.map(({ text }) => placesInMasked(text))
  const placed = <Found extends { span?: Span; turn?: number }>(found: Found): Found =>
    found.span ? { ...found, span: places[found.turn ?? 0]?.(found.span) ?? found.span } : found
  return {
    reading: {
      complaint: rounded(analysis.complaint),
      sentiment: analysis.sentiment,
      emotion: analysis.emotion.level,
      stage,
      satisfaction,
      unhappy,
      language: analysis.language,
      mindset: analysis.mindset,
      signals: analysis.signals.slice(0, most).map((signal) => placed(signalOf(signal))),
      stageReasons: analysis.stage.reasons.slice(0, most).map((reason) => placed(reasonOf(reason))),
      curve,
      reasons,
      saysComplaint: saysComplaint(
        { stage, signals },
        turns.flatMap(({ by, text }) => (by === 'customer' ? [text] : [])),
      ),
    },
    // Without a word to go by nothing is named.
    category: analysis.categoryBasis === 'none' ? null : (analysis.category[0]?.code ?? null),
    unhappy,
    stage,
  }
}

/** 情绪曲线: after each turn of the customer. */
const curveOf = ({ satisfaction, emotion }: Analysis, isDialogue: boolean): StoredReading['curve'] =>
  satisfaction?.turns.map(({ turn, satisfied, emotion: level }) => ({
    turn,
    level,
    ...(isDialogue && { satisfied: rounded(satisfied) }),
  })) ?? [{ turn: 0, level: emotion.level }]

// Heads may tell more than is kept.
const reasonOf = ({ code, span, turn }: Reason) => ({ code, ...(span && { span: spanOf(span) }), ...(turn !== undefined && { turn }) })
const signalOf = ({ kind, span, turn, amountFen, detail }: FoundSignal) => ({
  kind,
  span: spanOf(span),
  ...(turn !== undefined && { turn }),
  ...(amountFen !== undefined && { amountFen }),
  ...(detail !== undefined && { detail }),
})
const spanOf = ([start, end]: Span): [number, number] => [start, end]
