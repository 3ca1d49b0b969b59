import { describe, expect, test } from 'vitest'
import { CallRefused, CallUnreadable } from '../incoming-call.ts'
import { openEnvelope, requireFresh, requireSigned, sealEnvelope, signatureOf } from './envelope.ts'
import { cdata, fieldsIn, readXml, textIn } from './xml.ts'

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

describe('消息加解密', () => {
  // The other side's published example (developer.work.weixin.qq.com/document/path/90307): its token, key, corpId and ciphertext.
  test('the published example is signed and opens', () => {
    const sealed =
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
    requireSigned('477715d11cdb4164915debcba66cb864d751f3e6', 'QDG6eK', '1409659813', '1372623149', sealed)
    const xml = readXml(openEnvelope(aesKey, sealed, 'wx5823bf96d3bd56c7'))
    expect(xml).toMatchObject({ MsgType: 'text', Content: 'hello', AgentID: '218' })
  })
  test('what is sealed opens again, for its receiver only', () => {
    const sealed = sealEnvelope(aesKey, '停水三天没有人管', 'corp1')
    expect(openEnvelope(aesKey, sealed, 'corp1')).toBe('停水三天没有人管')
    expect(() => openEnvelope(aesKey, sealed, 'corp2')).toThrow(CallRefused)
    expect(() => openEnvelope(aesKey.replace('j', 'k'), sealed, 'corp1')).toThrow(CallRefused)
    expect(() => openEnvelope(aesKey, 'AAAA', 'corp1')).toThrow(CallRefused)
    expect(() => openEnvelope(aesKey, '', 'corp1')).toThrow(CallRefused)
  })
  test('another token, another nonce or a missing part is no signature', () => {
    const signature = signatureOf('token', '1', '2')
    expect(() => requireSigned(signature, 'token', '2', '1')).not.toThrow()
    expect(() => requireSigned(signature, 'Token', '1', '2')).toThrow(CallRefused)
    expect(() => requireSigned(signature, 'token', '1', '3')).toThrow(CallRefused)
    expect(() => requireSigned(signature, 'token', '1', undefined)).toThrow(CallRefused)
    expect(() => requireSigned(undefined, 'token', '1', '2')).toThrow(CallRefused)
  })
  test('a call of yesterday is a recorded one', () => {
    const now = new Date('2026-11-02T02:00:00Z')
    expect(() => requireFresh(String(now.getTime() / 1_000 - 60), now)).not.toThrow()
    expect(() => requireFresh(String(now.getTime() / 1_000 - 3_600), now)).toThrow(CallRefused)
    expect(() => requireFresh('soon', now)).toThrow(CallRefused)
  })
})

describe('XML as 微信 sends it', () => {
  test('texts, CDATA, what stands below and what stands twice', () => {
    const xml = readXml('<xml><A><![CDATA[<b>&]]></A><N>12</N><In><h><t>1</t></h><h><t>2</t></h></In><E/></xml>')
    expect(textIn(xml, 'A')).toBe('<b>&')
    expect(fieldsIn(xml, 'In').flatMap((part) => fieldsIn(part, 'h'))).toEqual([{ t: '1' }, { t: '2' }])
    expect(textIn(xml, 'E')).toBe('')
    expect(textIn(xml, 'constructor')).toBeUndefined()
  })
  test.each([
    ['an entity that grows', '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml>&a;</xml>'],
    ['an element that does not end', '<xml><A>1</xml>'],
    ['no XML', '{"a":1}'],
    ['nothing', ''],
    ['deeper than anything they send', `<xml>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</xml>`],
    ['more than anything they send', `<xml>${'<a/>'.repeat(3_000)}</xml>`],
  ])('%s is refused', (_, text) => expect(() => readXml(text)).toThrow(CallUnreadable))
  test('the end mark inside words does not end them', () => {
    expect(textIn(readXml(`<xml><A>${cdata('a]]>b')}</A></xml>`), 'A')).toBe('a]]>b')
  })
})
