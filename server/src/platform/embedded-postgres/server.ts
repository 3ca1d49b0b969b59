import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { serverEnv } from './cluster.ts'
import { EmbeddedPostgresError } from './errors.ts'
import type { Location } from './location.ts'
import { clusterNameOf, isPostgres, processesOf, startTimeOf, until } from './processes.ts'
import type { Socket } from './socket.ts'

/** A server whose postmaster answers connections. */
export type Server = { process: ChildProcess; pid: number }

// A server that ended may still be unreaped, or its backends may still be ending: so long a new one is tried again.
const RETRY_MS = 10_000
const GIVE_WAY = /lock file|still in use|could not bind|Address already in use/

/** Starts the server and waits until it answers. Whatever an earlier, killed owner left behind is ended first: the caller holds the lock. */
export async function startServer(location: Location, binary: Binaries, socket: Socket): Promise<Server> {
  for (const end = Date.now() + RETRY_MS; ; await delay(100)) {
    await endLeftovers(location.cluster)
    try {
      return await attempt(location, binary, socket)
    } catch (error) {
      if (Date.now() > end || !GIVE_WAY.test(String(error))) throw error
    }
  }
}

/** Ends the server's own processes of an owner that was killed: fast shutdown first, then harder. */
export async function endLeftovers(cluster: string) {
  const postmaster = statusOf(cluster)?.pid
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const left = processesOf(cluster)
    if (left.length === 0) break
    const targets = signal === 'SIGKILL' ? left : left.filter((pid) => pid === postmaster)
    for (const pid of targets) send(pid, signal)
    await until(() => processesOf(cluster).length === 0, waitMs)
  }
  // PostgreSQL trusts kill(pid, 0), which also finds zombies and strangers that got the pid after a restart of the machine.
  const pid = statusOf(cluster)?.pid
  if (pid && process.platform !== 'win32' && !isPostgres(pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPERM') {
      throw new EmbeddedPostgresError(
        `Process ${pid} of an earlier start still runs the database and belongs to another user: stop it first.`,
      )
    }
  }
}

async function attempt({ home, cluster, user }: Location, binary: Binaries, socket: Socket): Promise<Server> {
  const messages = join(home, 'postgres-start.log')
  rmSync(messages, { force: true }) // may be root's from an earlier start
  const file = openSync(messages, 'w', 0o600) // a file and no pipe: the server must outlive a killed node without losing its stderr
  const args = ['-D', cluster, ...socket.settings, '-c', `cluster_name=${clusterNameOf(cluster)}`]
  // A group of its own: Ctrl-C in the terminal goes to node, which stops the server in order.
  const child = spawn(binary('postgres'), args, { ...user, cwd: '/', env: serverEnv(), detached: true, stdio: ['ignore', file, file] })
  closeSync(file)
  let failure: Error | undefined
  child.on('error', (error) => {
    failure = error
  })
  while (!failure && child.exitCode === null && child.signalCode === null) {
    const status = statusOf(cluster)
    if (child.pid && status?.pid === child.pid && status.ready) return { process: child, pid: child.pid }
    await delay(20)
  }
  const said = failure?.message ?? readFileSync(messages, 'utf8').trim().split('\n').slice(-5).join('\n')
  throw new EmbeddedPostgresError(`The database does not start; more may stand in ${join(cluster, 'log')}. It said:\n${said}`)
}

/** Stops the server: fast shutdown, which ends connections and writes a checkpoint; harder when that takes too long. */
export async function stopServer(server: Server, cluster: string, binary: Binaries) {
  if (process.platform === 'win32') {
    execFileSync(binary('pg_ctl'), ['stop', '-D', cluster, '-m', 'fast'], { stdio: 'ignore' })
    return
  }
  const ended = () => server.process.exitCode !== null || server.process.signalCode !== null || startTimeOf(server.pid) === null
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (ended()) break
    server.process.kill(signal)
    await until(ended, waitMs)
  }
  await until(() => processesOf(cluster).length === 0, 5_000)
}

/** What the running server wrote into postmaster.pid (its layout: pidfile.h of PostgreSQL). */
export function statusOf(cluster: string): { pid: number; port: number; socketFolder: string; ready: boolean } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}
