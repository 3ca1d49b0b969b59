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

const overlap = (one: readonly [number, number], other: readonly [number, number]) => one[0] < other[1] && other[0] < one[1]
