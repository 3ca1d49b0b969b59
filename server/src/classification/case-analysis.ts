import {
  type AnalysedMessage,
  type AnalysisCorrection,
  type CaseAnalysis,
  Severity,
  type StageChange,
  type TextReason,
  type TextSignal,
} from '@zhiwei/contract'
import type { Analysis, Reason, Signal } from '@zhiwei/text'
import { analysesOf, findCase, personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { speakerFor } from './engine.ts'
import { extractKeywords } from './keywords.ts'
import { moodOf } from './mood.ts'
import { priorityNow } from './weigh-anew.ts'

type AnalysedText = Awaited<ReturnType<typeof analysesOf>>[number]

/**
 * 工单的文本分析: everything the machine says of a case, with probability and reasons, beside what stands on the case and what people said instead.
 * Spans are those of the masked texts of the timeline.
 * @throws CASE_NOT_FOUND
 */
export async function caseAnalysis(tx: Tx, actor: Actor, idOrNumber: string): Promise<CaseAnalysis> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const { id } = complaintCase
  const texts = await analysesOf(tx, tenantId, id)
  const corrections = await correctionsOf(tx, tenantId, id)
  const first = texts.find(({ event_no }) => event_no === 1)
  const said = first?.result
  // A later message may be graver, and is weighed anew where it raised the priority.
  const gravest = gravestOf(texts)
  const corrected = said && corrections.findLast(({ field, agreed }) => weighing.has(field) && !agreed)
  const weighed = corrected
    ? await priorityNow(tx, complaintCase, said.complaint, new Date(corrected.at))
    : texts.findLast(({ result }) => result.priority)?.result.priority
  const mood = moodOf(texts, corrections)
  return {
    state: said ? 'analysed' : 'none',
    at: first?.at.toISOString() ?? null,
    modelId: first?.model_id ?? null,
    language: said?.language ?? null,
    category: {
      value: complaintCase.category,
      confirmed: complaintCase.category_confirmed,
      proposed: said?.category ?? [],
      basis: said?.categoryBasis ?? 'none',
      reasons: (said?.categoryReasons ?? []).map((reason) => reasonAt(reason, 1)),
    },
    severity: {
      value: complaintCase.severity,
      proposed: gravest?.result.severity ?? null,
      probability: gravest?.result.confidence.severity ?? null,
      reasons: (gravest?.result.severityReasons ?? []).map((reason) => reasonAt(reason, gravest?.event_no ?? 1)),
    },
    stage: {
      value: complaintCase.stage,
      proposed: said?.stage.level ?? null,
      probability: said?.confidence.stage ?? null,
      reasons: (said?.stage.reasons ?? []).map((reason) => reasonAt(reason, 1)),
      history: [...(first ? [firstStage(first)] : []), ...(await stagesOf(tx, tenantId, id))],
    },
    priority: { value: complaintCase.priority, proposed: weighed?.proposed ?? null, reasons: weighed?.reasons ?? [] },
    emotion: said?.emotion ?? null,
    ...mood,
    confidence: said ? { ...said.confidence, ...mood.confidence } : null,
    signals: signalsOf(texts, corrections),
    messages: texts.map(messageOf),
    ...(await wordsOf(tx, tenantId, id, complaintCase.received_at)),
    corrections,
  }
}

/** What people say of these moves the priority. */
const weighing = new Set<string>(['severity', 'stage', 'signals'])

const gravestOf = (texts: AnalysedText[]) =>
  texts.reduce<AnalysedText | undefined>((gravest, text) => (gravest && rankOf(gravest) >= rankOf(text) ? gravest : text), undefined)
const rankOf = ({ result }: AnalysedText) => Severity.options.indexOf(result.severity)

const reasonAt = ({ code, span, turn }: Reason, eventNo: number): TextReason => ({
  code,
  ...(span && { span: [...span] as [number, number] }),
  eventNo: turn ?? eventNo,
})

const signalAt = ({ span, turn: _turn, ...signal }: Signal, eventNo: number): TextSignal => ({
  ...signal,
  span: [...span] as [number, number],
  eventNo,
})

const firstStage = ({ at, result }: AnalysedText): StageChange => ({
  level: result.stage.level,
  from: null,
  eventNo: 1,
  at: at.toISOString(),
  by: null,
  reasons: result.stage.reasons.map((reason) => reasonAt(reason, 1)),
  reason: null,
})

async function stagesOf(tx: Tx, tenantId: string, caseId: string): Promise<StageChange[]> {
  const rows = await tx
    .selectFrom('case_stage')
    .select(['event_no', 'from_level', 'level', 'reasons', 'at', personNamed('case_stage', 'by_id').as('by')])
    .select(textOfEvent('case_stage', 'reason').as('reason'))
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .orderBy('event_no')
    .execute()
  return rows.map((row) => ({
    level: row.level,
    from: row.from_level,
    eventNo: row.event_no,
    at: row.at.toISOString(),
    by: row.by,
    reasons: row.reasons.map((reason) => reasonAt(reason, row.event_no)),
    reason: row.reason,
  }))
}

async function correctionsOf(tx: Tx, tenantId: string, caseId: string): Promise<AnalysisCorrection[]> {
  const rows = await tx
    .selectFrom('analysis_correction')
    .select(['id', 'event_no', 'field', 'proposed', 'given', 'agreed', 'at', personNamed('analysis_correction', 'by_id').as('by')])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .orderBy('said_no')
    .orderBy('field')
    .execute()
  return rows.map(({ event_no, field, at, ...row }) => ({
    ...row,
    eventNo: event_no,
    field: field as AnalysisCorrection['field'],
    at: at.toISOString(),
  }))
}

/** What a person said of the signals of a text counts: what they left out is refuted, what they added stands without a place. */
function signalsOf(texts: AnalysedText[], corrections: AnalysisCorrection[]): CaseAnalysis['signals'] {
  return texts.flatMap(({ event_no, result }) => {
    const given = corrections.findLast(({ field, eventNo }) => field === 'signals' && eventNo === event_no)?.given as string[] | undefined
    const found = result.signals.map((signal) => ({
      ...signalAt(signal, event_no),
      refuted: given !== undefined && !given.includes(signal.kind),
    }))
    const added = (given ?? []).filter((kind) => !result.signals.some((signal) => signal.kind === kind))
    return [...found, ...added.map((kind) => ({ kind: kind as TextSignal['kind'], eventNo: event_no, refuted: false }))]
  })
}

const messageOf = ({ event_no, at, result }: AnalysedText): AnalysedMessage => ({
  eventNo: event_no,
  at: at.toISOString(),
  emotion: result.emotion,
  sentiment: result.sentiment,
  stage: result.stage.level,
  signals: result.signals.map((signal) => signalAt(signal, event_no)),
})

/** Words are not kept beside the case: they are found again in the masked text people see. */
async function wordsOf(tx: Tx, tenantId: string, caseId: string, receivedAt: Date): Promise<Pick<CaseAnalysis, 'keywords' | 'entities'>> {
  const row = await tx
    .selectFrom('case_text')
    .select('masked')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', 1)
    .executeTakeFirst()
  const text = row?.masked?.text
  if (!text) return { keywords: [], entities: [] }
  const speaker = await speakerFor(tx, tenantId)
  const { entities } = readAgain(() => speaker.analyse({ text }, receivedAt))
  return {
    keywords: await extractKeywords(text),
    entities: entities.map((entity) => ({ ...entity, span: [...entity.span] as [number, number], eventNo: 1 })),
  }
}

function readAgain(read: () => Analysis): Pick<Analysis, 'entities'> {
  try {
    return read()
  } catch {
    return { entities: [] }
  }
}
