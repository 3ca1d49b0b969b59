import { describe, expect, test } from 'vitest'
import { complaintOf, valueAt } from './mapping.ts'
import { isSigned, signatureHeader, signatureHeaders, timestampHeader } from './sign.ts'

const sample = {
  id: 9007,
  created: 1793584800,
  data: { user: { tel: '13912341234', 'a/b': 'x' }, lines: ['空调三次没装上', '要求退款'], price: '1,299.50' },
}

describe('fields of another system (字段对应)', () => {
  test.each([
    ['/id', 9007],
    ['/data/user/a~1b', 'x'],
    ['/data/lines/1', '要求退款'],
    ['/data/nothing/here', undefined],
    ['/__proto__/polluted', undefined],
    ['/constructor/name', undefined],
  ])('%s', (pointer, value) => expect(valueAt(sample, pointer)).toEqual(value))

  test('a complaint is made of what the pointers name, amounts in 元 and times in seconds read as such', () => {
    const { complaint, problems } = complaintOf(
      sample,
      {
        text: { pointer: '/data/lines' },
        externalId: { pointer: '/id' },
        phone: { pointer: '/data/user/tel' },
        amountYuan: { pointer: '/data/price' },
        receivedAt: { pointer: '/created' },
        product: { value: '空调' },
        name: { pointer: '/data/user/name' },
      },
      'app',
    )
    expect(problems).toEqual([])
    expect(complaint).toEqual({
      channel: 'app',
      text: '空调三次没装上\n要求退款',
      externalId: '9007',
      complainant: { phone: '13912341234' },
      amountFen: 129_950,
      receivedAt: '2026-11-02T02:00:00.000Z',
      product: '空调',
    })
  })

  test('what is missing or wrong is told by field', () => {
    const { complaint, problems } = complaintOf(sample, { text: { pointer: '/nowhere' }, email: { pointer: '/data/price' } }, 'api')
    expect(complaint).toBeNull()
    expect(problems.map(({ field }) => field)).toEqual(expect.arrayContaining(['text', 'email']))
  })
})

describe('signatures (签名)', () => {
  const now = new Date('2026-11-02T02:00:00Z')
  const body = Buffer.from('{"a":1}')
  const sent = signatureHeaders(['old', 'new'], body, now)
  const headers = { timestamp: sent[timestampHeader], signature: sent[signatureHeader] }
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

  test.each<[string, boolean, () => boolean]>([
    ['either secret is right', true, () => isSigned(['new'], headers, body, now) && isSigned(['old'], headers, body, now)],
    ['another secret', false, () => isSigned(['other'], headers, body, now)],
    ['another body', false, () => isSigned(['new'], headers, Buffer.from('{"a":2}'), now)],
    ['five minutes later', true, () => isSigned(['new'], headers, body, later(300))],
    ['later than that', false, () => isSigned(['new'], headers, body, later(301))],
    ['from tomorrow', false, () => isSigned(['new'], headers, body, later(-301))],
    ['another time', false, () => isSigned(['new'], { ...headers, timestamp: '1793584801' }, body, now)],
    ['nothing', false, () => isSigned(['new'], { timestamp: undefined, signature: undefined }, body, now)],
    ['rubbish', false, () => isSigned(['new'], { timestamp: '1e9', signature: 'v1=zz' }, body, now)],
  ])('%s', (_words, right, check) => expect(check()).toBe(right))
})
