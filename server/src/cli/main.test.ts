import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aDatabase } from '../../test/database.ts'
import { inRoot } from '../platform/paths.ts'
import { commands, runCommand } from './commands.ts'

const password = 'correct horse battery'
// Each command is a process, some with a database of their own.
const slow = 240_000
let folder: string
let dataDir: string
const children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiwei-cli-'))
  chmodSync(folder, 0o755) // else root's database would live elsewhere
  dataDir = join(folder, 'data')
})
afterAll(async () => {
  for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

function aProcess(file: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', inRoot('server', 'src', file), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', DEMO: '0', INIT_CWD: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const program = { child, out: '', err: '', ended: once(child, 'close').then(([code]) => code as number) }
  child.stdout.on('data', (part) => {
    program.out += part
  })
  child.stderr.on('data', (part) => {
    program.err += part
  })
  return program
}

/** A command run in this process; what it wrote. */
async function called(args: string[]) {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await runCommand(args)
  const written = { code, out: out.mock.calls.join(''), err: err.mock.calls.join('') }
  out.mockRestore()
  err.mockRestore()
  return written
}

/** A command run to its end. */
async function zhiwei(args: string[], env: Record<string, string> = {}) {
  const program = aProcess('cli/main.ts', args, env)
  return { code: await program.ended, out: program.out, err: program.err.trim() }
}

async function aServer() {
  const server = aProcess('main.ts', [], { ADMIN_PASSWORD: password })
  await vi.waitFor(() => expect(server.out).toContain('Address'), { timeout: 60_000 })
  const address = /Address\s+(\S+)/.exec(server.out)?.[1] ?? ''
  const call = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return {
    signIn: async (given: string) => (await call('/sessions', { username: 'admin', password: given })).status,
    async stop() {
      server.child.kill('SIGTERM')
      expect(await server.ended).toBe(0)
    },
  }
}

describe('the command line', () => {
  test('lists its commands', async () => {
    const { code, out } = await zhiwei(['--help'])
    expect(code).toBe(0)
    for (const name of Object.keys(commands)) expect(out).toContain(`  ${name} `)
  })
  test.each(Object.keys(commands))('%s tells what it is for', async (name) => {
    expect((await commands[name]?.load())?.command.help).toMatch(new RegExp(`^Usage: .*npm run (-s )?zhiwei -- ${name}`))
    expect(await called([name, '--help'])).toMatchObject({ code: 0, err: '' })
  })
  test.each([
    ['no command', []],
    ['an unknown one', ['explode']],
    ['an unknown option', ['backup', '--fast']],
    ['a word too many', ['migrate', 'now']],
    ['a word too few', ['restore']],
    ['half a command', ['audit']],
    ['an unknown way', ['import', 'a.csv', '--as', 'fun']],
    ['a seal that is none', ['audit', 'verify', '--anchor', '12']],
  ])('%s: exit 2, and how it is meant', async (_name, args) => {
    const { code, out, err } = await called(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('npm run zhiwei --')
  })
  test.each([
    ['no database yet', ['backup'], {}, 'There is no database'],
    ['a wrong setting', ['migrate'], { PORT: 'many' }, 'Setting PORT'],
    ['no such file', ['restore', 'none.tar'], {}, 'There is no file'],
    [
      'a database that does not answer',
      ['admin'],
      { DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/z', SECRET_KEY: 'k'.repeat(40) },
      'does not answer',
    ],
  ])('%s: one sentence, exit 1', async (_name, args, env: Record<string, string>, sentence) => {
    const { code, out, err } = await zhiwei(args, env)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(sentence)
    expect(err.split('\n')).toHaveLength(1)
    expect(existsSync(dataDir)).toBe(false)
  })

  test('a reader that has seen enough, as head does, ends it without a word of failure', async () => {
    writeFileSync(join(folder, 'messages.jsonl'), Array.from({ length: 50 }, (_, id) => `{"id":${id},"text":"第${id}号楼停电"}\n`).join(''))
    const program = aProcess('cli/main.ts', ['evaluate', '--task', 'topics', '--in', 'messages.jsonl'], {})
    program.child.stdout.destroy()
    expect(await program.ended).toBe(141)
    expect(program.err).not.toMatch(/EPIPE|Error/)
  }, 60_000)

  test(
    'verify on an outside database ends with 1 and names the event',
    async () => {
      const db = await aDatabase()
      const env = {
        DATABASE_URL: db.appUrl,
        MIGRATE_DATABASE_URL: db.ownerUrl,
        SECRET_KEY: 'k'.repeat(40),
        DATA_DIR: join(folder, 'outside'),
      }
      const server = aProcess('main.ts', [], { ...env, ADMIN_PASSWORD: password })
      await vi.waitFor(() => expect(server.out).toContain('Address'), { timeout: 60_000 })
      writeFileSync(join(folder, 'one.csv'), '投诉内容\n冰箱不制冷，要求退货\n')
      expect((await zhiwei(['import', 'one.csv'], env)).code).toBe(0)
      server.child.kill('SIGTERM')
      await server.ended
      const owner = new pg.Client({ connectionString: db.ownerUrl })
      await owner.connect()
      const { rows } = await owner.query('select id from tenant')
      await owner.query(`begin; set local app.tenant = '${rows[0].id}'; update case_event set facts = '{}'; commit`)
      await owner.end()

      const { code, out, err } = await zhiwei(['audit', 'verify'], env)
      expect(code).toBe(1)
      expect(JSON.parse(out)).toMatchObject({ ok: false, tenants: [{ findingCount: 1, findings: [{ what: 'changed', no: 1 }] }] })
      expect(err).toMatch(/default: case [0-9A-Z-]{9}, event 1(, sequence 1)?: changed/)
      await db.drop()
    },
    slow,
  )
})

describe('the command line and the embedded database', () => {
  const did: Record<string, Awaited<ReturnType<typeof zhiwei>>> = {}
  const signedIn: number[] = []
  let oldKey: string
  const newKey = 'n'.repeat(40)

  // A house in which somebody has worked: everything here was done beside its running server, which then ended.
  beforeAll(async () => {
    did.migrate = await zhiwei(['migrate'])
    did.tooEarly = await zhiwei(['admin'])
    const server = await aServer()
    did.admin = await zhiwei(['admin'])
    signedIn.push(await server.signIn(password), await server.signIn(/Password\s+(\S+)/.exec(did.admin.out)?.[1] ?? ''))
    writeFileSync(join(folder, 'list.csv'), '投诉内容,姓名,电话,时间\n冰箱不制冷，要求退货,王小明,13912341234,2019/8/1\n')
    did.import = await zhiwei(['import', 'list.csv'])
    did.backup = await zhiwei(['backup', 'all.tar'])
    oldKey = readFileSync(join(dataDir, 'secret.key'), 'utf8').trim()
    did.rotate = await zhiwei(['rotate-keys'], { SECRET_KEY: `${newKey},${oldKey}` })
    await server.stop()
  }, slow)

  test('migrate makes it; without a tenant the others say what to do', () => {
    expect(did.migrate).toMatchObject({ code: 0, out: expect.stringContaining('0001_platform.sql\n') })
    expect(did.tooEarly?.err).toContain('There is no tenant yet')
  })
  test('beside a running server: a new password, an import, a backup; keys are rotated only without it', () => {
    expect(did.admin).toMatchObject({ code: 0, err: '' })
    expect(signedIn).toEqual([401, 201])
    expect(JSON.parse(did.import?.out ?? '')).toMatchObject({
      state: 'committed',
      as: 'history',
      tenant: 'default',
      counts: { committed: 1 },
    })
    expect(JSON.parse(did.backup?.out ?? '')).toMatchObject({ tenants: [{ code: 'default', cases: 1 }], files: 1, missingFiles: 0 })
    expect(did.backup?.err).toContain('The key is not inside')
    expect(did.rotate).toMatchObject({ code: 1, err: expect.stringContaining('A server still works') })
  })
  test(
    'a backup becomes a second house, with its key and whole only, once',
    async () => {
      const second = join(folder, 'second')
      const keyless = await zhiwei(['restore', 'all.tar'], { DATA_DIR: second })
      expect(keyless.err.split('\n').at(-1)).toContain('The backup was made with the key of fingerprint')
      const env = { DATA_DIR: second, SECRET_KEY: oldKey }
      const whole = readFileSync(join(folder, 'all.tar'))
      writeFileSync(join(folder, 'cut.tar'), whole.subarray(0, whole.length / 2))
      expect((await zhiwei(['restore', 'cut.tar'], env)).err).toContain('is cut off')
      expect(existsSync(second)).toBe(false)

      expect(await zhiwei(['restore', 'all.tar'], env)).toMatchObject({ code: 0 })
      expect((await zhiwei(['restore', 'all.tar'], env)).err).toContain('The database is not empty')
      expect(JSON.parse((await zhiwei(['audit', 'verify'], env)).out)).toMatchObject({ ok: true, tenants: [{ cases: 1, texts: 1 }] })
      expect(existsSync(join(second, 'postgres.lock'))).toBe(false)
    },
    slow,
  )
  test(
    'rotated, it opens with the new key only',
    async () => {
      const rotated = await zhiwei(['rotate-keys'], { SECRET_KEY: `${newKey},${oldKey}` })
      expect(JSON.parse(rotated.out)).toMatchObject({ tenants: [{ customers: 1, contactPoints: 1, texts: 1 }] })
      expect((await zhiwei(['audit', 'verify', '--tenant', 'default'])).err).toContain('SECRET_KEY is not the one')
      expect((await zhiwei(['audit', 'verify', '--tenant', 'none'], { SECRET_KEY: newKey })).err).toContain('there is default')
      expect((await zhiwei(['audit', 'verify', '--tenant', 'default'], { SECRET_KEY: newKey })).code).toBe(0)
    },
    slow,
  )
})
