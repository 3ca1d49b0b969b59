import { join } from 'node:path'
import { type Binaries, binariesFor } from './binaries.ts'
import { ensureCluster, passwordsOf } from './cluster.ts'
import { keepRunning } from './keep-running.ts'
import { knownHome, type Location, locate } from './location.ts'
import { holderOf, takeLock } from './lock.ts'
import { startServer, statusOf, stopServer } from './server.ts'
import { type DatabaseUrls, makeSocket, removeLeftSocket, type Socket, urlsOf } from './socket.ts'

// Runs PostgreSQL for a start without DATABASE_URL. Owns DATA_DIR/postgres, the lock beside it and /var/lib/zhiwei.
// Knows nothing of tables. Why it is our own: docs/decisions/0002-embedded-postgres.md
export { EmbeddedPostgresError } from './errors.ts'
export type { DatabaseUrls } from './socket.ts'

/** Addresses of the database `zhiwei`, and of any other of the same server. */
export type DatabaseAddresses = DatabaseUrls & { databaseNamed(name: string): DatabaseUrls }

/** A running server of our own; its addresses stay the same while it lives, also over a crash. */
export type EmbeddedPostgres = DatabaseAddresses & {
  /** Is told each time the server ended unasked; it is started again by itself. */
  onExit(callback: () => void): void
  /** Ends connections, writes everything down, gives the folder free. Safe to call twice. */
  stop(): Promise<void>
  /** Of the postmaster; another one after a crash. */
  readonly pid: number
}

/**
 * Starts PostgreSQL in `dataDir/postgres` (under /var/lib/zhiwei when root's `dataDir` cannot be reached) and keeps it running until `stop`.
 * @throws EmbeddedPostgresError with a sentence for the person at the console, as when another process owns `dataDir`
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: (line: string) => void }): Promise<EmbeddedPostgres> {
  const location = locate(options.dataDir, options.log)
  const release = takeLock(location.home)
  try {
    const binary = binariesFor(location.user, location.home)
    await ensureCluster(location, binary, options.log)
    return await serve(location, binary, options.log, release)
  } catch (error) {
    release()
    throw error
  }
}

async function serve(location: Location, binary: Binaries, log: (line: string) => void, release: () => void): Promise<EmbeddedPostgres> {
  const left = statusOf(location.cluster)
  const socket = await makeSocket(location.user)
  const kept = await keptServer(location, binary, socket, log)
  if (left) removeLeftSocket(left.socketFolder)
  const stop = async () => {
    await kept.stop()
    socket.remove()
    release()
  }
  let stopped: Promise<void> | undefined
  return {
    ...addresses(location.cluster, socket.host, socket.port),
    onExit: kept.onExit,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
    get pid() {
      return kept.pid()
    },
  }
}

async function keptServer(location: Location, binary: Binaries, socket: Socket, log: (line: string) => void) {
  try {
    return await keepRunning(
      () => startServer(location, binary, socket),
      (server) => stopServer(server, location.cluster, binary),
      log,
    )
  } catch (error) {
    socket.remove()
    throw error
  }
}

/** Addresses of the server that another living process runs in `dataDir`, for commands beside it; null when none runs. */
export function runningEmbeddedPostgres(dataDir: string): DatabaseAddresses | null {
  const home = knownHome(dataDir)
  if (!home || !holderOf(home)) return null
  const cluster = join(home, 'postgres')
  const status = statusOf(cluster)
  return status?.ready ? addresses(cluster, status.socketFolder || '127.0.0.1', status.port) : null
}

function addresses(cluster: string, host: string, port: number): DatabaseAddresses {
  const passwords = passwordsOf(cluster)
  const databaseNamed = (name: string) => urlsOf(name, passwords, host, port)
  return { ...databaseNamed('zhiwei'), databaseNamed }
}
