import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { EmbeddedPostgresError } from './errors.ts'

/** Whom PostgreSQL runs as, because it refuses to run as root; null: as the same user as node. */
export type ServerUser = { uid: number; gid: number } | null

const isRoot = () => process.getuid?.() === 0

/** The system's user `postgres`, made when missing. A cluster that is already there keeps the user who owns it. */
export function serverUser(existingCluster: string | null): ServerUser {
  if (!isRoot()) return null
  if (existingCluster) {
    const { uid, gid } = statSync(existingCluster)
    if (uid !== 0) return { uid, gid }
  }
  return find('postgres') ?? make('postgres')
}

// `id` and not /etc/passwd: the user may come from a directory service.
function find(name: string): ServerUser {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8', env: systemEnv() }))
  if (uid?.status !== 0 || gid?.status !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function make(name: string): ServerUser {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]],
    ['useradd', ['--system', '-g', name, '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]], // group is there
    ['adduser', ['-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', name]], // BusyBox
  ]
  for (const [command, args] of ways) {
    spawnSync(command, args, { env: systemEnv(), stdio: 'ignore' })
    const user = find(name)
    if (user) return user
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and no user "${name}" could be made: start as an ordinary user, or set DATABASE_URL.`,
  )
}

// An administrator's commands lie in sbin, which a bare PATH leaves out.
const systemEnv = () => ({ PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`, LC_ALL: 'C' })

/** Whether that user gets through every folder above and into this one; asked of the system, which alone knows modes, ACLs and mounts. */
export function canReach(user: ServerUser, folder: string): boolean {
  if (!user) return true
  try {
    execFileSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
