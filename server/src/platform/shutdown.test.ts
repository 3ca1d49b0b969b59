import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import { keysFrom } from './crypto.ts'
import type { Database } from './database.ts'
import { createHttp, open } from './http.ts'
import { shutDown } from './shutdown.ts'

const noDatabase = { close: async () => {} } as unknown as Database
const keys = keysFrom(['a test key that is long enough to be one'])
const pace = { graceMs: 100, requestsMs: 5_000 }

async function aServer() {
  const app = await createHttp({ config: readConfig({}), database: noDatabase, keys, clock: systemClock, authenticate: async () => null })
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

/** Twenty clients on a thread of their own that ask again and again over kept connections, each until it is refused: then nothing was taken. */
const clients = `
const { Agent, get } = require('node:http')
const { parentPort, workerData: url } = require('node:worker_threads')
const agent = new Agent({ keepAlive: true, maxSockets: 20 })
const ask = () => new Promise((done, failed) => {
  get(url, { agent }, (response) => response.resume().once('end', () => done(response.statusCode)).once('error', failed)).once('error', failed)
})
let ok = 0
const others = []
const client = async () => {
  for (;;) {
    try {
      const status = await ask()
      if (status === 200) ok += 1
      else others.push(status)
      if (ok === 100) parentPort.postMessage('busy')
    } catch (error) {
      if (error.code !== 'ECONNREFUSED') others.push(error.message)
      return
    }
  }
}
Promise.all(Array.from({ length: 20 }, client)).then(() => parentPort.postMessage({ ok, others }))
`

describe('stopping', () => {
  test('requests on their way get their answers, on open connections too', async () => {
    const { app, url, answered } = await aServer()
    const load = new Worker(clients, { eval: true, workerData: url })
    expect((await once(load, 'message'))[0]).toBe('busy')

    const told = once(load, 'message')
    await shutDown({ app, work: [], databases: [noDatabase] }, pace)

    const [{ ok, others }] = await told
    await load.terminate()
    expect(others).toEqual([])
    expect(ok).toBe(answered())
  })

  test('the answer to a request that runs tells the client to open a new connection', async () => {
    const { app, url } = await aServer()
    const agent = new Agent({ keepAlive: true })
    const connection = new Promise((done, failed) => {
      get(url, { agent }, (response) => done(response.resume().headers.connection)).once('error', failed)
    })
    await once(app.server, 'request')

    const stopped = shutDown({ app, work: [], databases: [noDatabase] }, pace)

    expect(await connection).toBe('close')
    await stopped
    agent.destroy()
  })

  test('work is stopped before the database goes', async () => {
    const { app } = await aServer()
    const order: string[] = []
    const work = { stop: async () => void order.push('work') }
    const database = { close: async () => void order.push('database') }
    const postgres = { stop: async () => void order.push('postgres') }

    await shutDown({ app, work: [work], databases: [database], postgres }, { ...pace, graceMs: 0 })

    expect(order).toEqual(['work', 'database', 'postgres'])
  })
})
