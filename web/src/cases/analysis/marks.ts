import type { CaseAnalysis, TextReason, TextSignal } from '@zhiwei/contract'
import type { Mark } from '../../classification/index.ts'

type Words = {
  signal: (signal: Pick<TextSignal, 'kind' | 'detail' | 'amountFen'>) => string
  reason: (of: 'category' | 'stage' | 'severity', code: string) => string
}

/** One name for a thing wherever it stands, so that the panel and the texts light up together. */
export const keyOf = (of: 'signal' | 'category' | 'stage' | 'severity', code: string) => `${of}:${code}`

/** What stands out in the text of an event: signals that hold, and the words that speak for stage and severity. */
export function marksOf(analysis: CaseAnalysis, eventNo: number, words: Words): Mark[] {
  const here = (one: { eventNo?: number | undefined; span?: readonly number[] | undefined }) => one.span && one.eventNo === eventNo
  const signals = analysis.signals.filter((signal) => here(signal) && !signal.refuted)
  const reasons = (of: 'category' | 'stage' | 'severity', list: TextReason[]) =>
    list.filter(here).map((reason) => ({ span: reason.span, kind: of, label: words.reason(of, reason.code), key: keyOf(of, reason.code) }))
  const found = [
    ...signals.map((signal) => ({ span: signal.span, kind: signal.kind, label: words.signal(signal), key: keyOf('signal', signal.kind) })),
    ...reasons('category', analysis.category.reasons),
    ...reasons('stage', stageReasonsOf(analysis)),
    ...reasons('severity', analysis.severity.reasons),
  ]
  return found.map(({ span: [start, end] = [0, 0], ...mark }) => ({ ...mark, start, end }))
}

/** Of the complaint and of every later change of the stage. */
function stageReasonsOf({ stage }: CaseAnalysis): TextReason[] {
  const all = [...stage.reasons, ...stage.history.flatMap(({ reasons }) => reasons)]
  return [...new Map(all.map((reason) => [`${reason.code} ${reason.eventNo} ${reason.span}`, reason])).values()]
}
