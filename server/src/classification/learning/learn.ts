import { Worker } from 'node:worker_threads'
import { type LearningResult, trainedHeads } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import type { JobData, JobHandlers } from '../../platform/jobs.ts'
import { categoriesToName } from '../categories.ts'
import { forgetSpeaker } from '../engine.ts'
import type { TrainedHead } from '../tables.ts'
import { labelledCases } from './labelled-cases.ts'
import type { Learned, Lesson, Told } from './lesson.ts'
import { dropOldWeights, insertModel, modelsInService, putIntoService, weightsOf } from './models.ts'
import { changeRun, findRun } from './runs.ts'

export const learningJobs: JobHandlers = { 'classification.learn': learn }

/**
 * 训练: for each head a candidate is trained on the older labelled cases, compared with the model in service on the newer ones, and put into
 * service only when it is better. A job: a killed run begins anew.
 */
export async function learn(deps: Deps, { tenantId, runId }: JobData, signal?: AbortSignal) {
  const db = deps.database.tenant(tenantId)
  const id = String(runId)
  const change = (changes: Parameters<typeof changeRun>[3]) => db.transaction().execute((tx) => changeRun(tx, tenantId, id, changes))
  const run = await db.transaction().execute((tx) => findRun(tx, tenantId, id))
  if (run.state === 'done' || run.state === 'failed') return
  await change({ state: 'running', step: 'reading', started_at: deps.clock(), progress: 0 })
  try {
    const results: LearningResult[] = []
    for (const [at, head] of trainedHeads.entries()) {
      const part = (share: number) => (at + share) / trainedHeads.length
      await change({ step: 'reading', progress: part(0) })
      const lesson = await lessonOf(deps, tenantId, head)
      // One after another, so that none is stored behind the run's end.
      let told: Promise<unknown> = Promise.resolve()
      const tell = ({ step, share }: Told) => {
        told = told.then(() => change({ step, progress: part(share) })).catch(() => {})
      }
      const learned = await taught(lesson, signal, tell)
      await told
      results.push(await db.transaction().execute((tx) => conclude(deps, tx, tenantId, id, lesson, learned)))
    }
    await change({ state: 'done', step: 'finished', progress: 1, ended_at: deps.clock(), results })
  } catch (error) {
    // Stopped with the program: the queue gives the job to the next one that works.
    if (!signal?.aborted) await change({ state: 'failed', ended_at: deps.clock() })
    throw error
  }
}

async function lessonOf(deps: Deps, tenantId: string, head: TrainedHead): Promise<Lesson> {
  const cases = await labelledCases(deps, tenantId, head)
  return deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const modelId = (await modelsInService(tx, tenantId)).get(head)
      const weights = modelId === undefined ? null : await weightsOf(tx, tenantId, modelId)
      return { head, cases, categories: await categoriesToName(tx, tenantId), champion: weights && new Uint8Array(weights) }
    })
}

/** Training takes seconds of a whole core: a thread of its own, so that complaints are taken in meanwhile. */
function taught(lesson: Lesson, signal: AbortSignal | undefined, tell: (told: Told) => void): Promise<Learned> {
  const worker = new Worker(new URL('./learn-in-thread.ts', import.meta.url), { workerData: lesson })
  const stop = () => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  return new Promise<Learned>((done, fail) => {
    worker.on('message', (message: Told | Learned) => ('outcome' in message ? done(message) : tell(message)))
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the training thread ended with ${code}`)))
  }).finally(() => {
    signal?.removeEventListener('abort', stop)
    void worker.terminate()
  })
}

/** Keeps the candidate with its card, better or not; the better one serves from now on. */
async function conclude(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  runId: string,
  { head, cases }: Lesson,
  learned: Learned,
): Promise<LearningResult> {
  const { outcome, trained, heldOut, champion, challenger, gain, neededGain, weights, card } = learned
  const result = { head, outcome, labelled: cases.length, trained, heldOut, champion, challenger, gain, neededGain }
  if (!weights || !challenger) return { ...result, modelId: null }
  const modelId = newId()
  const now = deps.clock()
  await insertModel(tx, {
    tenant_id: tenantId,
    id: modelId,
    head,
    run_id: runId,
    trained_at: now,
    trained_on: trained,
    quality: JSON.stringify(challenger),
    card: JSON.stringify({ ...card, trainedAt: now.toISOString() }),
    weights: Buffer.from(weights),
  })
  if (outcome === 'promoted') {
    await putIntoService({ tx, actor: systemActor(tenantId), now }, { head, modelId, reason: null })
    forgetSpeaker(tenantId)
  }
  await dropOldWeights(tx, tenantId, head)
  return { ...result, modelId }
}
