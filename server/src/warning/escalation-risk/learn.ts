import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { enqueueOnce, type JobData, type JobHandlers } from '../../platform/jobs.ts'
import { hourIn } from '../../platform/zones.ts'
import { countUsualAges, coursesOf } from '../course/read-courses.ts'
import { rulesNow } from '../course/rule-settings.ts'
import type { PastCase, RiskLearned, RiskLesson } from './lesson.ts'
import { features, type RiskModel } from './score.ts'

export const riskJobs: JobHandlers = { 'warning.learnRisk': learn }

const lookedBackDays = 730
/** The newest are learnt from: what a night can read. */
const mostCases = 20_000
const readAtOnce = 1_000

/** 每夜训练: counts usual ages, learns from the tenant's own history in a thread, and puts the model into service only when it ranks better than the rules. */
async function learn(deps: Deps, { tenantId }: JobData, signal?: AbortSignal) {
  const db = deps.database.tenant(tenantId)
  const now = deps.clock()
  await db.transaction().execute((tx) => countUsualAges(tx, tenantId, now))
  const rules = (await db.transaction().execute((tx) => rulesNow(tx, tenantId, now))).risk
  const cases: PastCase[] = []
  const ids = await db.transaction().execute((tx) => pastCaseIds(tx, tenantId, now))
  for (let at = 0; at < ids.length; at += readAtOnce)
    cases.push(...(await db.transaction().execute((tx) => readCases(tx, tenantId, ids.slice(at, at + readAtOnce)))))
  const learned = await learnInThread({ cases, rules, now }, signal)
  await db.transaction().execute((tx) => keepLearned(tx, tenantId, learned, now))
  return { outcome: learned.outcome }
}

export async function pastCaseIds(tx: Tx, tenantId: string, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - lookedBackDays * 86_400_000)
  const { rows } = await sql<{ id: string }>`
    select id from complaint_case where tenant_id = ${tenantId} and received_at >= ${since} and received_at <= ${now} and origin = 'live'
      and erased_at is null and merged_into is null order by received_at desc limit ${mostCases}`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function readCases(tx: Tx, tenantId: string, ids: string[]): Promise<PastCase[]> {
  const courses = await coursesOf(tx, tenantId, ids)
  return [...courses].map(([id, { receivedAt, events, readings, isReferred, category }]) => ({
    id,
    receivedAt,
    events,
    readings,
    isReferred,
    category,
    closedAt: events.findLast(({ kind }) => kind === 'case.closed')?.at ?? null,
  }))
}

/** Learning takes a core for seconds: a thread of its own, so that complaints are taken in meanwhile. */
export function learnInThread(lesson: RiskLesson, signal?: AbortSignal): Promise<RiskLearned> {
  const worker = new Worker(new URL('./learn-in-thread.ts', import.meta.url), { workerData: lesson })
  const stop = () => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  return new Promise<RiskLearned>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the learning thread ended with ${code}`)))
  }).finally(() => {
    signal?.removeEventListener('abort', stop)
    void worker.terminate()
  })
}

const keptRuns = 30

/** Keeps what was measured, better or not; the better one ranks from now on, a worse one leaves the one before in service. */
export async function keepLearned(tx: Tx, tenantId: string, { outcome, learned, ...quality }: RiskLearned, now: Date) {
  if (outcome === 'promoted') await tx.updateTable('risk_model').set({ in_service: false }).where('tenant_id', '=', tenantId).execute()
  await tx
    .insertInto('risk_model')
    .values({
      tenant_id: tenantId,
      id: newId(),
      at: now,
      outcome,
      weights: learned && outcome === 'promoted' ? JSON.stringify({ ...learned, features }) : null,
      quality: JSON.stringify(quality),
      in_service: outcome === 'promoted',
    })
    .execute()
  await sql`
    delete from risk_model where tenant_id = ${tenantId} and not in_service and id not in (
      select id from risk_model where tenant_id = ${tenantId} order by at desc, id desc limit ${keptRuns})`.execute(tx)
}

/** The model in service; one whose signs are no longer those of the product is not asked. */
export async function modelInService(tx: Tx, tenantId: string): Promise<RiskModel | null> {
  const row = await tx
    .selectFrom('risk_model')
    .select(['id', 'weights'])
    .where('tenant_id', '=', tenantId)
    .where('in_service', '=', true)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row?.weights || row.weights.features.join() !== features.join()) return null
  return { id: row.id, logistic: row.weights.logistic, calibration: row.weights.calibration }
}

const nightHours = [2, 3, 4]
const aDayMs = 20 * 3_600_000

/** Once a night, in the quietest hours of the tenant's zone. */
export async function learnRiskNightly(deps: Deps, tenantId: string) {
  const now = deps.clock()
  const db = deps.database.tenant(tenantId)
  const { zone } = await db.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  if (!nightHours.includes(hourIn(now, zone))) return
  await db.transaction().execute(async (tx) => {
    const last = await tx
      .selectFrom('risk_model')
      .select('at')
      .where('tenant_id', '=', tenantId)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last && now.getTime() - last.at.getTime() < aDayMs) return
    await enqueueOnce(tx, 'warning.learnRisk', { tenantId })
  })
}
