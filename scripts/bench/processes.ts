import { readdirSync, readFileSync } from 'node:fs'

// What processes cost, from Linux's /proc; elsewhere the columns stay empty.

const ticksPerSecond = 100 // USER_HZ, the same on every architecture Node runs on

type Stat = { pid: number; parent: number; ownMs: number; withEndedChildrenMs: number }

function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name before it may hold blanks
    const ms = (...at: number[]) => at.reduce((sum, field) => sum + Number(fields[field]), 0) * (1_000 / ticksPerSecond)
    return { pid, parent: Number(fields[1]), ownMs: ms(11, 12), withEndedChildrenMs: ms(11, 12, 13, 14) }
  } catch {
    return null
  }
}

/** CPU time a process has used so far, in ms. */
export const cpuMsOf = (pid: number) => statOf(pid)?.ownMs ?? Number.NaN

/** CPU time a process and all its children have used so far, in ms, ended children too. */
export function cpuMsOfTree(pid: number): number {
  const top = statOf(pid)
  if (!top) return Number.NaN
  const children = readdirSync('/proc')
    .map(Number)
    .flatMap((id) => (id ? (statOf(id) ?? []) : []))
    .filter(({ parent }) => parent === pid)
  return children.reduce((sum, child) => sum + child.ownMs, top.withEndedChildrenMs)
}

/** Memory a process holds, in MB. */
export function rssMbOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  } catch {
    return Number.NaN
  }
}
