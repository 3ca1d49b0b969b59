import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import type { IncomingComplaint, PriorityFact, PriorityScheme, Signal } from '@zhiwei/contract'
import { type Analysis, type Signal as FoundSignal, placesInMasked, type Reason, type Span } from '@zhiwei/text'
import type { Act, Proposal, Reading, ReadingsOf, StoredAnalysis } from '../cases/index.ts'
import { countUp } from '../platform/counters.ts'
import { type Speaker, speakerFor } from './engine.ts'
import { priorityFactsOf, priorityOf, startingScheme } from './priority.ts'
import { schemeInForce } from './priority-schemes.ts'

/** A complaint to be read; `repeats`: the customer said the same before. */
export type ToPropose = { complaint: IncomingComplaint; repeats: boolean }

// Other requests are answered after each stretch of this length.
const stretchMs = 8

/**
 * 文本分析: what the machine reads in complaints, in their order. Never throws and never blocks: of what cannot be analysed nothing is proposed, and
 * its case is classified by hand.
 */
export const readingsOf: ReadingsOf = (act, complaints) => readingsBy(speakerFor, act, complaints)

export async function readingsBy(speakerOf: typeof speakerFor, act: Act, complaints: IncomingComplaint[]): Promise<Reading[]> {
  const speaker = await speakerOf(act.tx, act.actor.tenantId).catch((error: unknown) => {
    tellFailure(act, error, complaints.length)
    return null
  })
  if (!speaker) return complaints.map(() => nothing)
  const scheme = await schemeInForce(act.tx, act.actor.tenantId, act.now)
  const readings: Reading[] = []
  let since = performance.now()
  for (const complaint of complaints) {
    if (performance.now() - since > stretchMs) {
      await setImmediate()
      since = performance.now()
    }
    readings.push(readingOrNothing(act, speaker, complaint, scheme))
  }
  return readings
}

/** The digest of what failed is not logged: only that it did, for which request. */
function tellFailure({ log }: Act, error: unknown, cases: number) {
  countUp('text_analysis_failed', cases)
  log?.error({ err: error, cases }, 'text analysis failed: to be classified by hand')
}

const nothing: Reading = () => null

function readingOrNothing(act: Act, speaker: Speaker, complaint: IncomingComplaint, scheme: PriorityScheme): Reading {
  try {
    return readingOf(speaker, complaint, act.now, scheme)
  } catch (error) {
    tellFailure(act, error, 1)
    return nothing
  }
}

/** What the machine says of one complaint. */
export const proposalOf = (speaker: Speaker, { complaint, repeats }: ToPropose, now: Date): Proposal =>
  readingOf(speaker, complaint, now, startingScheme)(repeats)

function readingOf(speaker: Speaker, complaint: IncomingComplaint, now: Date, scheme: PriorityScheme): (repeats: boolean) => Proposal {
  const { text, subject, receivedAt } = complaint
  const analysis = speaker.analyse({ text, ...(subject && { subject }) }, receivedAt ? new Date(receivedAt) : now)
  const signals = [...new Set(analysis.signals.map(({ kind }) => kind))]
  // Without a word to go by nothing is proposed.
  const best = analysis.categoryBasis === 'none' ? undefined : analysis.category[0]
  const named = complaint.category ?? best?.code ?? null
  const read = {
    category: best?.code ?? null,
    probability: analysis.category.find(({ code }) => code === named)?.probability ?? null,
    severity: analysis.severity,
    stage: analysis.stage.level,
    signals,
    modelId: speaker.modelId,
  }
  const stored = storedForm(analysis, text)
  return (repeats) => {
    const priority = priorityOf(factsAtTheDoor(analysis, signals, isReferredBy(complaint), repeats), scheme)
    return { ...read, priority: priority.proposed, result: { ...stored, priority } }
  }
}

// From here on a text is rather a question, an order or thanks.
const hardlyAComplaint = 0.3

type Read = Pick<Analysis, 'complaint' | 'severity' | 'stage'>
const isReferredBy = ({ regulator, channel }: IncomingComplaint) => regulator !== undefined || channel === 'regulator'

/** What of a complaint counts towards its priority when it is registered. */
export function factsAtTheDoor(analysis: Read, signals: Signal[], isReferred: boolean, isRepeat: boolean): PriorityFact[] {
  const { level } = analysis.stage
  const isHardly = analysis.complaint > 0 && analysis.complaint < hardlyAComplaint && level === 1 && signals.length === 0 && !isReferred
  return [
    ...priorityFactsOf({ severity: analysis.severity, stage: level, signals, isReferred, isRepeat }),
    ...(isHardly ? ['noComplaint' as const] : []),
  ]
}

const mostProposals = 5
const most = 40

/** Codes, numbers and spans; the spans are those of the masked text people see. Words that were found stay out. */
export function storedForm({ keywords: _words, entities: _entities, ...analysis }: Analysis, text: string): StoredAnalysis {
  const placeOf = placesInMasked(text)
  const placed = <Found extends { span?: Span }>(found: Found): Found => (found.span ? { ...found, span: placeOf(found.span) } : found)
  return {
    ...analysis,
    category: analysis.category.slice(0, mostProposals).map(({ code, probability }) => ({ code, probability: rounded(probability) })),
    categoryReasons: analysis.categoryReasons.map((reason) => placed(reasonOf(reason))),
    complaint: rounded(analysis.complaint),
    signals: analysis.signals.slice(0, most).map((signal) => placed(signalOf(signal))),
    stage: { ...analysis.stage, reasons: analysis.stage.reasons.slice(0, most).map((reason) => placed(reasonOf(reason))) },
    severityReasons: analysis.severityReasons.slice(0, most).map((reason) => placed(reasonOf(reason))),
    confidence: Object.fromEntries(
      Object.entries(analysis.confidence).map(([head, value]) => [head, rounded(value)]),
    ) as Analysis['confidence'],
  }
}

// Heads may tell more than is kept.
const reasonOf = ({ code, span, turn }: Reason): Reason => ({ code, ...(span && { span }), ...(turn !== undefined && { turn }) })
const signalOf = ({ kind, span, turn, amountFen, detail }: FoundSignal): FoundSignal => ({
  kind,
  span,
  ...(turn !== undefined && { turn }),
  ...(amountFen !== undefined && { amountFen }),
  ...(detail !== undefined && { detail }),
})

const rounded = (value: number) => Math.round(value * 10_000) / 10_000
