import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { startTimeOf } from './processes.ts'

type Holder = { pid: number; startTime: string | null; token: string }

const fileIn = (home: string) => join(home, 'postgres.lock')

/** The living process that owns the database in this folder, if any. A recycled pid does not count: its start time differs. */
export function holderOf(home: string): Holder | null {
  const holder = read(fileIn(home))
  return holder && isAlive(holder) ? holder : null
}

function isAlive(holder: Holder): boolean {
  const startTime = startTimeOf(holder.pid)
  return startTime !== null && (startTime === 'unknown' || startTime === holder.startTime)
}

/**
 * Makes this process the one owner of the database in `home`; answers the act that gives it up.
 * @throws EmbeddedPostgresError when a living process owns it
 */
export function takeLock(home: string): () => void {
  const file = fileIn(home)
  const mine: Holder = { pid: process.pid, startTime: startTimeOf(process.pid), token: randomBytes(8).toString('hex') }
  const draft = `${file}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine), { flush: true })
  chmodSync(draft, 0o644) // other users must see whose it is, whatever the umask
  try {
    while (!linked(draft, file)) {
      const holder = read(file)
      if (holder && isAlive(holder)) {
        throw new EmbeddedPostgresError(
          `The database in ${home} is in use by process ${holder.pid}. Stop that one first, or give this one another DATA_DIR.`,
        )
      }
      setAside(file, holder?.token)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (read(file)?.token === mine.token) rmSync(file, { force: true })
  }
}

// link() refuses when the name exists, and the file appears with its whole content.
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Two starts may find the same dead holder: only one gets to rename it, and what turns out to be a new holder's goes back.
function setAside(file: string, deadToken: string | undefined) {
  const aside = `${file}.${randomBytes(8).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside)?.token !== deadToken) linked(aside, file)
  rmSync(aside, { force: true })
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new EmbeddedPostgresError(`${file} belongs to another user: start as that one.`)
    return null
  }
}
