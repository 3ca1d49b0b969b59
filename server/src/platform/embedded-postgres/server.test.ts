import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, EmbeddedPostgresError, runningEmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { aDataDir, cleanUp, eventually, isRoot, kill, ordinary, query } from './testing.ts'

describe('the embedded database', () => {
  let dataDir: string
  const lines: string[] = []
  let server: EmbeddedPostgres
  const log = (line: string) => lines.push(line)

  beforeAll(async () => {
    dataDir = aDataDir()
    server = await startEmbeddedPostgres({ dataDir, log })
  })
  afterAll(async () => {
    await server.stop()
    cleanUp()
  })
  const socketFolder = () => new URL(server.appUrl.replace('@/', '@local/')).searchParams.get('host') ?? ''

  test('has an owner who may make databases and an application role that row-level security binds', async () => {
    const roles = await query(
      server.ownerUrl,
      `select rolname, rolsuper, rolbypassrls, rolcreatedb, (select count(*)::int from pg_database where datdba = r.oid) as owns
       from pg_roles r where rolname like 'zhiwei%' order by 1`,
    )
    expect(roles).toEqual([
      { rolname: 'zhiwei_app', rolsuper: false, rolbypassrls: false, rolcreatedb: false, owns: 0 },
      { rolname: 'zhiwei_owner', rolsuper: false, rolbypassrls: false, rolcreatedb: true, owns: 1 },
    ])
    await expect(query(server.appUrl, 'create table public.mine (id int)')).rejects.toThrow('permission denied')
  })

  test('sorts Chinese by people’s order and is UTF-8 with C.UTF-8', async () => {
    const [row] = await query(
      server.appUrl,
      `select array(select n from unnest(array['赵', '安', '王']) n order by n collate "zh-x-icu") as names, lower('ÄÖ') as lower,
              pg_encoding_to_char(encoding) as encoding, datlocale from pg_database where datname = 'zhiwei'`,
    )
    expect(row).toEqual({ names: ['安', '王', '赵'], lower: 'äö', encoding: 'UTF8', datlocale: 'C.UTF-8' })
  })

  test('loses nothing it acknowledged, and keeps its settings', async () => {
    const rows = await query(
      server.appUrl,
      `select name, setting from pg_settings where name in
       ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'TimeZone', 'jit', 'max_connections', 'wal_compression')`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      TimeZone: 'UTC',
      jit: 'off',
      max_connections: '100',
      wal_compression: 'pglz',
    })
  })

  test('lets nobody in without the password, and other users not even to the socket', async () => {
    await expect(query(server.appUrl.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
    expect(statSync(socketFolder()).mode & 0o777).toBe(0o700)
    if (isRoot) expect(() => execFileSync('ls', [socketFolder()], { ...ordinary, stdio: 'ignore' })).toThrow()
  })

  test('gives the addresses of other databases', async () => {
    await query(server.ownerUrl, 'create database "other-one"')
    expect(await query(server.databaseNamed('other-one').ownerUrl, 'select current_database() as name')).toEqual([{ name: 'other-one' }])
  })

  test('a second start ends with a sentence and leaves the first one’s server alone', async () => {
    const pid = server.pid
    const second = startEmbeddedPostgres({ dataDir, log })
    await expect(second).rejects.toBeInstanceOf(EmbeddedPostgresError)
    await expect(second).rejects.toThrow(`in use by process ${process.pid}`)
    expect(server.pid).toBe(pid)
    expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a command beside it finds the addresses of the running server', async () => {
    expect(runningEmbeddedPostgres(dataDir)?.appUrl).toBe(server.appUrl)
    expect(runningEmbeddedPostgres(aDataDir())).toBeNull()
  })

  test('comes back at the same address with every row after kill -9', async () => {
    await query(server.ownerUrl, 'create table kept (id int primary key); insert into kept values (1)')
    let told = 0
    server.onExit(() => told++)
    const before = server.pid
    kill(before)
    const rows = await eventually(() => query(server.ownerUrl, 'select id from kept'), 10_000)
    expect(rows).toEqual([{ id: 1 }])
    expect(told).toBe(1)
    // It answers a moment before its owner has read that it is ready.
    await eventually(() => lines.includes('The database is back'), 10_000)
    expect(server.pid).not.toBe(before)
  })

  test('stops cleanly, twice the same, and may be started again', async () => {
    const folder = socketFolder()
    await Promise.all([server.stop(), server.stop()])
    expect(runningEmbeddedPostgres(dataDir)).toBeNull()
    expect(() => statSync(folder)).toThrow('ENOENT')
    server = await startEmbeddedPostgres({ dataDir, log })
    expect(await query(server.ownerUrl, 'select id from kept')).toEqual([{ id: 1 }])
  })
})
