import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { readConfig } from './config.ts'
import { createHttp, open, signedIn } from './http.ts'

describe('rate limits (限流)', () => {
  let platform: Awaited<ReturnType<typeof aPlatform>>
  let app: Awaited<ReturnType<typeof createHttp>>

  beforeAll(async () => {
    platform = await aPlatform()
    app = await createHttp({ ...platform.deps, authenticate: async () => null })
    app.get('/door', open, async () => 'open')
    app.get('/inside', signedIn, async () => 'inside')
  })
  afterAll(async () => {
    await app.close()
    await platform.close()
  })
  const statusesOf = async (url: string, count: number) => {
    const statuses = new Set<number>()
    for (let at = 0; at < count; at++)
      statuses.add((await app.inject({ url, headers: { authorization: `Bearer invented-${at}` } })).statusCode)
    return [...statuses]
  }

  test('a stranger who invents a new credential each time is stopped all the same', async () => {
    expect(await statusesOf('/inside', 700)).toEqual([401, 429])
  })
  test('an open door counts by address, whatever the headers say', async () => {
    expect(await statusesOf('/door', 1_300)).toEqual([200, 429])
  })
})

describe('whose address counts behind proxies', () => {
  test.each([
    ['0', '127.0.0.1'],
    ['1', '9.9.9.9'],
    ['true', '9.9.9.9'],
    ['2', '1.2.3.4'],
    ['127.0.0.1, 9.9.9.0/24', '1.2.3.4'],
  ])('TRUST_PROXY=%s: %s', async (TRUST_PROXY, address) => {
    const platform = await aPlatform()
    const app = await createHttp({ ...platform.deps, config: readConfig({ TRUST_PROXY }), authenticate: async () => null })
    app.get('/address', open, async (request) => request.ip)
    expect((await app.inject({ url: '/address', headers: { 'x-forwarded-for': '1.2.3.4, 9.9.9.9' } })).body).toBe(address)
    await app.close()
    await platform.close()
  })
})
