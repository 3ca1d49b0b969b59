import type { Analysis, EmotionLevel, Reason, Signal, StageLevel } from '../../analysis.ts'
import { findCues } from '../../cues/find-cues.ts'
import { type CueRule, sheetOf } from '../../cues/sheet.ts'
import { shippedWords } from '../../signals/vocabulary.ts'
import given from './rules.json' with { type: 'json' }

export type Mindset = NonNullable<Analysis['mindset']>
type MindsetRule = CueRule & { mindset: Mindset; weight: number }
const sheet = sheetOf(given as MindsetRule[], shippedWords)

export type MindsetAnswer = { mindset: Mindset | null; reasons: (Reason & { mindset: Mindset })[]; confidence: number }
export type MindsetHints = { signals?: readonly Signal[] | undefined; emotion?: EmotionLevel | undefined; stage?: StageLevel | undefined }

/** A plain wish to return goods or a sharp word alone says nothing of a state of mind. */
const enough = 1
/** Of two that speak as loudly: who asks for money wants it, who asks to be heard is not only venting. */
const order: readonly Mindset[] = ['compensation', 'respect', 'vent']
const shoutsWorth = 0.5

/** What the words say for each, before anything is decided. */
type Found = { points: Record<Mindset, number>; reasons: MindsetAnswer['reasons'] }

function foundIn(text: string, signals: readonly Signal[] = []): Found {
  const points: Record<Mindset, number> = { compensation: 0, respect: 0, vent: 0 }
  const reasons: MindsetAnswer['reasons'] = []
  const count = (mindset: Mindset, weight: number, code: string, span?: Reason['span']) => {
    points[mindset] += weight
    reasons.push({ code, mindset, ...(span && { span }) })
  }
  for (const { rule, span } of findCues(sheet, text)) {
    const { code, mindset, weight } = sheet.rules[rule] as MindsetRule
    count(mindset, weight, code, span)
  }
  for (const { kind, span, amountFen } of signals) {
    if (kind === 'compensation') count('compensation', amountFen ? 1 : 0.5, 'demandsMoney', span)
    if (kind === 'insult') count('vent', 1, 'outcry', span)
  }
  if (points.vent > 0) points.vent += shoutsIn(text) * shoutsWorth
  return { points, reasons }
}

/**
 * 心态: does the customer want to let off steam (求发泄), to be respected (求尊重) or to be made good (求补偿)? Null when the words ask only for the
 * matter to be put right. Source: the three states of mind of CCCS; docs/rules/stages.md
 */
export function mindsetOf(text: string, { signals, emotion, stage }: MindsetHints = {}): MindsetAnswer {
  const found = foundIn(text, signals)
  const { mindset, confidence } = judged(found, Math.max(emotion ?? 2, stage ?? 2))
  return { mindset, reasons: found.reasons.filter((reason) => reason.mindset === mindset), confidence }
}

/** Calm words that name a refund or an attitude report a fact; a state of mind shows where the emotion has risen. */
const risenFrom = 2

function judged({ points }: Found, risen: number): Omit<MindsetAnswer, 'reasons'> {
  const best = order.reduce((most, mindset) => (points[mindset] > points[most] ? mindset : most))
  const total = points.compensation + points.respect + points.vent
  if (risen < risenFrom || points[best] < enough) return { mindset: null, confidence: 1 - Math.min(0.5, total / 2) }
  return { mindset: best, confidence: points[best] / (total + 0.5) }
}

const mostShouts = 3
function shoutsIn(text: string): number {
  let shouts = 0
  for (let at = 0; at < text.length && shouts < mostShouts; at++) if (text[at] === '！' || text[at] === '!') shouts++
  return shouts
}
