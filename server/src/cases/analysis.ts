import type { IncomingComplaint, Priority, Severity, Signal } from '@zhiwei/contract'
import type { Analysis } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Act } from './act.ts'

/** What is kept of an analysis: codes, numbers and spans of the masked text. Words it found are found again when somebody looks. */
export type StoredAnalysis = Omit<Analysis, 'keywords' | 'entities' | 'categoryReasons'> & {
  /** Texts read before these were kept have none. */
  categoryReasons?: Analysis['categoryReasons']
  /** Points of the facts that made the proposed priority; of a later message where the case would stand higher by it. */
  priority?: { proposed: Priority; reasons: { fact: string; points: number }[] }
}

/** 建议: what the machine reads out of a complaint before it becomes a case. */
export type Proposal = {
  category: string | null
  probability: number | null
  severity: Severity
  stage: number
  priority: Priority
  signals: Signal[]
  /** The tenant's own model that named the category. */
  modelId: string | null
  result: StoredAnalysis
}

/** A complaint that was read: what is proposed for it, which depends on whether the customer said the same before. Null: nothing. */
export type Reading = (repeats: boolean) => Proposal | null
/** What the machine reads in complaints, in their order. Never throws. */
export type ReadingsOf = (act: Act, complaints: IncomingComplaint[]) => Promise<Reading[]>

/** What of a proposal stands in the event of the registration: codes and numbers. */
export const factsOfProposal = ({ category, probability, severity, stage, priority, signals }: Proposal) => ({
  ...(category !== null && { category }),
  ...(probability !== null && { probability: rounded(probability) }),
  severity,
  stage,
  priority,
  ...(signals.length > 0 && { signals }),
})

const rounded = (probability: number) => Math.round(probability * 1_000) / 1_000

export type AnalysisRow = { caseId: string; eventNo: number; modelId: string | null; result: StoredAnalysis }

/** Keeps what messages say; read a second time, a message says the same and is left as it is. */
export async function keepAnalyses(tx: Tx, tenantId: string, rows: AnalysisRow[], at: Date) {
  if (rows.length === 0) return
  await sql`
    insert into case_analysis (tenant_id, case_id, event_no, at, model_id, result)
    select ${tenantId}::uuid, case_id, event_no, ${at}::timestamptz, model_id, result
    from unnest(${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.eventNo)}::int[], ${rows.map((row) => row.modelId)}::uuid[],
      ${rows.map((row) => JSON.stringify(row.result))}::jsonb[]) as r (case_id, event_no, model_id, result)
    on conflict do nothing`.execute(tx)
}

/** Every analysed text of a case: the complaint first, then its messages. */
export const analysesOf = (tx: Tx, tenantId: string, caseId: string) =>
  tx
    .selectFrom('case_analysis as a')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.tenant_id', '=', 'a.tenant_id').onRef('e.case_id', '=', 'a.case_id').onRef('e.no', '=', 'a.event_no'),
    )
    .select(['a.event_no', 'a.model_id', 'a.result', 'e.at', 'e.kind'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.case_id', '=', caseId)
    .orderBy('a.event_no')
    .execute()

/** What the machine said of a stored case: its signals, and how probable it finds the category. */
export async function proposalOf(tx: Tx, tenantId: string, caseId: string, category: string | null) {
  const row = await tx
    .selectFrom('case_analysis')
    .select('result')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('event_no', '=', 1)
    .executeTakeFirst()
  if (!row) return null
  return {
    signals: [...new Set(row.result.signals.map(({ kind }) => kind))],
    probability: row.result.category.find(({ code }) => code === category)?.probability ?? null,
  }
}
