import { bitsOf, isOpen } from '../../cases/index.ts'
import { correctionRows, isOwnWord, messageRead, riseOf, turnsRead, withPriority } from '../../classification/index.ts'
import { type Doing, type Draft, keep, record, type Told, type Writer } from './draft.ts'

/** What a person said of the case stands beside what the machine had proposed. */
export function keepSaid({ tenantId, ledger }: Writer, draft: Draft, { by, at }: Doing, { kind }: Told, given: Record<string, unknown>) {
  const said = { tenantId, caseId: draft.case.id, eventNo: 1, saidNo: draft.case.event_no, by: by.userId, at }
  const rows = correctionRows(draft.analysis, given, said)
  ledger.rows.analysis_correction.push(...rows)
  for (const { field, agreed } of rows) if (isOwnWord(kind, agreed)) draft.setByPeople.add(field)
}

/** A person sets the stage: what was said before is read no more. */
export function setStage(writer: Writer, draft: Draft, doing: Doing, from: number | null, level: number) {
  keepStage(writer, draft, doing, { from, level, reasons: [] })
  draft.said = []
}

/** As the reaction to a customer's message does: reads it, and raises stage, severity and priority by it. */
export function readMessage(writer: Writer, draft: Draft, { at }: Doing) {
  const { speaker, tenantId, cast } = writer
  const no = draft.case.event_no
  if (draft.said.at(-1)?.no !== no) return
  const { result, level, reasons } = messageRead(speaker, draft.said.slice(-turnsRead))
  const rise = isOpen(draft.case.status) ? riseOf(draft.case, result, level, draft) : null
  const row = { tenant_id: tenantId, case_id: draft.case.id, event_no: no, at, model_id: speaker.modelId }
  keep(writer, 'case_analysis', { ...row, result: JSON.stringify(withPriority(result, rise)) })
  draft.signals.push(...result.signals.map(({ kind }) => kind))
  draft.case.emotion = result.emotion.level
  draft.case.signal_bits = bitsOf(draft.signals)
  if (!rise) return
  const doing = { by: cast.nobody, at }
  const { stage, from, to } = rise
  if (stage !== null) {
    const change = { from: draft.case.stage, level: stage, reasons }
    record(writer, draft, doing, { kind: 'case.stageChanged', facts: { from: change.from, to: stage, of: no } }, { stage })
    keepStage(writer, draft, doing, change)
  }
  if (Object.keys(to).length > 0) record(writer, draft, doing, { kind: 'case.classified', facts: { from, to, of: no } }, to)
}

type Change = { from: number | null; level: number; reasons: object[] }

const keepStage = (writer: Writer, draft: Draft, { by, at }: Doing, { from, level, reasons }: Change) =>
  keep(writer, 'case_stage', {
    tenant_id: writer.tenantId,
    case_id: draft.case.id,
    event_no: draft.case.event_no,
    from_level: from,
    level,
    reasons: JSON.stringify(reasons),
    at,
    by_id: by.userId,
  })
