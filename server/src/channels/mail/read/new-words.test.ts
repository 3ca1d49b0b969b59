import { describe, expect, test } from 'vitest'
import { wordsOfMail } from './new-words.ts'

const lines = (...given: string[]) => given.join('\n')

describe('new words of a mail (新写的话)', () => {
  test.each([
    ['Gmail', lines('还是没修好', '', 'On Mon, Nov 2, 2026 at 10:00 AM Service <s@x.cn> wrote:', '> 已安排师傅', '> 上门')],
    ['Gmail in Chinese', lines('还是没修好', '', 'Service <s@x.cn> 于2026年11月2日周一 10:00写道：', '', '> 已安排师傅')],
    [
      'Apple Mail',
      lines('还是没修好', '', '发自我的 iPhone', '', '> 在 2026年11月2日，上午10:00，Service <s@x.cn> 写道：', '> ', '> 已安排师傅'),
    ],
    [
      'QQ',
      lines(
        '还是没修好',
        '',
        '',
        '------------------ 原始邮件 ------------------',
        '发件人: "Service" <s@x.cn>;',
        '主题: 回复',
        '',
        '已安排师傅',
      ),
    ],
    ['163', lines('还是没修好', '', '---- 回复的原邮件 ----', '| 发件人 | Service |', '已安排师傅')],
    ['163 of old', lines('还是没修好', '', 'At 2026-11-02 10:00:00, "Service" <s@x.cn> wrote:', '>已安排师傅')],
    [
      'Outlook',
      lines(
        '还是没修好',
        '',
        '发件人: Service <s@x.cn>',
        '发送时间: 2026年11月2日 10:00',
        '收件人: Li <li@y.cn>',
        '主题: 回复',
        '',
        '已安排师傅',
      ),
    ],
    ['Outlook in English', lines('还是没修好', '', '-----Original Message-----', 'From: Service', 'Sent: Monday', '', '已安排师傅')],
  ])('%s', (_program, text) => {
    const { fresh, quoted } = wordsOfMail(text)
    expect(fresh).toBe('还是没修好')
    expect(quoted).toContain('已安排师傅')
  })
  test('answers written between the lines are new words', () => {
    const text = lines(
      '见下。',
      'On Mon, Nov 2, 2026, Service <s@x.cn> wrote:',
      '> 请问订单号？',
      '20261102',
      '> 请问何时方便？',
      '周六上午',
    )
    expect(wordsOfMail(text).fresh).toBe('见下。\n20261102\n周六上午')
  })
  test('a signature at the end goes, a line of dashes in the middle stays', () => {
    expect(wordsOfMail(lines('要求退款。', '', '-- ', '李梅', '某某公司')).fresh).toBe('要求退款。')
    const long = Array.from({ length: 20 }, (_, at) => `第 ${at} 条`)
    expect(wordsOfMail(lines('如下：', '--', ...long)).fresh).toContain('第 19 条')
  })
  test('a mail made to keep the reader busy is read as it stands', () => {
    const traps = [
      `发件人${' '.repeat(190_000)}.`,
      `--forwarded by ${' -'.repeat(90_000)}.`,
      `<${'@'.repeat(190_000)}`,
      lines('如下：', ...Array.from({ length: 60_000 }, () => '--'), ...Array.from({ length: 50 }, () => '完')),
    ]
    for (const text of traps) expect(wordsOfMail(text)).toEqual({ fresh: text, quoted: '' })
  })
  test('a mail with nothing but a quotation is new as a whole', () => {
    expect(wordsOfMail(lines('> 上次答应的退款', '> 还没有到'))).toEqual({ fresh: '上次答应的退款\n还没有到', quoted: '' })
  })
  test('sentences that only look like a head stay', () => {
    const text = lines('在商场里，师傅说：没问题。', '发件人: 这一行是我抄的快递单', '金额 300 元')
    expect(wordsOfMail(text).fresh).toBe(text)
  })
})
