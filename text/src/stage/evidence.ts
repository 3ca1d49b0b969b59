import type { EmotionLevel, Reason, Signal, SignalKind, Span } from '../analysis.ts'
import { findCues } from '../cues/find-cues.ts'
import { type CueRule, sheetOf } from '../cues/sheet.ts'
import { wholePlace } from '../reasons.ts'
import { shippedWords } from '../signals/vocabulary.ts'
import given from './rules.json' with { type: 'json' }

type StageRule = CueRule & { stage: number; weight: number }
const rules = given as StageRule[]
const sheet = sheetOf(rules, shippedWords)

/** What speaks for a stage, the worst first; docs/rules/stages.md says each in a sentence. `calm` speaks against. */
export const stageCodes = [
  'wentOutside',
  'threat',
  'explicitComplaint',
  'demand',
  'refusal',
  'insult',
  'passedAround',
  'waiting',
  'blame',
  'negativeEmotion',
  'injury',
  'harm',
  'repeatedQuestion',
  'doubt',
  'calm',
] as const
export type StageCode = (typeof stageCodes)[number]
export type StageReason = Reason & { code: StageCode }

/** What other heads already know of the text. */
export type StageHints = { signals?: readonly Signal[] | undefined; emotion?: EmotionLevel | undefined }

/** The points of each code, and where each stands. */
export type Evidence = {
  points: Float32Array
  reasons: StageReason[]
  exclamations: number
  questions: number
  length: number
  /** Of more than two different characters: 啊啊啊啊 is not. */
  varied: boolean
}

const placeOf = Object.fromEntries(stageCodes.map((code, place) => [code, place])) as Record<StageCode, number>
/** What a word of each rule of the sheet says, by the rule's number; no word of the denials' is told. */
const placeOfRule = sheet.rules.map(({ code }) => placeOf[code as StageCode])
export const pointsFor = ({ points }: Pick<Evidence, 'points'>, code: StageCode) => points[placeOf[code]] as number

/** Ways out of the company: 越级投诉 when gone, 矛盾爆发 when only announced. */
const outside = new Set<SignalKind>(['regulator', 'media', 'legal', 'crowd'])
const ofSignal: Partial<Record<SignalKind, { code: StageCode; points: number }>> = {
  compensation: { code: 'demand', points: 0.5 },
  deadline: { code: 'threat', points: 0.5 },
  insult: { code: 'insult', points: 1 },
  safety: { code: 'harm', points: 0.5 },
  selfHarm: { code: 'threat', points: 1 },
}

/** 依据: reads one text once; linear time. */
export function evidenceOf(text: string, { signals = [], emotion }: StageHints = {}): Evidence {
  const points = new Float32Array(stageCodes.length)
  const reasons: StageReason[] = []
  const lastEnds = new Int32Array(stageCodes.length)
  const countAt = (place: number, weight: number, span: Span) => {
    // 退钱, 退钱还要 and 还要赔 in one place are one demand.
    if (span[0] < (lastEnds[place] as number)) return
    lastEnds[place] = span[1]
    reasons.push({ code: stageCodes[place] as StageCode, span: wholePlace(text, span) })
    points[place] = (points[place] as number) + weight
  }
  const count = (code: StageCode, weight: number, span: Span) => countAt(placeOf[code], weight, span)
  for (const { rule, span } of findCues(sheet, text)) countAt(placeOfRule[rule] as number, (sheet.rules[rule] as StageRule).weight, span)
  for (const { kind, span, detail } of signals) {
    lastEnds.fill(0)
    if (outside.has(kind) && detail === 'done') count('wentOutside', 1, span)
    else if (outside.has(kind) && detail === 'threat') count('threat', 1, span)
    const other = ofSignal[kind]
    if (other) count(other.code, other.points, span)
  }
  if (emotion !== undefined && emotion >= 3) points[placeOf.negativeEmotion] = pointsFor({ points }, 'negativeEmotion') + emotion - 2
  return { points, reasons, ...marksOf(text), length: text.length }
}

/** Adds what only the conversation shows. */
export function raise({ points, reasons }: Evidence, code: StageCode, weight: number, span: Reason['span']) {
  points[placeOf[code]] = (points[placeOf[code]] as number) + weight
  reasons.push({ code, ...(span && { span }) })
}

function marksOf(text: string) {
  let exclamations = 0
  let questions = 0
  // A bit for each sort of character; sorts 32 apart share one.
  let sorts = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x21 || code === 0xff01) exclamations++
    else if (code === 0x3f || code === 0xff1f) questions++
    sorts |= 1 << (code & 31)
  }
  sorts &= sorts - 1
  return { exclamations, questions, varied: (sorts & (sorts - 1)) !== 0 }
}
