import type { ReportTemplateContent } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { enqueue, type JobData } from '../platform/jobs.ts'
import { makeJob } from './ask.ts'
import { daysOfReport } from './days.ts'
import { gatherFacts } from './facts/gather.ts'
import { mailReport } from './mails/queue.ts'
import type { Periods } from './periods.ts'
import './tables.ts'

const factsReader = 'analytics.keepFacts'
const waitSeconds = 5
/** After so many tries it is made with what is there: the report says up to which event. */
const mostWaits = 60

/**
 * 生成报告 as a job: a killed run begins anew. Counting goes on behind the acts; a report waits until everything that was done before it was asked
 * for is counted.
 */
export async function makeReport(deps: Deps, { tenantId, reportId, waits }: JobData, signal?: AbortSignal) {
  const id = String(reportId)
  const write = <T>(work: (tx: Tx) => Promise<T>) => deps.database.tenant(tenantId).transaction().execute(work)
  const report = await write((tx) => beginReport(tx, tenantId, id))
  if (!report) return
  const waited = Number(waits ?? 0)
  if (waited < mostWaits && !(await write((tx) => isCounted(tx, tenantId, report.askedAt)))) {
    await write((tx) => enqueue(tx, makeJob, { tenantId, reportId: id, waits: waited + 1 }, waitSeconds))
    return
  }
  const tell = (progress: number) => write((tx) => set(tx, tenantId, id, { state: 'making', progress }))
  try {
    await tell(0)
    // One look at the data for the whole report, however much is done beside it.
    const facts = await deps.database
      .tenant(tenantId)
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => gatherFacts(tx, { tenantId, now: deps.clock(), ...report }, tell))
    await write(async (tx) => {
      const { numUpdatedRows } = await set(tx, tenantId, id, {
        state: 'ready',
        progress: 1,
        facts: JSON.stringify(facts),
        sequence: facts.sequence,
        made_at: deps.clock(),
      })
      // Two that made it at once: the first sends it.
      if (numUpdatedRows > 0n) await mailReport(tx, deps.keys, tenantId, id, deps.clock())
    })
  } catch (error) {
    if (!signal?.aborted) await write((tx) => set(tx, tenantId, id, { state: 'failed', progress: 0 }))
    throw error
  }
}

type Told = { state: 'making' | 'ready' | 'failed'; progress: number; facts?: string; sequence?: number; made_at?: Date }
const set = (tx: Tx, tenantId: string, id: string, told: Told) =>
  tx
    .updateTable('periodic_report')
    .set(told)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where('state', '<>', 'ready')
    .executeTakeFirstOrThrow()

type Begun = { zone: string; periods: Periods; template: ReportTemplateContent; askedAt: Date }

async function beginReport(tx: Tx, tenantId: string, id: string): Promise<Begun | null> {
  const row = await tx
    .selectFrom('periodic_report')
    .select(['state', 'zone', 'template', 'asked_at as askedAt'])
    .select(daysOfReport)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.state === 'ready') return null
  const periods = { period: { from: row.from, to: row.to }, before: { from: row.beforeFrom, to: row.beforeTo } }
  return { zone: row.zone, template: row.template, askedAt: row.askedAt, periods }
}

/** Is every event before that instant in the figures, and nothing being counted anew? */
async function isCounted(tx: Tx, tenantId: string, instant: Date): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select 1 from case_event e where e.tenant_id = ${tenantId} and e.seq is null and e.at <= ${instant})
      or exists (select 1 from case_event e where e.tenant_id = ${tenantId} and e.at <= ${instant}
        and e.seq > coalesce((select seq from feed_position where tenant_id = ${tenantId} and reader = ${factsReader}), 0))
      or exists (select 1 from measure_state m where m.tenant_id = ${tenantId} and (m.asked_at is not null or m.next_generation is not null)) as waits`.execute(
    tx,
  )
  return rows[0]?.waits !== true
}
