import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOutside, isInside, OutgoingRefused, postOutside } from './outgoing.ts'

let server: Server
let port: number
const heard: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.url ?? '')
    if (request.url === '/away') response.writeHead(302, { location: '/elsewhere' })
    response.end(request.url === '/long' ? 'x'.repeat(100_000) : '{"ok":true}')
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))

describe('calls to addresses that people typed in (防止访问内网)', () => {
  test.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.1.1', '100.64.0.1', '0.0.0.0', '::1', 'fe80::1', 'fd00::1'])(
    '%s lies inside',
    (address) => expect(isInside(address)).toBe(true),
  )
  test.each(['::ffff:127.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::'])('%s carries one that does', (address) =>
    expect(isInside(address)).toBe(true),
  )
  test.each(['1.1.1.1', '114.114.114.114', '2400:3200::1'])('%s lies outside', (address) => expect(isInside(address)).toBe(false))

  test.each([
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'http://qyapi.weixin.qq.com/x',
    'https://user:word@qyapi.weixin.qq.com/x',
  ])('%s is refused before a word is said', async (address) => {
    await expect(async () => postOutside(address, {}, [])).rejects.toThrow(OutgoingRefused)
  })

  test('a name that leads inside is refused at the moment of connecting', async () => {
    await expect(postOutside('https://localhost/x', {}, [])).rejects.toThrow(/内部网络/)
    expect(heard).toEqual([])
  })

  test('what the operator allowed is called; redirects are not followed, long answers not read', async () => {
    const allowed = [`127.0.0.1:${port}`]
    expect(await postOutside(`http://127.0.0.1:${port}/robot`, { a: 1 }, allowed)).toEqual({ status: 200, body: '{"ok":true}' })
    expect(await postOutside(`http://127.0.0.1:${port}/away`, {}, allowed)).toMatchObject({ status: 302 })
    await expect(postOutside(`http://127.0.0.1:${port}/long`, {}, allowed)).rejects.toThrow()
    const whole = await callOutside('GET', `http://127.0.0.1:${port}/long`, null, allowed, { mostBytes: 200_000 })
    expect(whole).toMatchObject({ status: 200 })
    expect(whole.body).toHaveLength(100_000)
    expect(heard).not.toContain('/elsewhere')
  })

  test('a name that shows an outside address first and an inside one at the call is refused: what is checked is what is called', async () => {
    const answers = [['1.1.1.1'], ['1.1.1.1', '127.0.0.1'], ['::ffff:127.0.0.1'], ['169.254.169.254']]
    const asked: string[] = []
    const rebinding = (
      hostname: string,
      _options: object,
      callback: (error: null, addresses: { address: string; family: number }[]) => void,
    ) => {
      asked.push(hostname)
      const addresses = answers[asked.length] ?? []
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    for (let at = 1; at < answers.length; at++)
      await expect(callOutside('POST', 'https://rebinding.example.com/x', '{}', [], { lookUp: rebinding })).rejects.toThrow(OutgoingRefused)
    expect(asked).toHaveLength(3)
  })

  test.each(['https://[::ffff:7f00:1]/x', 'https://0177.0.0.1/x', 'https://127.1/x', 'https://127.0.0.1./x', 'https://[fe80::1]/x'])(
    '%s, another spelling of an inside address, is refused',
    async (address) => {
      await expect(async () => callOutside('GET', address, null, [])).rejects.toThrow(OutgoingRefused)
    },
  )
})
