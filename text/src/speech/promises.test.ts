import { describe, expect, test } from 'vitest'
import { promisesIn } from './index.ts'

// Wednesday 2026-11-18, 14:00 in China.
const said = new Date('2026-11-18T06:00:00Z')
const found = (text: string) =>
  promisesIn(text, said).map(({ kind, dueAt, workingDays, amountFen }) => ({
    kind,
    ...(dueAt && { dueAt: dueAt.toISOString() }),
    ...(workingDays && { workingDays }),
    ...(amountFen && { amountFen }),
  }))

describe('promises in what staff write to a customer (承诺识别)', () => {
  test.each([
    ['师傅今天18:30前上门。', [{ kind: 'visit', dueAt: '2026-11-18T10:30:00.000Z' }]],
    ['我明天下午五点前给您回电。', [{ kind: 'callback', dueAt: '2026-11-19T09:00:00.000Z' }]],
    ['我们会在24小时内答复您', [{ kind: 'reply', dueAt: '2026-11-19T06:00:00.000Z' }]],
    ['退款300元，3个工作日内到账。', [{ kind: 'pay', workingDays: 3, amountFen: 30_000 }]],
    ['我们给您补偿150元。', [{ kind: 'pay', amountFen: 15_000 }]],
    ['周五前把新的一台送到您家。', [{ kind: 'delivery', dueAt: '2026-11-20T16:00:00.000Z' }]],
    ['11月25日前维修完成。', [{ kind: 'other', dueAt: '2026-11-25T16:00:00.000Z' }]],
    [
      '今天下班前答复您，师傅明天上午上门。',
      [
        { kind: 'reply', dueAt: '2026-11-18T10:00:00.000Z' },
        { kind: 'visit', dueAt: '2026-11-19T04:00:00.000Z' },
      ],
    ],
    ['We will call you within 2 hours.', [{ kind: 'callback', dueAt: '2026-11-18T08:00:00.000Z' }]],
    ['I will let you know tomorrow.', [{ kind: 'reply', dueAt: '2026-11-19T16:00:00.000Z' }]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each([
    ['what is done', '我们昨天已退款300元。'],
    ['what is done, said of today', '退款300元已到账。'],
    ['what is denied', '今天18:00前无法上门。'],
    ['what cannot be done', '今天答复不了，明天师傅到不了。'],
    ['a condition', '如果明天还没有收到，我们退款300元。'],
    ['what the customer is asked to do', '请您明天下午来电。'],
    ['what the customer may do', '您可以在7天内申请退款。'],
    ['what the customer said', '您提到商家答应三天内退款300元。'],
    ['a time without anything to be done', '今天天气不错，明天周四。'],
    ['an action without a time', '我们会给您回电。'],
    ['nothing', ''],
    ['a past time', '师傅今天上午上门。'],
    ['an English condition', 'If it does not arrive tomorrow, we will refund you.'],
  ])('%s is none', (_name, text) => {
    expect(found(text)).toEqual([])
  })

  test('the place goes from the first to the last word of it', () => {
    const text = '您好。师傅今天18:30前上门，请放心。'
    const [promise] = promisesIn(text, said)
    expect(text.slice(...(promise?.span ?? [0, 0]))).toBe('今天18:30前上门')
  })

  test('many sentences are read one by one', () => {
    expect(promisesIn('我明天给您回电。'.repeat(500), said)).toHaveLength(500)
  })
})
