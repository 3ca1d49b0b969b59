import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { addressOf, sentenceOf, startNotice } from './start-notice.ts'

describe('what the console says at the start', () => {
  test.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ HOST: '0.0.0.0' }, 'http://127.0.0.1:3000'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ PUBLIC_URL: 'https://complaints.example.com/' }, 'https://complaints.example.com'],
  ])('%o is opened at %s', (env, address) => {
    expect(addressOf(readConfig(env), { port: 3000 })).toBe(address)
  })

  test('the first start names user and password, a later one neither', () => {
    const first = startNotice(readConfig({}), { address: 'http://a', firstStart: true, password: 'made-up-word' })
    expect(first).toContain('admin')
    expect(first).toContain('made-up-word')
    expect(startNotice(readConfig({}), { address: 'http://a', firstStart: false })).not.toContain('admin')
  })

  test.each([
    [{}, false],
    [{ HOST: '0.0.0.0' }, true],
    [{ HOST: '0.0.0.0', INSECURE_HTTP: '1' }, false],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://a.example' }, false],
    [{ PUBLIC_URL: 'http://a.example' }, true],
  ])('%o warns of plain http: %s', (env, warned) => {
    expect(startNotice(readConfig(env), { address: '', firstStart: false }).includes('INSECURE_HTTP=1')).toBe(warned)
  })

  test('a taken port is said in a sentence', () => {
    const error = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 3000 })
    expect(sentenceOf(error)).toBe('Port 3000 is taken by another program (or another start of this one): stop that one, or set PORT')
  })
})
