import type { AnalysedMessage, AnalysisCorrection, CaseAnalysis, Signal } from '@zhiwei/contract'

export type Field = AnalysisCorrection['field']
/** Where a judgement stands: the machine's alone, or a person's word. */
export type Standing = { kind: 'proposed' } | { kind: 'confirmed' | 'corrected'; correction: AnalysisCorrection }

/** What a person last said of a field of an event's text. */
export const lastWordOn = (analysis: CaseAnalysis, field: Field, eventNo = 1) =>
  analysis.corrections.findLast((one) => one.field === field && one.eventNo === eventNo)

/** A person's word holds as long as the case still says so: a later message may have moved the stage on. */
export function standingOf(analysis: CaseAnalysis, field: Field, value: unknown, eventNo = 1): Standing {
  const correction = lastWordOn(analysis, field, eventNo)
  if (!correction || JSON.stringify(correction.given) !== JSON.stringify(value)) return { kind: 'proposed' }
  return { kind: correction.agreed ? 'confirmed' : 'corrected', correction }
}

/** 情绪曲线: the customer's messages, a person's word in the place of the machine's. */
export const messagesOf = (analysis: CaseAnalysis): (AnalysedMessage & { isCorrected: boolean })[] =>
  analysis.messages.map((message) => {
    const said = lastWordOn(analysis, 'emotion', message.eventNo)
    const isCorrected = typeof said?.given === 'number' && said.given !== message.emotion.level
    return { ...message, isCorrected, emotion: isCorrected ? { ...message.emotion, level: Number(said.given) } : message.emotion }
  })

/** 信号 of the case by kind, in the order they were seen first; personal data, which warns of nothing, last. */
export type SignalGroup = { kind: Signal; found: CaseAnalysis['signals']; isRefuted: boolean }

export function signalGroupsOf({ signals }: CaseAnalysis): SignalGroup[] {
  const groups = Map.groupBy(signals, ({ kind }) => kind)
  return [...groups]
    .sort(([one], [other]) => Number(one === 'personalData') - Number(other === 'personalData'))
    .map(([kind, found]) => {
      const holding = found.filter(({ refuted }) => !refuted)
      return { kind, found: holding.length > 0 ? holding : found, isRefuted: holding.length === 0 }
    })
}

/** The kinds that hold, by the text they were read in. */
export function kindsByEvent({ signals, messages }: CaseAnalysis): Map<number, Signal[]> {
  const kinds = new Map(messages.map(({ eventNo }) => [eventNo, new Set<Signal>()]))
  for (const { kind, eventNo = 1, refuted } of signals) if (!refuted) kinds.get(eventNo)?.add(kind)
  return new Map([...kinds].map(([eventNo, held]) => [eventNo, [...held].sort()]))
}
