import { setTimeout as delay } from 'node:timers/promises'
import type { Server } from './server.ts'

/** A server that is started again whenever it ends unasked. */
export type KeptServer = { pid: () => number; onExit: (callback: () => void) => void; stop: () => Promise<void> }

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5_000

export async function keepRunning(
  start: () => Promise<Server>,
  stopServer: (server: Server) => Promise<void>,
  log: (line: string) => void,
): Promise<KeptServer> {
  const listeners: (() => void)[] = []
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()
  let server = await start()
  watch()

  function watch() {
    const ended = () => {
      if (stopping) return
      log('The database ended unexpectedly and is being started again')
      restarting = restart()
      for (const tell of listeners) tell()
    }
    const { process: child } = server
    if (child.exitCode !== null || child.signalCode !== null) ended()
    else child.once('exit', ended)
  }

  async function restart() {
    for (let waitMs = FIRST_WAIT_MS; !stopping; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        server = await start()
        watch()
        log('The database is back')
        return
      } catch (error) {
        log(`${(error as Error).message}\nTrying again`)
        await delay(waitMs)
      }
    }
  }

  // process.exit() without stop(): the server still shuts down in order, by itself.
  const askToStop = () => server.process.kill('SIGINT')
  process.once('exit', askToStop)

  return {
    pid: () => server.pid,
    onExit: (callback) => listeners.push(callback),
    stop: async () => {
      stopping = true
      await restarting
      await stopServer(server)
      process.off('exit', askToStop)
    },
  }
}
