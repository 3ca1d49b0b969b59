import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../../test/database.ts'
import { openDatabase } from '../database.ts'
import { type Actor, createHttp } from '../http.ts'
import { mountHealth } from './index.ts'

const collector: Actor = {
  tenantId: '',
  userId: null,
  tokenId: 't',
  unitId: null,
  permissions: new Set(['metrics:read']),
  remedyLimitFen: 0,
}
const agent: Actor = { ...collector, permissions: new Set(['cases:read']) }

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance

async function anApp(database = platform.deps.database) {
  const actors: Record<string, Actor> = { 'Bearer collector': collector, 'Bearer agent': agent }
  const http = await createHttp({
    ...platform.deps,
    database,
    authenticate: async ({ headers }) => actors[headers.authorization ?? ''] ?? null,
  })
  mountHealth(http, { ...platform.deps, database })
  return http
}

beforeAll(async () => {
  platform = await aPlatform()
  app = await anApp()
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

describe('health', () => {
  test('live and ready without sign-in', async () => {
    const live = await app.inject('/health/live')
    expect([live.statusCode, live.json()]).toEqual([200, { status: 'up' }])
    expect((await app.inject('/health/ready')).statusCode).toBe(200)
  })

  test('not ready, but live, without its database', async () => {
    const away = openDatabase('postgresql://nobody:nothing@127.0.0.1:9/none')
    const lonely = await anApp(away)

    const ready = await lonely.inject('/health/ready')

    expect([ready.statusCode, ready.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect((await lonely.inject('/health/live')).statusCode).toBe(200)
    await lonely.close()
    await away.close()
  })

  test('not ready before the migrations', async () => {
    const bare = await aPlatform()
    await bare.deps.database.close()
    const owner = openDatabase(bare.db.ownerUrl)
    await owner.pool.query(`delete from schema_migration where name = (select max(name) from schema_migration)`)
    const early = await anApp(owner)

    expect((await early.inject('/health/ready')).statusCode).toBe(503)

    await early.close()
    await owner.close()
    await bare.db.drop()
  })

  test('not ready while it stops', async () => {
    const stopping = await anApp()
    stopping.draining.on = true

    const ready = await stopping.inject('/health/ready')

    expect([ready.statusCode, ready.json().code, ready.headers.connection]).toEqual([503, 'SHUTTING_DOWN', 'close'])
    await stopping.close()
  })
})

describe('metrics', () => {
  const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') => app.inject({ url: '/metrics', headers, remoteAddress })

  test('count requests by route pattern and the pool', async () => {
    await app.inject('/health/live')

    const { body } = await ask({})

    expect(body).toMatch(/zhiwei_http_request_seconds_count\{method="GET",route="\/health\/live",status="200"\} \d/)
    expect(body).toContain('zhiwei_database_connections{state="open"}')
    expect(body).toContain('process_cpu_user_seconds_total')
  })

  test.each([
    ['a collector on this machine', {}, '127.0.0.1', 200],
    ['the same by IPv6', {}, '::1', 200],
    ['another machine', {}, '10.0.0.7', 401],
    ['through a proxy on this machine', { 'x-forwarded-for': '10.0.0.7' }, '127.0.0.1', 401],
    ['through another proxy', { forwarded: 'for=10.0.0.7' }, '127.0.0.1', 401],
    ['with a token for it', { authorization: 'Bearer collector' }, '10.0.0.7', 200],
    ['with a token for something else', { authorization: 'Bearer agent' }, '10.0.0.7', 403],
  ])('%s', async (_name, headers, address, status) => {
    expect((await ask(headers as Record<string, string>, address)).statusCode).toBe(status)
  })
})
