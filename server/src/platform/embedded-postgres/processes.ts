import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * When a process was started, as a text that no other process with the same pid can share; null when it has ended.
 * A zombie (ended, not yet reaped by its parent) counts as ended, although `kill(pid, 0)` still finds it.
 */
export function startTimeOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name before it may hold blanks
      if (fields[0] === 'Z' || fields[0] === 'X') return null
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
    } catch {
      return isThere(pid) ? 'unknown' : null // mounted with hidepid: somebody else's process cannot be looked at
    }
  }
  if (process.platform === 'win32') return isThere(pid) ? 'unknown' : null
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
  } catch {
    return null
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Stands in the command line of every process of a cluster, so they are found again after node was killed. At most 63 bytes. */
export function clusterNameOf(cluster: string): string {
  return `zw-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
}

/** Every living server process of the cluster: the postmaster first started by us and its backends. */
export function processesOf(cluster: string): number[] {
  const name = clusterNameOf(cluster)
  return allCommandLines()
    .filter(({ line }) => line.includes(`cluster_name=${name}`) || line.includes(`postgres: ${name}:`))
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid && startTimeOf(pid) !== null)
}

/** Ends initdb and its like, with their children, that a killed owner left at work on this folder, which nobody will ever use. */
export async function endProgramsOn(folder: string) {
  const programs = () => allCommandLines().filter(({ pid, line }) => line.includes(` -D ${folder} `) && startTimeOf(pid) !== null)
  for (const { pid } of programs()) {
    try {
      process.kill(-pid, 'SIGKILL') // each leads a group of its own
    } catch {
      // ended by itself meanwhile
    }
  }
  await until(() => programs().length === 0, 5_000)
}

/** True when the process looks like a PostgreSQL server, whosever it is. */
export function isPostgres(pid: number): boolean {
  return allCommandLines().some((process) => process.pid === pid && /postgres/.test(process.line)) && startTimeOf(pid) !== null
}

// Command lines and not /proc/<pid>/cwd or exe: root in a container may not read those of another user's process.
function allCommandLines(): { pid: number; line: string }[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), line: commandLineOf(name) }))
  }
  if (process.platform === 'win32') return []
  const table = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return table.split('\n').map((row) => ({ pid: Number.parseInt(row, 10), line: row.trim().replace(/^\d+\s+/, '') }))
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** Looks every 25 ms until the condition holds; false when it does not within the time. */
export async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(25)) if (condition()) return true
  return condition()
}
