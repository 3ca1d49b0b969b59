import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError } from './errors.ts'
import type { Location } from './location.ts'
import { endProgramsOn } from './processes.ts'
import type { ServerUser } from './server-user.ts'
import { ACCESS, memoryOf, settingsFor } from './settings.ts'

/** What the cluster's two roles sign in with; kept inside the cluster, so that one never exists without the other. */
export type Passwords = { owner: string; app: string }

const MAJOR = '18'
const passwordsIn = (cluster: string) => join(cluster, 'zhiwei-passwords.json')

export function passwordsOf(cluster: string): Passwords {
  return JSON.parse(readFileSync(passwordsIn(cluster), 'utf8')) as Passwords
}

/** Makes the cluster when there is none. It is built aside and renamed when whole, so a killed try leaves nothing that looks like one. */
export async function ensureCluster({ home, cluster, user }: Location, binary: Binaries, log: (line: string) => void) {
  for (const name of readdirSync(home)) {
    if (!name.startsWith('postgres.new-')) continue
    await endProgramsOn(join(home, name))
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 10 })
  }
  if (isWhole(cluster)) return

  log(`Making a new database in ${cluster}`)
  const draft = join(home, `postgres.new-${randomBytes(6).toString('hex')}`)
  mkdirSync(draft, { mode: 0o700 })
  giveTo(user, draft)
  await initialise(draft, binary, user)
  if (existsSync(cluster)) renameSync(cluster, `${cluster}.unfinished-${Date.now()}`)
  renameSync(draft, cluster)
  syncFolder(home)
}

function isWhole(cluster: string): boolean {
  const versionFile = join(cluster, 'PG_VERSION')
  if (!existsSync(versionFile) || !existsSync(join(cluster, 'global', 'pg_control'))) return false
  const version = readFileSync(versionFile, 'utf8').trim()
  if (version !== MAJOR) {
    throw new EmbeddedPostgresError(
      `${cluster} was made by PostgreSQL ${version} and cannot be opened by ${MAJOR}: restore a backup into a new DATA_DIR.`,
    )
  }
  if (existsSync(passwordsIn(cluster))) return true
  throw new EmbeddedPostgresError(
    `${cluster} holds a database without its passwords (${passwordsIn(cluster)}): bring that file back from a backup.`,
  )
}

async function initialise(cluster: string, binary: Binaries, user: ServerUser) {
  // The builtin provider's C.UTF-8 sorts and folds alike on every system; people's order is COLLATE "zh-x-icu".
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  await run(binary('initdb'), ['-D', cluster, '-U', 'postgres', '--auth=reject', '--no-instructions', ...locale], user)

  const passwords: Passwords = { owner: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') }
  await run(
    binary('postgres'),
    ['--single', '-D', cluster, '-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic', 'postgres'],
    user,
    rolesSql(passwords),
  )

  const keep = (file: string, text: string, flag: 'w' | 'a') => {
    writeFileSync(file, text, { flag, mode: 0o600, flush: true })
    giveTo(user, file)
  }
  keep(join(cluster, 'pg_hba.conf'), ACCESS, 'w')
  keep(join(cluster, 'zhiwei.conf'), settingsFor(memoryOf(totalmem(), process.constrainedMemory())), 'w')
  keep(join(cluster, 'postgresql.conf'), "\ninclude 'zhiwei.conf' # own settings go below this line\n", 'a')
  keep(passwordsIn(cluster), JSON.stringify(passwords), 'w')
}

// The superuser gets no password: nobody signs in as it. Single-user mode wants one statement a line.
const rolesSql = ({ owner, app }: Passwords) =>
  [
    `CREATE ROLE zhiwei_owner LOGIN CREATEDB PASSWORD '${owner}'`,
    `CREATE ROLE zhiwei_app LOGIN PASSWORD '${app}'`,
    'CREATE DATABASE zhiwei OWNER zhiwei_owner',
  ]
    .map((line) => `${line};\n`)
    .join('')

// A group of its own (detached), so that a later start can end it with its children when node is killed meanwhile.
function run(program: string, args: string[], user: ServerUser, input = ''): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { ...user, cwd: '/', env: serverEnv(), detached: true, windowsHide: true })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    const end = (error: string | null) => {
      if (!error) return done()
      const lastLines = `${said}\n${error}`.trim().split('\n').slice(-5).join('\n')
      failed(
        new EmbeddedPostgresError(`The database could not be made; set DATABASE_URL to use your own PostgreSQL. It said:\n${lastLines}`),
      )
    }
    child.once('error', (error) => end(error.message))
    child.once('close', (code, signal) => end(code === 0 ? null : `(ended with ${signal ?? code})`))
    child.stdin.on('error', () => {}) // ended before it read everything: the exit code tells
    child.stdin.end(input)
  })
}

/** The environment of PostgreSQL's programs: nothing of ours (PG…, LD_LIBRARY_PATH) may change what they do. */
export function serverEnv(): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? process.env : { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}

export function giveTo(user: ServerUser, file: string) {
  if (user) chownSync(file, user.uid, user.gid)
}

function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
