import type { FastifyInstance, InjectOptions } from 'fastify'
import { createApp } from '../src/app.ts'
import { furnishTenant } from '../src/furnish.ts'
import { makeAdministrator, makeTenant } from '../src/identity/index.ts'
import { runScheduleOnce } from '../src/platform/worker.ts'
import { schedule } from '../src/schedule.ts'
import { aDatabase, aPlatform } from './database.ts'

export const adminPassword = 'correct horse battery'
export const origin = 'http://127.0.0.1:3000'

export { aClock, aDatabase, aPlatform } from './database.ts'

export type World = Awaited<ReturnType<typeof aWorld>>

/** The whole server on a database of its own, with tenant `default` and its administrator; close it in afterAll. */
export async function aWorld(on = aDatabase()) {
  const { db, deps, clock, close } = await aPlatform({}, on)
  const tenantId = await makeTenant(deps.database, { code: 'default', name: '治未测试' }, clock.now(), furnishTenant)
  await makeAdministrator(deps.database, tenantId, { username: 'admin', password: adminPassword }, clock.now())
  const app = await createApp(deps)
  await app.ready()
  return {
    app,
    deps,
    db,
    clock,
    tenantId,
    /** Seals events and runs every reaction and timer that is due. */
    settle: () => runScheduleOnce(deps, schedule, tenantId),
    async close() {
      await app.close()
      await close()
    },
  }
}

export type Client = ReturnType<typeof clientOf>

/** Sends requests as one person; `credential` is a cookie or an Authorization header. */
export function clientOf(app: FastifyInstance, credential: Record<string, string> = {}) {
  const send = async (method: InjectOptions['method'], url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.inject({
      method: method as 'GET',
      url: `/api/v1${url}`,
      headers: { ...credential, ...(credential.cookie && { origin }), host: '127.0.0.1:3000', ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers as their reader would
    const parsed = response.headers['content-type']?.toString().includes('json') ? (response.json() as any) : response.body
    return { status: response.statusCode, body: parsed, headers: response.headers }
  }
  return {
    get: (url: string, headers?: Record<string, string>) => send('GET', url, undefined, headers),
    post: (url: string, body: unknown = {}, headers?: Record<string, string>) => send('POST', url, body, headers),
    put: (url: string, body: unknown, headers?: Record<string, string>) => send('PUT', url, body, headers),
    patch: (url: string, body: unknown, headers?: Record<string, string>) => send('PATCH', url, body, headers),
    delete: (url: string, body?: unknown, headers?: Record<string, string>) => send('DELETE', url, body, headers),
  }
}

/** Signs in and returns the person's client. */
export async function signedInAs(world: World, username = 'admin', password = adminPassword, tenant?: string) {
  const { status, body, headers } = await clientOf(world.app).post('/sessions', { username, password, ...(tenant && { tenant }) })
  if (status !== 201) throw new Error(`sign-in of ${username} answered ${status}: ${JSON.stringify(body)}`)
  const cookie = [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
  return clientOf(world.app, { cookie })
}
