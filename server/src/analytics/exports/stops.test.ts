import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { caseSourcesOf } from '../../case-sources.ts'
import { exportFile } from './file.ts'
import { forgetExports } from './keep.ts'
import { exportSources } from './routes.ts'

// An export that has begun goes on only while whoever asked is there and may see what is in it.

let world: World
let admin: Client
let supervisor: Awaited<ReturnType<typeof aPerson>>
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  for (let no = 1; no <= 4; no += 1) await aRegisteredCase(admin, { subject: `第 ${no} 件` })
})
afterAll(() => world.close())
beforeEach(async () => {
  supervisor = await aPerson(world, admin, 'supervisor')
})

const signIn = () =>
  world.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username: supervisor.username, password: 'a good long password' },
    headers: { host: '127.0.0.1:3000' },
  })

/** A running export of one row a batch, begun by a session of its own; its request is one that reached the server. */
async function aRunningExport() {
  const signedIn = await signIn()
  const [name = '', value = ''] = ([signedIn.headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '').split('=')
  const session = clientOf(world.app, { cookie: `${name}=${value}` })
  const { body: made } = await session.post('/exports', { what: 'cases', query: { sort: 'receivedAt' } })
  const request = {
    cookies: { [name]: value },
    headers: {},
    method: 'GET',
    routeOptions: { config: { unattended: true } },
    server: world.app,
  } as unknown as FastifyRequest
  const actor = await world.app.authenticate(request)
  if (!actor) throw new Error('nobody is signed in')
  request.actor = actor
  const cases = caseSourcesOf(world.deps)
  const file = await exportFile({ deps: world.deps, request, sources: exportSources, cases, id: made.id, batch: 1, keptEveryMs: 0 })
  const chunks: string[] = []
  const next = async () => {
    const { value: chunk, done } = await file.content.next()
    if (chunk) chunks.push(chunk.toString())
    return done
  }
  await next() // the head
  await next() // the first row
  return { id: made.id as string, session, next, rows: () => chunks.length - 1, gone: file.gone }
}
const stateOf = async (id: string) =>
  world.deps.database
    .tenant(world.tenantId)
    .selectFrom('data_export')
    .select(['state', 'rows', 'query'])
    .where('id', '=', id)
    .executeTakeFirst()

describe('an export that has begun (导出中止)', () => {
  test('stops before the next row when the right is taken away', async () => {
    const { id, next, rows } = await aRunningExport()
    const { body: roles } = await admin.get('/roles')
    const agent = roles.rows.find(({ code }: { code: string }) => code === 'agent')
    await admin.patch(`/users/${supervisor.id}`, { roleIds: [agent.id], version: 1 })
    await expect(next()).rejects.toThrow('stopped')
    expect(rows()).toBe(1)
    expect(await stateOf(id)).toEqual({ state: 'stopped', rows: 1, query: {} })
    const { body } = await admin.get('/audit/records?kind=export.ended')
    expect(body.rows[0]).toMatchObject({ subject: id, facts: { state: 'stopped', rows: 1 } })
  })

  test('is not fetched when the right to its list was taken away since it was asked for', async () => {
    const { headers } = await signIn()
    const session = clientOf(world.app, { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' })
    const { body: made } = await session.post('/exports', { what: 'surveys', query: {} })
    const { body: role } = await admin.post('/roles', { code: 'exporter', name: '导出员', permissions: ['exports:make', 'cases:read'] })
    await admin.patch(`/users/${supervisor.id}`, { roleIds: [role.id], version: 1 })

    expect(await session.get(`/exports/${made.id}/file`)).toMatchObject({ status: 403 })
    expect(await stateOf(made.id)).toMatchObject({ state: 'waiting' })
  })

  test('that nobody fetched forgets within hours what was searched for', async () => {
    const { headers } = await signIn()
    const session = clientOf(world.app, { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' })
    const { body: made } = await session.post('/exports', { what: 'cases', query: { q: '13912340000' } })
    await forgetExports(
      { database: world.deps.database, clock: () => new Date(world.deps.clock().getTime() + 2 * 3_600_000) },
      world.tenantId,
    )
    expect(await stateOf(made.id)).toMatchObject({ state: 'cancelled', query: {} })
  })

  test('stops when the session ends', async () => {
    const { id, session, next } = await aRunningExport()
    expect((await session.delete('/sessions/current')).status).toBe(204)
    await expect(next()).rejects.toThrow('stopped')
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', rows: 1 })
  })

  test('stops when the account is switched off', async () => {
    const { next } = await aRunningExport()
    await admin.patch(`/users/${supervisor.id}`, { active: false, version: 1 })
    await expect(next()).rejects.toThrow('stopped')
  })

  test('stops when it is called off, and says how far it was', async () => {
    const { id, session, next } = await aRunningExport()
    expect(await session.get(`/exports/${id}`)).toMatchObject({ body: { state: 'running', expected: 4 } })
    await session.delete(`/exports/${id}`)
    await expect(next()).rejects.toThrow('cancelled')
    expect(await session.get(`/exports/${id}`)).toMatchObject({ body: { state: 'cancelled', rows: 1 } })
  })

  test('goes on to the last row when nothing is in its way, each row of one moment', async () => {
    const { id, next, rows } = await aRunningExport()
    await aRegisteredCase(admin, { subject: '后来的一件' })
    while (!(await next()));
    expect(rows()).toBe(4)
    expect(await stateOf(id)).toMatchObject({ state: 'complete', rows: 4 })
  })

  test('a reader that goes away ends the question it waits for', async () => {
    const { body: made } = await supervisor.post('/exports', { what: 'cases' })
    const url = await world.app.listen({ port: 0, host: '127.0.0.1' })
    const cookie = [(await signIn()).headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
    const { pool } = world.deps.database
    const waiting = async () => {
      const { rows } = await pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%export_rows%'`,
      )
      return rows.length
    }
    const owner = await world.deps.database.tenant(world.tenantId).startTransaction().execute()
    try {
      await sql`lock table complaint_case in access exclusive mode`.execute(owner)
      const leaving = new AbortController()
      const fetched = fetch(`${url}/api/v1/exports/${made.id}/file`, { headers: { cookie }, signal: leaving.signal }).catch(() => 'gone')
      while ((await waiting()) === 0);
      leaving.abort()
      await fetched
      while ((await waiting()) > 0);
    } finally {
      await owner.rollback().execute()
    }
    for (let found = await stateOf(made.id); found?.state === 'running'; found = await stateOf(made.id));
    expect(await stateOf(made.id)).toMatchObject({ state: 'gone', rows: 0 })
  })
})
