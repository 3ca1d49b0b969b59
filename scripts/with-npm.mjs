import { readFileSync } from 'node:fs'

const EVERY_MS = 300

/**
 * Ends us when npm, which started us, has ended. npm passes a signal on to the shell between us only, and nothing after kill -9.
 * Started by hand (`node scripts/run.mjs`), or npm sent to the background with nohup: nothing happens.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const npm = [parent, parentOf(parent)].find((pid) => pid && /\bnpm\b/.test(commandOf(pid)))
  const timer = setInterval(() => {
    if (process.ppid === parent && (!npm || commandOf(npm))) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, EVERY_MS)
  timer.unref()
}

// Only Linux tells about others without a program; elsewhere the parent alone is watched.
const read = (pid, name) => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
const commandOf = (pid) => read(pid, 'cmdline')
const parentOf = (pid) => {
  const stat = read(pid, 'stat')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}
