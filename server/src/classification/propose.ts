import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import type { IncomingComplaint, PriorityFact, PriorityScheme, Signal } from '@zhiwei/contract'
import { type Analysis, type Signal as FoundSignal, placesInMasked, type Reason, type Span } from '@zhiwei/text'
import type { Act, Proposal, StoredAnalysis } from '../cases/index.ts'
import { countUp } from '../platform/counters.ts'
import { type Speaker, speakerFor } from './engine.ts'
import { priorityFactsOf, priorityOf, startingScheme } from './priority.ts'
import { schemeInForce } from './priority-schemes.ts'

/** A complaint to be read; `repeats`: the customer said the same before. */
export type ToPropose = { complaint: IncomingComplaint; repeats: boolean }
export type Propose = (act: Act, complaints: ToPropose[]) => Promise<(Proposal | null)[]>

// Other requests are answered after each stretch of this length.
const stretchMs = 8

/**
 * 文本分析: what the machine says of complaints, in their order. Never throws and never blocks: what cannot be analysed is null, and its case is
 * classified by hand.
 */
export const proposalsFor: Propose = (act, complaints) => proposalsBy(speakerFor, act, complaints)

export async function proposalsBy(speakerOf: typeof speakerFor, act: Act, complaints: ToPropose[]): Promise<(Proposal | null)[]> {
  const speaker = await speakerOf(act.tx, act.actor.tenantId).catch((error: unknown) => {
    tellFailure(act, error, complaints.length)
    return null
  })
  if (!speaker) return complaints.map(() => null)
  const scheme = await schemeInForce(act.tx, act.actor.tenantId, act.now)
  const proposals: (Proposal | null)[] = []
  let since = performance.now()
  for (const toPropose of complaints) {
    if (performance.now() - since > stretchMs) {
      await setImmediate()
      since = performance.now()
    }
    proposals.push(proposalOrNull(act, speaker, toPropose, scheme))
  }
  return proposals
}

/** The digest of what failed is not logged: only that it did, for which request. */
function tellFailure({ log }: Act, error: unknown, cases: number) {
  countUp('text_analysis_failed', cases)
  log?.error({ err: error, cases }, 'text analysis failed: to be classified by hand')
}

function proposalOrNull(act: Act, speaker: Speaker, toPropose: ToPropose, scheme: PriorityScheme): Proposal | null {
  try {
    return proposalOf(speaker, toPropose, act.now, scheme)
  } catch (error) {
    tellFailure(act, error, 1)
    return null
  }
}

/** What the machine says of one complaint. */
export function proposalOf(speaker: Speaker, { complaint, repeats }: ToPropose, now: Date, scheme = startingScheme): Proposal {
  const { text, subject, receivedAt } = complaint
  const analysis = speaker.analyse({ text, ...(subject && { subject }) }, receivedAt ? new Date(receivedAt) : now)
  const signals = [...new Set(analysis.signals.map(({ kind }) => kind))]
  const priority = priorityOf(factsAtTheDoor(analysis, signals, isReferredBy(complaint), repeats), scheme)
  // Without a word to go by nothing is proposed.
  const best = analysis.categoryBasis === 'none' ? undefined : analysis.category[0]
  const named = complaint.category ?? best?.code ?? null
  return {
    category: best?.code ?? null,
    probability: analysis.category.find(({ code }) => code === named)?.probability ?? null,
    severity: analysis.severity,
    stage: analysis.stage.level,
    priority: priority.proposed,
    signals,
    modelId: speaker.modelId,
    result: { ...storedForm(analysis, text), priority },
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
