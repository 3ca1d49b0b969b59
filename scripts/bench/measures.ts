import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { rebuildMeasures } from '../../server/src/analytics/index.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { runningEmbeddedPostgres } from '../../server/src/platform/embedded-postgres/index.ts'
import { type Client, clientOf } from './client.ts'
import { complaintNo } from './complaints.ts'
import { copyCases } from './copy-cases.ts'
import { fill } from './fill.ts'
import { measure, type Target } from './load.ts'
import { startOwnServer } from './own-server.ts'
import { rssMbOf } from './processes.ts'
import { tableOf } from './report.ts'

const usage = `Usage: npm run bench measures -- [options]
  --cases N    cases stored (100000; the goal is measured with 1000000): the first 2,000 are registered, the others are copies of
               their case and events, which is all that is counted
  --rate N     complaints a second while the lag of the roll-ups is measured (300)
  --seconds N  length of each measurement (15)
  --export N   rows of the export at most (500000)
  --keep DIR   keep the data there and use it again the next time
  --json       print the figures as JSON`

const registered = 2_000
const readers = 2
const sampleMs = 200
/** A server that cannot keep the pace is not buried; the pace it kept is told. */
const openAtMost = 64

/** 指标: what a dashboard takes, how long all roll-ups take from the events, how far behind intake they are, and what a large export holds in memory. */
export async function benchMeasures(args: string[]) {
  const { cases, rate, seconds, rows, keep, json } = readOptions(args)
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const server = await startOwnServer(keep)
  try {
    const { target, dataDir } = server
    const client = clientOf(target)
    await fill(dataDir, client, Math.min(cases, registered), say)
    const house = await houseOf(dataDir)
    const stored = await copyCases(house, cases, say)
    say(`${stored} cases with their events; counting all of them …`)
    const rebuild = await timed(() => rebuildMeasures(house, house.tenantId))
    await vacuum(house)
    const dashboards = await benchDashboards(target, seconds)
    const exported = await benchExport(target, client, rows)
    const lag = await benchLag(house, target, cases, { rate, seconds })
    await house.database.close()
    const figures = {
      cases: stored,
      rebuild: { seconds: rebuild.seconds, casesPerSecond: stored / rebuild.seconds },
      dashboards,
      lag,
      exported,
    }
    process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : textOf(figures))
  } finally {
    await server.stop()
  }
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '100000' },
      rate: { type: 'string', default: '300' },
      seconds: { type: 'string', default: '15' },
      export: { type: 'string', default: '500000' },
      keep: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const numbers = [values.cases, values.rate, values.seconds, values.export].map(Number)
  if (!numbers.every((value) => value > 0)) throw new Error(usage)
  const [cases = 0, rate = 0, seconds = 0, rows = 0] = numbers
  return { cases, rate, seconds, rows, keep: values.keep, json: values.json }
}

export type House = { database: Database; tenantId: string; ownerUrl: string }

async function houseOf(dataDir: string): Promise<House> {
  const addresses = runningEmbeddedPostgres(dataDir)
  if (!addresses) throw new Error('the database does not run')
  const database = openDatabase(addresses.appUrl, { maxConnections: 3, prepares: true })
  const { rows } = await sql<{ id: string }>`select id from tenant where code = 'default'`.execute(database.platform)
  return { database, tenantId: rows[0]?.id ?? '', ownerUrl: addresses.ownerUrl }
}

async function vacuum({ ownerUrl }: House) {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}

async function timed<T>(work: () => Promise<T>) {
  const began = performance.now()
  const answer = await work()
  return { answer, seconds: (performance.now() - began) / 1_000 }
}

const dayOf = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

async function benchDashboards(target: Target, seconds: number) {
  const calls: [string, string][] = [
    ['GET /dashboards/manager, 30 days', `/dashboards/manager/figures?from=${dayOf(30)}`],
    ['GET /dashboards/manager, 90 days', `/dashboards/manager/figures?from=${dayOf(90)}`],
    ['GET /dashboards/manager, a year', `/dashboards/manager/figures?from=${dayOf(365)}`],
    ['GET /dashboards/manager, 90 days of a channel', `/dashboards/manager/figures?from=${dayOf(90)}&channel=web`],
    ...['supervisor', 'unit', 'quality', 'customers'].map((name): [string, string] => [
      `GET /dashboards/${name}, 30 days`,
      `/dashboards/${name}/figures?from=${dayOf(30)}`,
    ]),
    [
      'GET /measures/pivot, category by month',
      `/measures/pivot?names=complaints,onTimeClosureRatio&rows=category&columns=month&from=${dayOf(365)}`,
    ],
  ]
  const measured = []
  for (const [name, path] of calls)
    measured.push(await measure(name, target, () => ({ method: 'GET', path: `/api/v1${path}` }), { connections: readers, seconds }))
  return measured
}

/** Streams the export to nobody and looks at the server's memory meanwhile. */
async function benchExport(target: Target, client: Client, most: number) {
  const { id } = await client.post('/exports', { what: 'cases', query: {}, format: 'csv', inFull: false })
  const beforeMb = rssMbOf(target.appPid)
  let peakMb = beforeMb
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, rssMbOf(target.appPid))
  }, sampleMs)
  const { answer: rows, seconds } = await timed(async () => {
    const response = await fetch(`${target.url}/api/v1/exports/${id}/file`, { headers: target.headers })
    if (!response.ok || !response.body) throw new Error(`the export answered ${response.status}: ${await response.text()}`)
    let lines = 0
    for await (const piece of response.body) {
      lines += Buffer.from(piece as Uint8Array).reduce((count, byte) => count + (byte === newLine ? 1 : 0), 0)
      if (lines > most) break
    }
    // The first line says what stands in which column.
    return Math.min(lines - 1, most)
  })
  clearInterval(watch)
  return { rows, seconds, beforeMb, peakMb, moreMb: peakMb - beforeMb }
}
const newLine = 10

/** Sends complaints at an even pace and asks how old the oldest is that no figure counts yet. */
async function benchLag(
  { database, tenantId }: House,
  target: Target,
  stored: number,
  { rate, seconds }: { rate: number; seconds: number },
) {
  const db = database.tenant(tenantId)
  const lags: number[] = []
  let [sent, refused, open] = [0, 0, 0]
  const send = async () => {
    const body = JSON.stringify({ ...complaintNo(stored + sent++, Math.ceil(stored / 3)), receivedAt: new Date().toISOString() })
    const response = await fetch(`${target.url}/api/v1/complaints`, { method: 'POST', headers: target.headers, body }).catch(() => null)
    await response?.arrayBuffer()
    if (!response?.ok) refused += 1
    open -= 1
  }
  const began = performance.now()
  const underWay: Promise<void>[] = []
  let nextSample = 0
  for (let now = 0; now < seconds * 1_000; now = performance.now() - began) {
    while (sent < (now / 1_000) * rate && open < openAtMost) {
      open += 1
      underWay.push(send())
    }
    if (now >= nextSample) {
      nextSample = now + sampleMs
      underWay.push(lagOf().then((lag) => void lags.push(lag)))
    }
    await delay(5)
  }
  await Promise.all(underWay)
  const sentSeconds = (performance.now() - began) / 1_000
  const { seconds: caughtUpSeconds } = await timed(async () => {
    while ((await lagOf()) > 0) await delay(20)
  })
  lags.sort((a, b) => a - b)
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? Number.NaN
  return { sent, refused, perSecond: sent / sentSeconds, p50: at(0.5), p95: at(0.95), most: lags.at(-1) ?? Number.NaN, caughtUpSeconds }

  async function lagOf() {
    const { rows } = await sql<{ age: number | null }>`
      select extract(epoch from clock_timestamp() - least(
        (select min(at) from case_event where tenant_id = ${tenantId} and seq is null),
        (select at from case_event where tenant_id = ${tenantId} and seq > (
          select coalesce(max(seq), 0) from feed_position where tenant_id = ${tenantId} and reader = 'analytics.keepFacts')
          order by seq limit 1)))::float8 as age`.execute(db)
    return Math.max(0, rows[0]?.age ?? 0)
  }
}

type Figures = {
  cases: number
  rebuild: { seconds: number; casesPerSecond: number }
  dashboards: Awaited<ReturnType<typeof benchDashboards>>
  lag: Awaited<ReturnType<typeof benchLag>>
  exported: Awaited<ReturnType<typeof benchExport>>
}
const one = (value: number) => value.toFixed(1)

const textOf = ({ cases, rebuild, dashboards, lag, exported }: Figures) => `${tableOf(dashboards)}
all roll-ups from the events of ${cases} cases: ${one(rebuild.seconds)} s, ${Math.round(rebuild.casesPerSecond)} cases/s
export of ${exported.rows} rows: ${one(exported.seconds)} s, app ${Math.round(exported.beforeMb)} MB before, ${Math.round(exported.peakMb)} MB at most (+${Math.round(exported.moreMb)} MB)
roll-ups behind ${Math.round(lag.perSecond)} complaints/s: p50 ${one(lag.p50)} s, p95 ${one(lag.p95)} s, at most ${one(lag.most)} s; caught up ${one(lag.caughtUpSeconds)} s after the last; ${lag.refused} of ${lag.sent} refused
`
