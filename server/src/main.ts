import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createApp, createWorkerApp } from './app.ts'
import { listenToMailboxes } from './channels/mail/index.ts'
import { loadTextEngine } from './classification/index.ts'
import { furnishTenant } from './furnish.ts'
import { checkSecretKey, firstStart } from './identity/index.ts'
import { jobs } from './jobs.ts'
import { systemClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { keysFrom } from './platform/crypto.ts'
import { openDatabase } from './platform/database.ts'
import type { Deps } from './platform/deps.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres/index.ts'
import { fileStoreIn } from './platform/files.ts'
import { startJobs } from './platform/jobs.ts'
import { logOptions } from './platform/log.ts'
import { migrate, roleOf } from './platform/migrate.ts'
import { endWithParent } from './platform/parent.ts'
import { loadSecrets } from './platform/secret-key.ts'
import { longestStopMs, onStopSignal, type Running, shutDown } from './platform/shutdown.ts'
import { addressOf, sentenceOf, startNotice } from './platform/start-notice.ts'
import { missingWall, roleAtWork } from './platform/tenant-wall.ts'
import { startWorker } from './platform/worker.ts'
import { schedule } from './schedule.ts'
import { seedAllCalendars } from './sla/index.ts'
import { makeWantedDemo, wantDemo } from './start-demo.ts'

// config → database → app → jobs. The only place that wires things.

/**
 * Work has connections of its own. Behind 64 requests at once each batch of a reader stood 0.1 to 0.2 s in their queue, and at 300 complaints/s on a
 * million cases the roll-ups fell 15 s behind; with its own, 3 to 5 s (`npm run bench measures`).
 */
const connections = { requests: 12, work: 4 }

const running: Running = {}
let stopping = false
const say = (line: string) => process.stderr.write(`${line}\n`)

async function start() {
  const config = readConfig()
  mkdirSync(config.dataDir, { recursive: true })

  const { appUrl, ownerUrl } = await databaseFor(config)
  await migrate(ownerUrl, roleOf(appUrl))
  const open = (maxConnections: number) =>
    openDatabase(appUrl, {
      maxConnections,
      prepares: running.postgres !== undefined, // an outside one may lie behind a PgBouncer that mixes up prepared statements
      onError: (error) => say(`Database connection lost: ${error.message}`),
    })
  const database = open(connections.requests)
  running.databases = [database]
  const warning = missingWall(await roleAtWork(database))
  if (warning) say(warning)
  const keys = keysFrom(await loadSecrets(config, database))
  await checkSecretKey(database, keys)

  const deps: Deps = { config, database, keys, files: fileStoreIn(join(config.dataDir, 'files')), clock: systemClock }
  const first = await firstStart(deps, { adminPassword: config.adminPassword, furnish: furnishTenant })
  await seedAllCalendars(deps)
  if (first.tenantId && config.demo) await wantDemo(deps)

  const logger = logOptions(config.logLevel)
  const app = config.role === 'worker' ? await createWorkerApp(deps, { logger }) : await createApp(deps, { logger })
  running.app = app
  await app.listen({ port: config.port, host: config.host })
  const address = addressOf(config, app.server.address() as AddressInfo)
  setImmediate(loadTextEngine)
  process.stdout.write(startNotice(config, { address, firstStart: first.tenantId !== undefined, password: first.password }))

  if (config.role === 'web' || stopping) return
  const work: Deps = { ...deps, database: open(connections.work) }
  running.databases.push(work.database)
  const waiting = new AbortController()
  const jobsStarted = startJobs(work, jobs, { log: app.log, stopping: waiting.signal })
  const stopJobs = async () => {
    waiting.abort()
    await (await jobsStarted).stop()
  }
  running.work = [startWorker(work, schedule, app.log), listenToMailboxes(work, app.log), { stop: stopJobs }]
  await jobsStarted
  makeWantedDemo(work, app.log).catch((error) => app.log.error({ err: error }, 'demo data not made'))
}

/** Where the data lies: the database that DATABASE_URL names, else one of our own in DATA_DIR. */
async function databaseFor({ databaseUrl, migrateDatabaseUrl = databaseUrl, dataDir }: Config) {
  if (databaseUrl && migrateDatabaseUrl) return { appUrl: databaseUrl, ownerUrl: migrateDatabaseUrl }
  const postgres = await startEmbeddedPostgres({ dataDir, log: say })
  running.postgres = postgres
  return postgres
}

async function stop(why: string, code: number) {
  if (stopping) return
  stopping = true
  running.app?.log.info({ why }, 'stopping')
  setTimeout(() => process.exit(1), longestStopMs).unref()
  await shutDown(running).catch((error: unknown) => say(`Not stopped cleanly: ${sentenceOf(error)}`))
  process.exit(code)
}

onStopSignal((signal) => void stop(signal, 0))
endWithParent(() => void stop('the process that started this one has ended', 0))
process.on('uncaughtException', (error) => {
  running.app?.log.error({ err: error }, 'unforeseen error')
  void stop('an unforeseen error', 1)
})
start().catch((error: unknown) => {
  if (!stopping) say(sentenceOf(error))
  void stop('the start failed', 1)
})
