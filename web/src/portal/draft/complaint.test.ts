import { PortalComplaint } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { complaintOf } from './complaint.ts'
import { emptyFiling } from './filing.ts'

const said = { tenant: 'demo', consentVersion: 3, language: 'zh-CN', remedies: ['退款', '道歉'] } as const

test('what was written becomes a complaint the server takes, with the wishes in words', () => {
  const filing = {
    ...emptyFiling(),
    category: 'delivery.delay',
    text: ' 等了三个小时没有人来 ',
    phone: '139 1234 1234',
    name: '王小明',
    remedyText: '下次提前打电话',
  }
  const complaint = complaintOf(filing, said)

  expect(PortalComplaint.safeParse(complaint).error).toBeUndefined()
  expect(complaint).toEqual({
    tenant: 'demo',
    deviceKey: filing.key,
    complainant: { phone: '139 1234 1234', name: '王小明' },
    text: '等了三个小时没有人来',
    category: 'delivery.delay',
    remedySought: '退款、道歉、下次提前打电话',
    consentVersion: 3,
    language: 'zh',
  })
})

test('a number typed before choosing e-mail or no contact is not sent', () => {
  const filing = { ...emptyFiling(), text: '冰箱异响', phone: '13912341234', email: 'wang@example.com', name: '王小明' }
  expect(complaintOf({ ...filing, contactBy: 'email' }, said).complainant).toEqual({ email: 'wang@example.com', name: '王小明' })
  expect(complaintOf({ ...filing, contactBy: 'none' }, said).complainant).toEqual({ anonymous: true })
})
