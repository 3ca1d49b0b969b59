import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aWorld, clientOf, type World } from '../../test/harness.ts'
import { runCommand } from './commands.ts'

describe('zhiwei tenant', () => {
  let world: World
  const run = async (...args: string[]) => {
    const said: string[] = []
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    try {
      return { code: await runCommand(['tenant', ...args]), said: said.join('') }
    } finally {
      out.mockRestore()
      err.mockRestore()
    }
  }

  beforeAll(async () => {
    world = await aWorld()
    vi.stubEnv('DATABASE_URL', world.db.appUrl)
    vi.stubEnv('SECRET_KEY', 'a test key that is long enough to be one')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await world.close()
  })

  test('a new tenant signs in at its own host with the password that was printed', async () => {
    const { code, said } = await run('add', 'shandong', '--name', '山东公司', '--host', 'sd.example.com')
    expect(code, said).toBe(0)
    const password = /Password {3}(\S+)/.exec(said)?.[1]
    const signIn = await clientOf(world.app).post('/sessions', { username: 'admin', password }, { host: 'sd.example.com' })
    expect(signIn).toMatchObject({ status: 201, body: { tenant: { code: 'shandong', name: '山东公司' } } })
    expect((await run('list')).said).toContain('shandong\t山东公司\tsd.example.com')
  })
  test('a code or a host that is taken, and half a command, end with a sentence', async () => {
    expect(await run('add', 'default', '--name', 'x')).toMatchObject({ code: 1 })
    expect(await run('host', 'default', 'sd.example.com')).toMatchObject({ code: 1 })
    expect(await run('add', 'x')).toMatchObject({ code: 2 })
    expect(await run('host', 'nowhere', 'a.example.com')).toMatchObject({ code: 1 })
  })
})
