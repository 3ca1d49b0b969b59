import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

type Stoppable = { stop(): Promise<unknown> }
/** What runs so far; a program told to stop while it starts has only some of it. */
export type Running = {
  app?: FastifyInstance
  work?: Stoppable[]
  databases?: { close(): Promise<unknown> }[]
  postgres?: Stoppable | undefined
}

export type Pace = { graceMs: number; requestsMs: number }
// Long enough for a balancer that asks every few hundred milliseconds, and for connections in use to end with an answer.
const usualPace: Pace = { graceMs: 500, requestsMs: 10_000 }
const quietMs = 100
const longestHoldMs = 1_000
/** After this a process that was told to stop ends, finished or not; whoever runs it usually waits 30 s before killing it. */
export const longestStopMs = 25_000

/**
 * Stops without dropping a request: readiness says no and each answer ends its connection, then nobody is let in any more, what runs is
 * finished, and only then the database goes.
 */
export async function shutDown({ app, work = [], databases = [], postgres }: Running, pace = usualPace) {
  const stopped = Promise.allSettled(work.map((part) => part.stop()))
  if (app) await letNobodyIn(app, pace)
  await stopped
  await Promise.all(databases.map((database) => database.close()))
  await postgres?.stop()
}

async function letNobodyIn(app: FastifyInstance, pace: Pace) {
  app.draining.on = true
  await delay(pace.graceMs)
  await closeDoor(app)
  const late = setTimeout(() => app.server.closeAllConnections(), pace.requestsMs)
  await app.close()
  clearTimeout(late)
}

/**
 * Closing the door resets whoever stands in the system's queue before it. So answers are held back for a moment: who waits for one
 * does not come anew, the queue empties, and the next to come is refused plainly.
 */
async function closeDoor({ server, draining }: FastifyInstance) {
  const held = Promise.withResolvers<void>()
  draining.held = held.promise
  let cameAt = performance.now()
  const noteArrival = () => {
    cameAt = performance.now()
  }
  server.on('connection', noteArrival)
  const since = performance.now()
  do {
    await delay(5)
    await new Promise(setImmediate) // now everybody in the queue has been let in, however long this process was kept waiting
  } while (performance.now() - cameAt < quietMs && performance.now() - since < longestHoldMs)
  server.off('connection', noteArrival)
  server.close()
  held.resolve()
}

/** Calls back once on the first signal to stop; a second one ends the process at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void) {
  let asked = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1)
      asked = true
      stop(signal)
    })
  }
}
