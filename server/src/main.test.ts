import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aDatabase } from '../test/database.ts'
import { inRoot } from './platform/paths.ts'

const password = 'correct horse battery'
let dataDir: string
const children: ChildProcess[] = []

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhiwei-main-'))
})
afterAll(async () => {
  for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(dataDir, { recursive: true, force: true })
})

/** The program as `npm start` runs it, on a free port. */
function aProgram(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', inRoot('server', 'src', 'main.ts')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const program = {
    child,
    out: '',
    err: '',
    ended: once(child, 'exit').then(([code]) => code as number),
    async address() {
      await vi.waitFor(() => expect(program.out).toContain('Address'), { timeout: 60_000 })
      return /Address\s+(\S+)/.exec(program.out)?.[1] ?? ''
    },
  }
  child.stdout.on('data', (part) => {
    program.out += part
  })
  child.stderr.on('data', (part) => {
    program.err += part
  })
  return program
}

const signIn = (address: string) =>
  fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  })

describe('the program', () => {
  test('makes everything on an empty folder, answers, and ends on SIGTERM with every request answered', async () => {
    const program = aProgram({ ADMIN_PASSWORD: password })
    const address = await program.address()
    expect((await fetch(`${address}/health/ready`)).status).toBe(200)
    expect(existsSync(join(dataDir, 'secret.key'))).toBe(true)

    const answers = Array.from({ length: 20 }, () => signIn(address))
    await answers[0]
    program.child.kill('SIGTERM')

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect(await program.ended).toBe(0)
    expect(program.out).not.toContain(password)
    expect(program.err).not.toContain('connection lost')
  })

  test('starts again on its data, and a second start beside it ends with a sentence and harms nothing', async () => {
    const program = aProgram({ ADMIN_PASSWORD: 'another password altogether' })
    const address = await program.address()
    expect(program.out).not.toContain('admin')
    const second = aProgram()

    expect(await second.ended).toBe(1)
    expect(second.err.trim().split('\n')).toHaveLength(1)

    expect((await signIn(address)).status).toBe(201)
    program.child.kill('SIGINT')
    expect(await program.ended).toBe(0)
  })

  test('as web and worker side by side on an outside database; only the web has the app', async () => {
    const db = await aDatabase()
    const env = { DATABASE_URL: db.appUrl, MIGRATE_DATABASE_URL: db.ownerUrl, SECRET_KEY: 'k'.repeat(40), ADMIN_PASSWORD: password }
    const programs = [aProgram({ ...env, ROLE: 'web' }), aProgram({ ...env, ROLE: 'worker' })]
    const [web, worker] = await Promise.all(programs.map((program) => program.address()))

    expect((await signIn(web ?? '')).status).toBe(201)
    expect((await fetch(`${worker}/health/ready`)).status).toBe(200)
    expect((await signIn(worker ?? '')).status).toBe(404)

    for (const { child } of programs) child.kill('SIGTERM')
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0])
    await db.drop()
  })

  test.each([
    ['a port that is none', { PORT: 'many' }, 'Setting PORT'],
    ['a worker without a database', { ROLE: 'worker' }, 'ROLE=worker needs DATABASE_URL'],
    ['a key the data was not made with', { SECRET_KEY: 'x'.repeat(40) }, 'SECRET_KEY is not the one'],
  ])('%s ends the start with a sentence', async (_name, env: Record<string, string>, sentence) => {
    const program = aProgram(env)

    expect(await program.ended).toBe(1)
    expect(program.err.trim().split('\n').at(-1)).toContain(sentence)
    expect(program.out).toBe('')
  })
})
