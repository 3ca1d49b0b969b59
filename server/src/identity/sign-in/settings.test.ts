import { expect, test } from 'vitest'
import { aPlatform } from '../../../test/harness.ts'
import { createApp } from '../../app.ts'
import { firstStart } from '../index.ts'

const adminPassword = 'as the operator set it'

async function aServer(env: Record<string, string>) {
  const { deps, close } = await aPlatform(env)
  await firstStart(deps, { adminPassword })
  const app = await createApp(deps)
  const signIn = (headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/sessions', headers, payload: { username: 'admin', password: adminPassword } })
  return {
    app,
    deps,
    signIn,
    async close() {
      await app.close()
      await close()
    },
  }
}

test('INSECURE_HTTP: the cookie has another name and travels over plain http', async () => {
  const server = await aServer({ INSECURE_HTTP: '1' })
  try {
    const cookie = String((await server.signIn()).headers['set-cookie'])
    expect(cookie).toMatch(/^zhiwei=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    const mine = await server.app.inject({ url: '/api/v1/sessions/current', headers: { cookie: cookie.split(';')[0] as string } })
    expect(mine.statusCode).toBe(200)
  } finally {
    await server.close()
  }
})

test('PUBLIC_URL: its pages and those of a tenant’s own host may write, others not', async () => {
  const server = await aServer({ PUBLIC_URL: 'https://complaints.example.com' })
  try {
    const statusFrom = async (origin: string, host: string) => (await server.signIn({ origin, host })).statusCode
    expect(await statusFrom('https://complaints.example.com', '127.0.0.1:3000')).toBe(201)
    expect(await statusFrom('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe(403)
    expect(await statusFrom('https://north.example.com', 'north.example.com')).toBe(403)
    const [tenant] = await server.deps.database.platform.selectFrom('tenant').select('id').execute()
    await server.deps.database.platform
      .insertInto('tenant_host')
      .values({ host: 'north.example.com', tenant_id: tenant?.id as string })
      .execute()
    expect(await statusFrom('https://north.example.com', 'north.example.com')).toBe(201)
  } finally {
    await server.close()
  }
})
