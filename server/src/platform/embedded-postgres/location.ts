import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { canReach, type ServerUser, serverUser } from './server-user.ts'

/** Where a cluster lives: `home` holds the lock, `cluster` is PostgreSQL's own folder in it. */
export type Location = { home: string; cluster: string; user: ServerUser }

/** Where root keeps what the server's user cannot reach in its own place. */
export const ELSEWHERE = '/var/lib/zhiwei'

const placeFile = (dataDir: string) => join(dataDir, 'postgres.place')
const clusterIn = (home: string) => join(home, 'postgres')

/** The place that an earlier start chose; null when there was none. Changes nothing. */
export function knownHome(dataDir: string): string | null {
  const resolved = resolve(dataDir)
  if (existsSync(placeFile(resolved))) return join(ELSEWHERE, readFileSync(placeFile(resolved), 'utf8').trim())
  return existsSync(clusterIn(resolved)) ? realpathSync(resolved) : null
}

/**
 * Chooses the place of the cluster: in `DATA_DIR/postgres`, or under /var/lib/zhiwei when we are root and the server's user
 * cannot get to DATA_DIR. A root-owned 0700 DATA_DIR is opened for passing through (0711); what else lies in it is closed.
 */
export function locate(dataDir: string, log: (line: string) => void): Location {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const dir = realpathSync(dataDir)
  const known = knownHome(dir)
  const user = serverUser(known && existsSync(clusterIn(known)) ? clusterIn(known) : null)
  const here = { home: dir, cluster: clusterIn(dir), user }
  if (known && known !== dir) return elsewhere(known, user)
  if (!user) return here

  if (canReach(user, dir) || (canReach(user, dirname(dir)) && ownedByRoot(dir))) {
    openForPassage(dir)
    return here
  }
  if (known)
    throw new EmbeddedPostgresError(
      `The owner of ${clusterIn(dir)} can no longer reach it: open the folders above it, or start as that user.`,
    )

  const id = newPlace(dir)
  log(`${dir} is closed to the database's user, so the database lives in ${join(ELSEWHERE, id)}`)
  return elsewhere(join(ELSEWHERE, id), user)
}

const ownedByRoot = (dir: string) => statSync(dir).uid === 0

// 0711 lets the server's user through to its own folder and shows it nothing; the mark is kept, so later files are closed at the next start.
function openForPassage(dir: string) {
  const mode = statSync(dir).mode & 0o777
  if (!ownedByRoot(dir) || (mode & 0o001 && mode !== 0o711)) return
  for (const name of readdirSync(dir)) {
    const entry = lstatSync(join(dir, name))
    if (!entry.isSymbolicLink() && entry.mode & 0o077) chmodSync(join(dir, name), entry.mode & 0o7700)
  }
  chmodSync(dir, mode | 0o011)
}

function elsewhere(home: string, user: ServerUser): Location {
  if (!user)
    throw new EmbeddedPostgresError(`The database of this DATA_DIR was made by root in ${home}: start as root, or take another DATA_DIR.`)
  for (const [folder, mode] of [
    [ELSEWHERE, 0o755],
    [home, 0o711],
  ] as const) {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, mode) // whatever the umask is
  }
  return { home, cluster: clusterIn(home), user }
}

// Two first starts at once agree on the id of the one that wrote it first.
function newPlace(dir: string): string {
  const id = randomBytes(8).toString('hex')
  try {
    writeFileSync(placeFile(dir), `${id}\n`, { flag: 'wx', mode: 0o600, flush: true })
    return id
  } catch {
    return readFileSync(placeFile(dir), 'utf8').trim()
  }
}
