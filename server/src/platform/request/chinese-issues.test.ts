import { IncomingComplaint } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { speakChinese } from './chinese-issues.ts'

describe('what is wrong with a field (填写有误)', () => {
  test('is said in Chinese, as people read it in a batch answer too', () => {
    speakChinese()
    const given = {
      channel: 'fax',
      text: '',
      amountFen: 1.5,
      complainant: { email: 'x' },
      receivedAt: 'yesterday',
      region: '区'.repeat(201),
      urgent: 1,
    }
    const { error } = IncomingComplaint.safeParse(given)
    const said = Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('/'), message]) ?? [])
    expect(said).toEqual({
      channel: expect.stringContaining('只能是 hotline、web'),
      text: '不能为空',
      amountFen: '请填写整数',
      'complainant/email': '请填写有效的电子邮箱',
      receivedAt: expect.stringContaining('请填写带时区的时间'),
      region: '最多 200 个字符',
      '': '没有这样的字段：urgent',
    })
    expect(IncomingComplaint.safeParse({ channel: 'web' }).error?.issues[0]?.message).toBe('必填')
  })
})
