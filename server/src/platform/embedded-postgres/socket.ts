import { mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { giveTo, type Passwords } from './cluster.ts'
import type { ServerUser } from './server-user.ts'

/** Where the server listens: the postgres arguments for it, and how an address names it. */
export type Socket = { settings: string[]; host: string; port: number; remove: () => void }

/** Addresses for `pg` of one database: the owner's (migrations, backup) and the application's, which row-level security binds. */
export type DatabaseUrls = { ownerUrl: string; appUrl: string }

const PREFIX = 'zw-'
// A socket's whole path may have 107 bytes (macOS 103); `/zw-XXXXXX/.s.PGSQL.5432` takes 24 of them.
const LONGEST_PARENT = 75

/** A folder of its own, 0700 and short however long DATA_DIR is; on Windows a free port of the loopback. */
export async function makeSocket(user: ServerUser): Promise<Socket> {
  if (process.platform === 'win32') {
    const port = await freePort()
    return { settings: ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`], host: '127.0.0.1', port, remove: () => {} }
  }
  const parent = !user && Buffer.byteLength(tmpdir()) <= LONGEST_PARENT ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(parent, PREFIX))
  giveTo(user, folder)
  const settings = [
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'unix_socket_permissions=0700',
    '-c',
    'port=5432',
  ]
  return { settings, host: folder, port: 5432, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Takes away the folder that a killed owner's server listened in. */
export function removeLeftSocket(folder: string) {
  if (!basename(folder).startsWith(PREFIX)) return
  rmSync(join(folder, '.s.PGSQL.5432'), { force: true })
  rmSync(join(folder, '.s.PGSQL.5432.lock'), { force: true })
  try {
    rmdirSync(folder)
  } catch {
    // gone already, or not only ours
  }
}

export function urlsOf(database: string, passwords: Passwords, host: string, port: number): DatabaseUrls {
  const name = encodeURIComponent(database)
  const url = (role: string, password: string) =>
    host.startsWith('/')
      ? `postgresql://${role}:${password}@/${name}?host=${encodeURIComponent(host)}`
      : `postgresql://${role}:${password}@${host}:${port}/${name}`
  return { ownerUrl: url('zhiwei_owner', passwords.owner), appUrl: url('zhiwei_app', passwords.app) }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
