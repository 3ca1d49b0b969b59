import { sql } from 'kysely'
import { isWorthARetry } from './database.ts'
import type { Deps } from './deps.ts'
import { type Log, silentLog } from './log.ts'

/** One clock-driven piece of work, done for each tenant; safe to run in several processes at once. */
export type ScheduleEntry = {
  name: string
  everyMs: number
  /** What can wait so long while the process has no time left: in a storm what comes in goes first. */
  mayWaitMs?: number
  run: (deps: Deps, tenantId: string) => Promise<unknown>
}

// Long enough to spare a broken database and the log, short enough to be back soon after it.
const longestPauseMs = 10_000
const lookBackMs = 1_000
const fullUtilization = 0.9

/** Runs each entry for every tenant at its interval, never the same entry twice at once; `stop` waits for what runs. */
export function startWorker(deps: Deps, schedule: ScheduleEntry[], log: Log = silentLog, isBusy: () => boolean = isLoopBusy()) {
  const stopping = new AbortController()
  const loops = schedule.map((entry) => repeat(deps, entry, { stopping: stopping.signal, log, isBusy }))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

/** Runs every entry once for one tenant, in the order of the page; for tests and commands. */
export async function runScheduleOnce(deps: Deps, schedule: ScheduleEntry[], tenantId: string) {
  for (const entry of schedule) await run(entry, deps, tenantId)
}

/** Two workers may lock each other out; the one the database picks starts over. */
async function run(entry: ScheduleEntry, deps: Deps, tenantId: string, attemptsLeft = 3): Promise<void> {
  try {
    await entry.run(deps, tenantId)
  } catch (error) {
    if (attemptsLeft === 0 || !isWorthARetry(error)) throw error
    await run(entry, deps, tenantId, attemptsLeft - 1)
  }
}

export async function tenantIds({ database }: Pick<Deps, 'database'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from tenant order by id`.execute(database.platform)
  return rows.map(({ id }) => id)
}

/** Whether the event loop had next to no rest in the last second. */
function isLoopBusy(): () => boolean {
  let mark = performance.eventLoopUtilization()
  let markedAt = performance.now()
  let isBusy = false
  return () => {
    if (performance.now() - markedAt > lookBackMs) {
      const now = performance.eventLoopUtilization()
      isBusy = performance.eventLoopUtilization(now, mark).utilization > fullUtilization
      mark = now
      markedAt = performance.now()
    }
    return isBusy
  }
}

type Running = { stopping: AbortSignal; log: Log; isBusy: () => boolean }

async function repeat(deps: Deps, entry: ScheduleEntry, { stopping, log, isBusy }: Running) {
  const failures = failureCounts(entry, log)
  let ranAt = 0
  while (!stopping.aborted) {
    const started = Date.now()
    if (isBusy() && started - ranAt < (entry.mayWaitMs ?? 0)) {
      await pause(entry.everyMs, stopping)
      continue
    }
    ranAt = started
    const tenants = await tenantIds(deps).catch((error: unknown) => {
      failures.add('', error)
      return []
    })
    if (tenants.length) failures.clear('')
    for (const tenantId of tenants) {
      if (stopping.aborted) return
      if (failures.isPausing(tenantId)) continue
      try {
        await run(entry, deps, tenantId)
        failures.clear(tenantId)
      } catch (error) {
        failures.add(tenantId, error)
      }
    }
    await pause(Math.max(0, (failures.pauseMs('') || entry.everyMs) - (Date.now() - started)), stopping)
  }
}

/** After each failure in a row the pause doubles. */
function failureCounts(entry: ScheduleEntry, log: Log) {
  const counts = new Map<string, { times: number; until: number }>()
  const pauseMs = (tenantId: string) => {
    const count = counts.get(tenantId)
    return count ? Math.max(entry.everyMs, Math.min(longestPauseMs, entry.everyMs * 2 ** count.times)) : 0
  }
  return {
    pauseMs,
    isPausing: (tenantId: string) => (counts.get(tenantId)?.until ?? 0) > Date.now(),
    add(tenantId: string, error: unknown) {
      const times = (counts.get(tenantId)?.times ?? 0) + 1
      counts.set(tenantId, { times, until: 0 })
      counts.set(tenantId, { times, until: Date.now() + pauseMs(tenantId) })
      log.error({ entry: entry.name, tenantId: tenantId || undefined, times, err: error }, 'scheduled work failed')
    },
    clear: (tenantId: string) => void counts.delete(tenantId),
  }
}

function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    if (stopping.aborted) end()
    else stopping.addEventListener('abort', end, { once: true })
  })
}
