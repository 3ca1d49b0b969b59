import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter } from 'node:path'
import { inRoot, root } from './paths.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const running = new Set()
let ending = null

/**
 * Runs a program to its end and answers its exit code (128 + number after a signal).
 * Signals to us go to it, the first one once. `tied`: a group of its own, so Ctrl-C reaches it only through us, and an IPC channel
 * that closes when we are killed (see server/src/platform/parent.ts).
 */
export function runToEnd(program, args, { env = {}, cwd = root, stdio = 'inherit', tied = false, ...more } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, PATH: `${inRoot('node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`, ...env },
    stdio: tied ? [...(Array.isArray(stdio) ? stdio : [stdio, stdio, stdio]), 'ipc'] : stdio,
    detached: tied && process.platform !== 'win32',
    ...more,
  })
  const entry = { child, tied }
  running.add(entry)
  if (ending) child.kill(ending)
  return new Promise((done, failed) => {
    child.once('error', (error) => {
      running.delete(entry)
      failed(error)
    })
    child.once('exit', (code, signal) => {
      running.delete(entry)
      done(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** All of a program's output on our stderr. */
export const quietly = { stdio: ['ignore', process.stderr, process.stderr] }

/** The signal that asked us to end, or null: no further step is begun after one. */
export const endingSignal = () => ending

for (const signal of SIGNALS) {
  process.on(signal, () => {
    if (ending) return
    ending = signal
    // Ctrl-C in a terminal has already reached every process of our own group.
    const reached = (entry) => signal === 'SIGINT' && process.stdin.isTTY && !entry.tied
    for (const entry of running) if (!reached(entry)) entry.child.kill(signal)
    if (running.size === 0) process.exit(128 + constants.signals[signal])
  })
}
