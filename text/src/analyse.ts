import type { Analysis, AnalysisInput, Entity, Reason, Signal, Turn } from './analysis.ts'
import {
  type CategorySheet,
  type CategorySources,
  categoryOf,
  categorySheetOf,
  reasonsOfCategory,
  type TenantCategories,
} from './category/index.ts'
import { type Dialogue, satisfactionOf } from './dialogue/judge.ts'
import { shippedDialogue, shippedTone } from './dialogue/shipped.ts'
import { type CompiledNames, entitiesOf } from './entities/index.ts'
import { type Features, featuresOf } from './features/ngrams.ts'
import { complaintFloor, complaintOf } from './heads/complaint.ts'
import { type EmotionAnswer, emotionOf, emotionOfTurns } from './heads/emotion.ts'
import { languageOf } from './heads/language.ts'
import { mindsetOf } from './heads/mindset/index.ts'
import { type SentimentAnswer, sentimentOf } from './heads/sentiment.ts'
import { severityOf } from './heads/severity/index.ts'
import { type Models, shippedModels } from './models.ts'
import { onceEach, wholePlace } from './reasons.ts'
import { type FoundSignal, learntSignalsOf, readSignals, signalsOf } from './signals/index.ts'
import { stageOfConversation, stageOfText } from './stage/index.ts'

/** What the engine reads with: the shipped models; and what a tenant brings: its categories, what it learnt of them, names of products and places. */
export type Engine = {
  models: Models
  dialogue: Dialogue | undefined
  categories: CategorySheet
  learnt?: TenantCategories | undefined
  names?: CompiledNames | undefined
}

/** 文本引擎: the shipped models (read once) and the starting categories, unless others are given. */
export const engineOf = (given: Partial<Engine> = {}): Engine => ({
  ...given,
  models: given.models ?? shippedModels(),
  dialogue: given.dialogue ?? (shippedTone() && shippedDialogue()),
  categories: given.categories ?? categorySheetOf(),
})

/** More categories would hardly be read. */
const mostCategories = 5

/**
 * 文本分析: everything the engine says of a text or a conversation; of a conversation only the customer's turns are judged.
 * Linear in the text, never throws, and gives the same answer on each platform. Keywords are asked for apart.
 * @param now for dates told relatively (昨天) and deadlines by weekday
 */
export function analyse(input: AnalysisInput, engine: Engine, now?: Date): Analysis {
  return 'turns' in input ? ofConversation(input.turns, input.subject, engine, now) : ofText(input.text, input.subject, engine, now)
}

/**
 * 对话阶段 alone: what `analyse` says of these turns, at a fraction of its cost.
 * @param now for deadlines by weekday
 */
export function stageOf(turns: readonly Turn[], engine: Engine, now?: Date): Analysis['stage'] {
  const model = engine.models.stage
  const signals: Signal[] = []
  const emotions: (Emotion['level'] | undefined)[] = []
  for (const [turn, { by, text }] of turns.entries()) {
    if (by !== 'customer') continue
    for (const signal of signalsOf(text, { now })) signals.push({ ...signal, turn })
    // The learned stage does not ask for it.
    if (!model) emotions[turn] = read(text, engine, now).emotion.level
  }
  const { level, reasons } = stageOfConversation(turns, { signals, emotions, model })
  return { level, reasons }
}

/** One text with what several heads ask for: its features are made once. The stage learnt beside the rules' signals alone. */
type Read = { text: string; features: Features; signals: Signal[]; byRules: readonly Signal[]; emotion: Emotion; entities: Entity[] }
type Emotion = Pick<EmotionAnswer, 'kind' | 'level' | 'confidence'>
type Staged = { level: Analysis['stage']['level']; reasons: Reason[]; confidence: number }

const calm: Emotion = { kind: 'calm', level: 0, confidence: 0 }

/** Sums in other money than the tenant's stay in the words: as fen they would be wrong. */
function inFen(found: FoundSignal): Signal {
  if (found.amountFen === undefined) return found
  const { currency, amountFen, ...signal } = found
  return { ...signal, ...(amountFen !== undefined && currency === undefined && { amountFen }) }
}

function read(text: string, { models, names }: Engine, now: Date | undefined): Read {
  const features = featuresOf(text)
  const { emotion, intensity } = models
  const rules = readSignals(text, { now })
  const found = rules.signals
  const signals = [...found, ...(models.signals ? learntSignalsOf(models.signals, text, features, rules) : [])].map(inFen)
  return {
    text,
    features,
    signals,
    byRules: found,
    emotion: emotion ? emotionOf({ emotion, ...(intensity && { intensity }) }, features, text, signals) : calm,
    entities: entitiesOf(text, names, now),
  }
}

function ofText(text: string, subject: string | undefined, engine: Engine, now: Date | undefined): Analysis {
  const given = read(text, engine, now)
  const { byRules, features, emotion } = given
  return answerOf(
    given,
    stageOfText(text, {
      signals: byRules,
      emotion: emotion.level,
      features,
      model: holdOf(text) === 'signs' ? undefined : engine.models.stage,
    }),
    subject,
    engine,
  )
}

function ofConversation(turns: readonly Turn[], subject: string | undefined, engine: Engine, now: Date | undefined): Analysis {
  const said = turns.flatMap(({ by, text }, turn) => (by === 'customer' ? [{ turn, ...read(text, engine, now) }] : []))
  const ofTurns = (which: 'signals' | 'byRules') => said.flatMap((one) => one[which].map((signal) => ({ ...signal, turn: one.turn })))
  const signals = ofTurns('signals')
  const byRules = ofTurns('byRules')
  const emotions = turns.map((_, turn) => said.find((one) => one.turn === turn)?.emotion.level)
  const stage = stageOfConversation(turns, { signals: byRules, emotions, model: engine.models.stage })
  const { text, placeOf, joinedAt } = joined(said)
  const whole = {
    text,
    features: featuresOf(text),
    signals: signals.map((signal) => ({ ...signal, span: joinedAt(signal) })),
    byRules,
    emotion: emotionOfTurns(said.map(({ emotion }) => emotion)) ?? calm,
    entities: said.flatMap(({ turn, entities }) => entities.map((entity) => ({ ...entity, turn }))),
  }
  const answer = answerOf(whole, stage, subject, engine)
  const inTurn = (reason: Reason): Reason => ({ ...reason, ...(reason.span && placeOf(reason.span)) })
  const satisfaction = engine.dialogue && satisfactionOf(turns, engine.dialogue)
  return {
    ...answer,
    signals,
    ...(satisfaction && {
      satisfaction: {
        end: 1 - satisfaction.end.unhappy,
        turns: satisfaction.afterTurn.map(({ turn, unhappy }) => ({ turn, satisfied: 1 - unhappy, emotion: emotions[turn] ?? 0 })),
      },
    }),
    severityReasons: answer.severityReasons.map(inTurn),
    categoryReasons: answer.categoryReasons.map(inTurn),
  }
}

function answerOf(
  { text, features, signals, emotion, entities }: Read,
  stage: Staged,
  subject: string | undefined,
  engine: Engine,
): Analysis {
  const { models } = engine
  const held = holdOf(text)
  const isSpoken = held !== 'nothing'
  const sentiment = models.sentiment && heardWith(sentimentOf(models.sentiment, features), emotion)
  const severity = severityOf(text, { signals, features, model: models['case-severity'] })
  const mindset = mindsetOf(text, { signals, emotion: emotion.level, stage: stage.level })
  const sources = { sheet: engine.categories, base: models.category, tenant: engine.learnt }
  const { category, basis, reasons } = held === 'words' || subject ? categorised(text, subject, sources, features) : uncategorised
  return {
    language: languageOf(text),
    category,
    categoryBasis: basis,
    categoryReasons: reasons,
    sentiment: isSpoken ? (sentiment?.sentiment ?? 'neutral') : 'neutral',
    emotion: isSpoken ? { kind: emotion.kind, level: emotion.level } : { kind: 'calm', level: 0 },
    complaint: isSpoken
      ? Math.max(held === 'words' ? complaintByWords(features, models) : complaintBySigns(emotion), complaintFloor(signals, stage))
      : 0,
    stage: { level: stage.level, reasons: stage.reasons },
    signals,
    severity: severity.severity,
    severityReasons: severity.reasons,
    mindset: mindset.mindset,
    keywords: [],
    entities,
    confidence: {
      sentiment: sentiment?.confidence ?? 0,
      emotion: emotion.confidence,
      severity: severity.confidence,
      stage: stage.confidence,
      mindset: mindset.confidence,
    },
  }
}

const furious = 3
/** Who is furious is not content, whatever the words beside it: 谢谢你们这帮骗子. */
const heardWith = (answer: Pick<SentimentAnswer, 'sentiment' | 'confidence'>, { kind, level, confidence }: Emotion) =>
  kind === 'angry' && level >= furious ? { sentiment: 'negative' as const, confidence } : answer

const complaintByWords = (features: Features, { complaint }: Models) => (complaint ? complaintOf(complaint, features) : 0)
/** 😡😡😡 tells no matter, and is likelier than not a complaint. */
const complaintBySigns = ({ kind, level }: Emotion) => (kind === 'angry' && level >= furious ? 0.6 : 0)

const oneSign = /^\s*(\S)\1{7,}\s*$/u

/** What there is to read: words, or signs alone (😡); of marks alone (。, ？), and of one letter again and again, nothing is known. */
function holdOf(text: string): 'words' | 'signs' | 'nothing' {
  const [first, second] = [text.charCodeAt(0), text.charCodeAt(1)]
  // Most texts begin with two Chinese characters.
  if (first !== second && first >= 0x4e00 && first <= 0x9fff) return 'words'
  if (/\p{L}/u.test(text) && !oneSign.test(text)) return 'words'
  return /\p{Extended_Pictographic}/u.test(text) ? 'signs' : 'nothing'
}

const uncategorised = { category: [], basis: 'none' as const, reasons: [] }

/** Where there is nothing to go by, no category is likelier than another: none is told. Words of the subject have no place in the text. */
function categorised(text: string, subject: string | undefined, sources: CategorySources, features: Features) {
  const whole = subject ? `${subject}\n${text}` : text
  const answer = categoryOf(whole, sources, subject ? undefined : features, mostCategories)
  const { basis } = answer
  const category = basis === 'none' ? [] : answer.category
  const before = whole.length - text.length
  const reasons = reasonsOfCategory(whole, answer, sources).map(({ code, span }): Reason => {
    const inText = span && span[0] >= before && wholePlace(text, [span[0] - before, span[1] - before])
    return { code, ...(inText && { span: inText }) }
  })
  return { category, basis, reasons: onceEach(reasons) }
}

type Span = readonly [number, number]

/** The customer's turns as one text, with the way from its places back to those of a turn. */
function joined(said: readonly { turn: number; text: string }[]) {
  const starts: number[] = []
  let length = 0
  for (const { text } of said) {
    starts.push(length)
    length += text.length + 1
  }
  return {
    text: said.map(({ text }) => text).join('\n'),
    placeOf([start, end]: Span) {
      const at = Math.max(
        0,
        starts.findLastIndex((from) => from <= start),
      )
      const [from = 0, text = ''] = [starts[at], said[at]?.text]
      return { turn: said[at]?.turn ?? 0, span: [start - from, Math.min(end - from, text.length)] as const }
    },
    joinedAt({ turn, span }: Signal): Span {
      const from = starts[said.findIndex((one) => one.turn === turn)] ?? 0
      return [span[0] + from, span[1] + from]
    },
  }
}
