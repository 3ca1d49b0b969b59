import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { keysFrom } from './crypto.ts'
import type { Database } from './database.ts'
import { createHttp, open } from './http.ts'
import { shutDown } from './shutdown.ts'

const noDatabase = { close: async () => {} } as unknown as Database
const keys = keysFrom(['a test key that is long enough to be one'])
const pace = { graceMs: 100, requestsMs: 5_000 }

async function aServer() {
  const app = await createHttp({ config: readConfig({}), database: noDatabase, keys, authenticate: async () => null })
  let answered = 0
  app.get('/slow', open, async () => {
    await delay(30)
    answered += 1
    return { ok: true }
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { app, url: `http://127.0.0.1:${port}/slow`, answered: () => answered }
}

const ask = (url: string, agent?: Agent) =>
  new Promise<{ status: number; connection: string | undefined }>((done, failed) => {
    get(url, { agent }, (response) => {
      response.resume()
      response.once('end', () => done({ status: response.statusCode ?? 0, connection: response.headers.connection }))
      response.once('error', failed)
    }).once('error', failed)
  })

describe('stopping', () => {
  test('requests on their way get their answers, on open connections too', async () => {
    const { app, url, answered } = await aServer()
    const agent = new Agent({ keepAlive: true, maxSockets: 20 })
    const errors: string[] = []
    let ok = 0
    let stopped = false
    const clients = Array.from({ length: 20 }, async () => {
      while (!stopped) {
        try {
          expect(await ask(url, agent)).toMatchObject({ status: 200 })
          ok += 1
        } catch (error) {
          // Refused is honest: the request was never taken.
          if ((error as { code?: string }).code === 'ECONNREFUSED') return
          errors.push(String(error))
        }
      }
    })
    while (ok < 100) await delay(5)

    await shutDown({ app, work: [], database: noDatabase }, pace)
    stopped = true
    await Promise.all(clients)
    agent.destroy()

    expect(errors).toEqual([])
    expect(ok).toBe(answered())
  })

  test('the answer to a request that runs tells the client to open a new connection', async () => {
    const { app, url } = await aServer()
    const agent = new Agent({ keepAlive: true })
    const running = ask(url, agent)
    await delay(5)

    const stopped = shutDown({ app, work: [], database: noDatabase }, pace)

    expect(await running).toEqual({ status: 200, connection: 'close' })
    await stopped
    agent.destroy()
  })

  test('work is stopped before the database goes', async () => {
    const { app } = await aServer()
    const order: string[] = []
    const work = { stop: async () => void order.push('work') }
    const database = { close: async () => void order.push('database') }
    const postgres = { stop: async () => void order.push('postgres') }

    await shutDown({ app, work: [work], database, postgres }, { ...pace, graceMs: 0 })

    expect(order).toEqual(['work', 'database', 'postgres'])
  })
})
