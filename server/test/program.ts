import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import serverFlags from '../../scripts/server-flags.json' with { type: 'json' }
import { inRoot } from '../src/platform/paths.ts'

/** The program as `npm start` runs it, in a process of its own that may be killed. */
export type Program = { child: ChildProcess; pid: number; url: string; output: () => string; ended: Promise<number | null> }

export const fromSource = inRoot('server', 'src', 'main.ts')
export const fromBuild = inRoot('dist', 'server', 'main.mjs')

const ended = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

/**
 * Starts the program and waits until it tells its address.
 * @throws Error with what it said when it ends instead
 */
export async function startProgram(options: {
  dataDir: string
  entry?: string
  nodeArguments?: string[]
  env?: NodeJS.ProcessEnv
}): Promise<Program> {
  const { dataDir, entry = fromSource, nodeArguments = [], env = {} } = options
  const file = join(dataDir, `program-${Date.now()}.log`)
  // A file and no pipe: nobody has to read along, and it is all there after a kill.
  const log = openSync(file, 'a')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...serverFlags, ...nodeArguments, entry], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', DEMO: '0', ...env },
    stdio: ['ignore', log, log, 'ipc'], // the channel ends the program when we are killed
  })
  closeSync(log)
  const output = () => readFileSync(file, 'utf8')
  const program = { child, pid: child.pid ?? 0, url: '', output, ended: once(child, 'exit').then(([code]) => code as number | null) }
  while (!program.url) {
    if (ended(child)) throw new Error(output().trim() || 'the program ended without a word')
    program.url = /Address\s+(\S+)/.exec(output())?.[1] ?? ''
    await delay(20)
  }
  return program
}

/** Stops in order, as Ctrl+C does; answers the exit code. */
export async function stopProgram(program: Program): Promise<number | null> {
  if (!ended(program.child)) program.child.kill('SIGTERM')
  return program.ended
}

export async function killProgram(program: Program) {
  if (!ended(program.child)) program.child.kill('SIGKILL')
  await program.ended
}

/** Signs in and makes an API token; its Authorization header. */
export async function tokenFor(url: string, password: string, permissions: string[]): Promise<{ authorization: string }> {
  const signedIn = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  })
  if (signedIn.status !== 201) throw new Error(`sign-in answered ${signedIn.status}: ${await signedIn.text()}`)
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const made = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: new URL(url).origin },
    body: JSON.stringify({ name: 'load', permissions }),
  })
  if (made.status !== 201) throw new Error(`the token was refused with ${made.status}: ${await made.text()}`)
  return { authorization: `Bearer ${((await made.json()) as { token: string }).token}` }
}
