import { describe, expect, test } from 'vitest'
import { analyse, engineOf, type Turn } from './index.ts'

const engine = engineOf()
const said = (text: string) => analyse({ text }, engine)
const customer = (text: string): Turn => ({ by: 'customer', text })
const staff = (text: string): Turn => ({ by: 'staff', text })

describe('reasons and signals stand once (依据不重复)', () => {
  test.each([
    '你们这帮骗子，我要去12315告你们！',
    '我已经打了12315，12315说会联系你们，再不处理我还打12315',
    '我已经起诉你们了，法院已经受理',
    '大家一起去你们公司讨说法，一起去拉横幅',
    'If you do not refund me I will go to the ombudsman and see you in court',
  ])('%s', (text) => {
    const { stage, severityReasons, signals } = said(text)
    for (const listed of [stage.reasons, severityReasons, signals.map(({ kind, span }) => ({ code: kind, span }))])
      for (const [at, { code, span }] of listed.entries())
        expect(
          listed.slice(at + 1).filter((other) => other.code === code && span && other.span && overlap(span, other.span)),
          code,
        ).toEqual([])
  })

  test('what overlaps is shown as one place', () => {
    const text = '你们这帮骗子，我要去12315告你们！'
    const threats = said(text).stage.reasons.filter(({ code }) => code === 'threat')
    expect(threats.map(({ span }) => span && text.slice(...span))).toEqual(['去12315', '告你们'])
  })

  test('in different turns it was said twice', () => {
    const { stage } = analyse({ turns: [customer('我要去12315告你们'), staff('抱歉'), customer('我要去12315告你们')] }, engine)
    expect(stage.reasons.filter(({ code, span }) => code === 'threat' && span?.[0] === 2).map(({ turn }) => turn)).toEqual([0, 2])
  })
})

describe('emotion of a text (情绪)', () => {
  test.each<[string, number, string]>([
    ['angry', 3, '你们这帮骗子，我要去12315告你们！'],
    ['angry', 3, '我要曝光你们'],
    ['angry', 3, 'You idiots'],
    ['angry', 3, '12345已经受理我的投诉'],
    ['desperate', 4, '再不还我钱我就不想活了'],
    ['angry', 2, '今天能送到吗😡'],
    ['angry', 3, '😡😡😡'],
    ['angry', 4, '😡🤬💩'],
    ['sad', 2, '😢'],
    ['calm', 0, '请问12315是什么电话'],
    ['calm', 0, '怎么打12315投诉'],
    ['calm', 0, '👍😊'],
  ])('%s %i: %s', (kind, level, text) => expect(said(text).emotion).toEqual({ kind, level }))
  test('insults outweigh thanks', () => expect(said('谢谢你们这帮骗子').emotion.kind).toBe('angry'))
})

describe('emotion of a conversation (会话情绪)', () => {
  const explodes = [customer('快递到哪了'), staff('在路上'), customer('骗子！我要去12315告你们！！'), staff('抱歉'), customer('就这样吧')]
  test('an outburst is felt a little longer than its turn', () => {
    expect(analyse({ turns: explodes }, engine).emotion).toMatchObject({
      kind: 'angry',
      level: expect.toSatisfy((level: number) => level >= 3),
    })
    const calmed = [...explodes, ...['好的', '谢谢', '再见'].map(customer)]
    expect(analyse({ turns: calmed }, engine).emotion.level).toBe(0)
  })
  test('the curve rises where the customer explodes', () => {
    const curve = analyse({ turns: explodes }, engine).satisfaction?.turns.map(({ emotion }) => emotion)
    expect(curve?.[1]).toBeGreaterThan(curve?.[0] ?? 4)
  })
  test('without a word of the customer it is calm', () => expect(analyse({ turns: [staff('您好')] }, engine).emotion.kind).toBe('calm'))
})

const overlap = (one: readonly [number, number], other: readonly [number, number]) => one[0] < other[1] && other[0] < one[1]
