import { describe, expect, test } from 'vitest'
import { isOwnOrigin } from './origin.ts'

const direct = { publicUrl: undefined, trustProxy: 0 }
const published = { publicUrl: 'https://complaints.example.com', trustProxy: 0 }
const asked = { host: '127.0.0.1:3000', protocol: 'http' }

describe('whose page sent a request (来源)', () => {
  test.each([
    ['http://127.0.0.1:3000', direct, asked, true],
    ['https://127.0.0.1:3000', direct, asked, true],
    ['http://127.0.0.1:3001', direct, asked, false],
    ['http://evil.example', direct, asked, false],
    ['null', direct, asked, false],
    ['', direct, asked, false],
    ['chrome-extension://abc', direct, asked, false],
    ['https://complaints.example.com', direct, { host: 'complaints.example.com', protocol: 'http' }, true],
    ['https://complaints.example.com', published, asked, true],
    ['http://complaints.example.com', published, { host: 'complaints.example.com', protocol: 'http' }, true],
    ['http://127.0.0.1:3000', published, asked, false],
    ['https://complaints.example.com.evil.example', published, asked, false],
    ['http://x.example', { publicUrl: undefined, trustProxy: 1 }, { host: 'x.example', protocol: 'https' }, false],
    ['https://x.example', { publicUrl: undefined, trustProxy: 1 }, { host: 'x.example', protocol: 'https' }, true],
  ])('%s', (origin, settings, ask, ours) => {
    expect(isOwnOrigin(origin, settings, ask)).toBe(ours)
  })
  test("a tenant's own host beside PUBLIC_URL is ours too, on itself only", () => {
    const tenantHost = { host: 'north.example.com', protocol: 'http' }
    expect(isOwnOrigin('https://north.example.com', published, tenantHost)).toBe(false)
    expect(isOwnOrigin('https://north.example.com', published, tenantHost, true)).toBe(true)
    expect(isOwnOrigin('https://south.example.com', published, tenantHost, true)).toBe(false)
  })
})
