import { isDeepStrictEqual } from 'node:util'
import { type ActDone, type AnalysisCorrectionInput, Mindset, Sentiment, Signal } from '@zhiwei/contract'
import { type Act, actDone, beginStep, type Case, recordEvent, type StoredAnalysis } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { refreshReadFacts } from './read-facts.ts'
import { changedPriority } from './weigh-anew.ts'

/** Fields a person may set in the place of the machine, and what the machine had said. */
const proposed = {
  category: ({ category }: StoredAnalysis) => category[0]?.code ?? null,
  severity: ({ severity }: StoredAnalysis) => severity,
  stage: ({ stage }: StoredAnalysis) => stage.level,
  priority: ({ priority }: StoredAnalysis) => priority?.proposed ?? null,
  emotion: ({ emotion }: StoredAnalysis) => emotion.level,
  sentiment: ({ sentiment }: StoredAnalysis) => sentiment,
  mindset: ({ mindset }: StoredAnalysis) => mindset,
  signals: ({ signals }: StoredAnalysis) => [...new Set(signals.map(({ kind }) => kind))].sort(),
  complaint: ({ complaint }: StoredAnalysis) => complaint >= 0.5,
}
type Field = keyof typeof proposed

/** About which event's text, said by which event, by whom and when. */
export type Said = { tenantId: string; caseId: string; eventNo: number; saidNo: number; by: string | null; at: Date }

/** What a person said, by field, each beside what the machine had proposed; undefined: nothing said. */
export function correctionRows(analysis: StoredAnalysis | null, given: Record<string, unknown>, said: Said) {
  return (Object.keys(proposed) as Field[])
    .filter((field) => given[field] !== undefined)
    .map((field) => {
      const machine = analysis ? proposed[field](analysis) : null
      return {
        tenant_id: said.tenantId,
        id: newId(),
        case_id: said.caseId,
        event_no: said.eventNo,
        said_no: said.saidNo,
        field,
        proposed: JSON.stringify(machine),
        given: JSON.stringify(given[field]),
        agreed: isDeepStrictEqual(machine, given[field]),
        at: said.at,
        by_id: said.by,
      }
    })
}

/**
 * 修正: keeps what a person said of a case beside what the machine had proposed, for learning and for the case page.
 * @param saidNo event by which it was said  @param given by field; undefined: nothing said  @param eventNo whose text it is about
 */
export async function keepCorrections(act: Act, caseId: string, saidNo: number, given: Record<string, unknown>, eventNo = 1) {
  const { tx, actor, now } = act
  if (Object.values(given).every((value) => value === undefined)) return
  const said = { tenantId: actor.tenantId, caseId, eventNo, saidNo, by: actor.userId, at: now }
  await tx
    .insertInto('analysis_correction')
    .values(correctionRows(await analysisOf(act, caseId, eventNo), given, said))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * 撤销修正: forgets the actor's last word on these fields, so that nothing is learnt from it; the timeline still tells of both.
 * @returns fields that somebody's earlier word still stands for
 */
export async function takeBackCorrections(
  { tx, actor }: Act,
  caseId: string,
  fields: readonly string[],
  eventNo = 1,
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('analysis_correction')
    .select(['id', 'field', 'by_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', eventNo)
    .where('field', 'in', fields)
    .orderBy('said_no', 'desc')
    .execute()
  const last = fields.flatMap((field) => rows.find((row) => row.field === field) ?? []).filter(({ by_id }) => by_id === actor.userId)
  const ids = last.map(({ id }) => id)
  if (ids.length > 0) await tx.deleteFrom('analysis_correction').where('tenant_id', '=', actor.tenantId).where('id', 'in', ids).execute()
  return new Set(rows.filter(({ id }) => !ids.includes(id)).map(({ field }) => field))
}

export async function analysisOf(
  { tx, actor }: Pick<Act, 'tx' | 'actor'>,
  caseId: string,
  eventNo: number,
): Promise<StoredAnalysis | null> {
  const row = await tx
    .selectFrom('case_analysis')
    .select('result')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', eventNo)
    .executeTakeFirst()
  return row?.result ?? null
}

/**
 * 修正分析: emotion, sentiment, state of mind, signals, or whether it is a complaint at all, as a person sees them. The machine's own answer stays.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED on a closed case, INPUT_INVALID for a value the field does not have or a message nobody analysed
 */
export async function correctAnalysis(act: Act, caseId: string, input: AnalysisCorrectionInput): Promise<ActDone> {
  const { field, eventNo, reason, takesBack } = input
  const value = checkedValue(input)
  const complaintCase = await beginStep(act, caseId, 'classification', {})
  const analysis = await analysisOf(act, caseId, eventNo)
  if (!analysis) throw invalidInput('#/eventNo', '这条内容没有分析结果')
  const after = await recordEvent(act, complaintCase, {
    kind: 'case.classified',
    facts: { from: { [field]: proposed[field](analysis) }, to: { [field]: value }, of: eventNo },
    texts: reason ? { reason } : {},
  })
  if (takesBack) await takeBackCorrections(act, caseId, [field], eventNo)
  else await keepCorrections(act, caseId, after.event_no, { [field]: value }, eventNo)
  if (field === 'emotion' || field === 'signals') await refreshReadFacts(act.tx, act.actor.tenantId, caseId)
  if (field !== 'signals') return actDone(act, after)
  return actDone(act, await weighedAnew(act, after, analysis))
}

/** The case with its priority weighed anew with what people say of it now, unless a person set it. */
export async function weighedAnew(act: Act, complaintCase: Case, analysis: StoredAnalysis | null): Promise<Case> {
  if (!analysis) return complaintCase
  const priority = await changedPriority(act.tx, complaintCase, analysis.complaint, act.now)
  if (priority === null) return complaintCase
  const facts = { from: { priority: complaintCase.priority }, to: { priority } }
  return recordEvent(act, complaintCase, { kind: 'case.classified', facts }, { priority })
}

/** Each field has values of its own. */
function checkedValue({ field, value }: AnalysisCorrectionInput): unknown {
  const holds =
    (field === 'emotion' && typeof value === 'number') ||
    (field === 'complaint' && typeof value === 'boolean') ||
    (field === 'sentiment' && Sentiment.safeParse(value).success) ||
    (field === 'mindset' && (value === null || Mindset.safeParse(value).success)) ||
    (field === 'signals' && Array.isArray(value) && value.every((kind) => Signal.safeParse(kind).success))
  if (!holds) throw invalidInput('#/value', `${field} 没有这个值`)
  return Array.isArray(value) ? [...new Set(value)].sort() : value
}
