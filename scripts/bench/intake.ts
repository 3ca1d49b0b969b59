import { randomUUID } from 'node:crypto'
import { complaintNo } from './complaints.ts'
import { type Load, measure, type Target } from './load.ts'
import type { Options } from './options.ts'

// Bodies are made beforehand: what makes them must not slow what sends them.
const pool = 20_000
const equalTexts = 10_000
const batchRows = 1_000
const batchConnections = 4

const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  path: '/api/v1/complaints',
  headers,
  body: JSON.stringify(body),
})

/** 登记: complaints one by one, all different and all the same, with keys and without, and in batches. */
export async function benchIntake(target: Target, { cases, connections, seconds }: Options) {
  const load: Load = { connections, seconds }
  // Half of those who write are known.
  const fresh = (index: number) => complaintNo(cases + index, Math.ceil(cases / 1.5))
  const bodies = Array.from({ length: pool }, (_, index) => JSON.stringify(fresh(index)))
  let next = 0
  const different = () => ({ ...post(null), body: bodies[next++ % pool] ?? '' })
  const keyed = () => ({ ...different(), headers: { 'idempotency-key': randomUUID() } })
  const same = complaintNo(1, 1).text
  const equal = () => post({ ...fresh(next++), text: same })

  const rows = [
    await measure('POST /complaints, different texts', target, different, load),
    await measure('POST /complaints, Idempotency-Key', target, keyed, load),
    await measure(`POST /complaints, ${equalTexts} equal texts`, target, equal, { connections, amount: equalTexts, warmUpSeconds: 0 }),
  ]
  const batches = Array.from({ length: 30 }, (_, no) =>
    JSON.stringify({ complaints: Array.from({ length: batchRows }, (_, at) => fresh(pool + no * batchRows + at)) }),
  )
  const batch = () => ({ ...post(null), path: '/api/v1/complaints/batch', body: batches[next++ % batches.length] ?? '' })
  const batched = await measure('', target, batch, { connections: batchConnections, amount: batches.length, warmUpSeconds: 0 })
  rows.push(perRow(batched))
  return rows
}

/** Batches counted by the complaint; the durations are of a whole batch. */
const perRow = (batched: Awaited<ReturnType<typeof measure>>) => ({
  ...batched,
  name: `POST /complaints/batch, complaints in batches of ${batchRows}`,
  callsPerSecond: batched.callsPerSecond * batchRows,
  appCpuMs: batched.appCpuMs / batchRows,
  databaseCpuMs: batched.databaseCpuMs / batchRows,
  calls: batched.calls * batchRows,
})
