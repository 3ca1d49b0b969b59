import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signalsOf } from './index.ts'

const now = new Date('2026-11-04T10:00:00+08:00') // a Wednesday
const shown = (text: string) => signalsOf(text, { now }).map(({ kind, span }) => [kind, text.slice(...span)])

describe('the place of a signal (片段)', () => {
  test.each([
    ['我要曝 光你们', [['media', '曝 光你']]],
    [
      '去微.博曝.光你们',
      [
        ['media', '微.博'],
        ['media', '曝.光你'],
      ],
    ],
    ['1.2.3.1.5见', [['regulator', '1.2.3.1.5']]],
    ['打 1-2-3-1-5 去', [['regulator', '1-2-3-1-5']]],
    ['１２３１５见', [['regulator', '１２３１５']]],
    ['一二三一五见', [['regulator', '一二三一五']]],
    ['幺二三四五我要打', [['regulator', '幺二三四五']]],
    ['我要找律shi', [['legal', '律shi']]],
    ['我要起訴貴公司', [['legal', '起訴']]],
    ['围*脖见，等着', [['media', '围*脖']]],
  ])('%s', (text, expected) => expect(shown(text)).toEqual(expected))
})

describe('threat, done or only spoken of (时态)', () => {
  test.each([
    ['再不处理我要去12315投诉', 'threat'],
    ['我已经打了12315', 'done'],
    ['12315我昨天投诉过了，他们说会联系你们', 'done'],
    ['我准备请律师', 'threat'],
    ['我已经请了律师', 'done'],
    ['视频已经发到抖音了', 'done'],
    ['不退我就发到抖音', 'threat'],
    ['see you in court then', 'threat'],
    ['I have already contacted my lawyer', 'done'],
  ])('%s: %s', (text, tense) => expect(signalsOf(text)[0]?.tense).toBe(tense))
  test('what is only asked about is told on demand', () => {
    expect(signalsOf('请问12315是什么电话')).toEqual([])
    expect(signalsOf('我不会去找律师的')).toEqual([])
  })
})

describe('amounts demanded (索赔金额)', () => {
  test.each([
    ['赔我三千块', 300_000],
    ['必须退我¥1,200.50', 120_050],
    ['赔偿我三千五', 350_000],
    ['要求赔偿1.2万', 1_200_000],
    ['要求赔偿两万五千元', 2_500_000],
    ['赔我3块5', 350],
    ['赔我1w', 1_000_000],
    ['赔我10000', 1_000_000],
    ['打12315投诉，赔我三千块', 300_000],
    ['I want a refund of $50', 5_000],
  ])('%s is %i fen', (text, amountFen) => expect(signalsOf(text).find(({ kind }) => kind === 'compensation')?.amountFen).toBe(amountFen))
  test('退一赔三 names no sum', () => expect(signalsOf('必须退一赔三')[0]).toMatchObject({ kind: 'compensation' }))
})

describe('deadlines (限期)', () => {
  test.each([
    ['24小时内给我答复', 24],
    ['限你们三天内解决', 72],
    ['今天之内必须给我答复', 14],
    ['今天下午五点前必须答复我', 7],
    ['周五前给我解决', 62],
    ['11月6日之前必须退款', 62],
    ['You must reply within 48 hours', 48],
  ])('%s: %i hours', (text, withinHours) =>
    expect(signalsOf(text, { now }).find(({ kind }) => kind === 'deadline')?.withinHours).toBe(withinHours),
  )
  test('without a clock a weekday carries no hours', () => expect(signalsOf('周五前给我解决')[0]?.withinHours).toBeUndefined())
})

describe('personal data (个人信息)', () => {
  test.each([
    ['我手机13912345678', 'phone', '13912345678'],
    ['一三九一二三四五六七八打给我', 'phone', '一三九一二三四五六七八'],
    ['身份证11010519491231002X', 'idCard', '11010519491231002X'],
    ['卡6222 0212 3456 7890 123', 'bankCard', '6222 0212 3456 7890 123'],
    ['邮箱wang@example.com', 'email', 'wang@example.com'],
    ['车牌京A12345', 'plate', '京A12345'],
    ['住幸福路12号3栋2单元501室', 'address', '幸福路12号3栋2单元501室'],
  ])('%s', (text, detail, piece) => {
    const found = signalsOf(text).find(({ kind }) => kind === 'personalData')
    expect([found?.detail, text.slice(...(found?.span ?? [0, 0]))]).toEqual([detail, piece])
  })
  test.each(['订单号20260901123456', '一共12345元', '12315打不通', '客服400-820-8820'])('%s holds none', (text) =>
    expect(signalsOf(text).filter(({ kind }) => kind === 'personalData')).toEqual([]),
  )
})

describe('going outside in a list (向谁反映)', () => {
  const regulators = (text: string) =>
    signalsOf(text, { now }).flatMap(({ kind, span, tense }) => (kind === 'regulator' ? [[text.slice(...span), tense]] : []))
  test('what is said of one is said of all', () => {
    const told = ['银保监会', '工信部', '12315', '12345'].map((place) => [place, 'threat'])
    expect(regulators('银保监会、工信部、12315、12345投诉你们')).toEqual(told)
    expect(regulators('再不处理我就去银保监会、工信部、95598、12345投诉').map(([place]) => place)).toEqual([
      '银保监会',
      '工信部',
      '95598',
      '12345',
    ])
  })
  test('or else reaches over a comma, also at the end of a long story', () => {
    const story = `约好周六上午九点上门，等到下午三点都没人来，${'打了电话也没有人管，'.repeat(8)}`
    expect(regulators(`${story}今晚八点前必须装好，否则我直接退货，打12315投诉。`)).toEqual([['12315', 'threat']])
  })
})

describe('any text at all', () => {
  test('is answered, with spans within it and none of a kind overlapping', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('曝光', '12315', '赔我', '三千', '今天', '前', '必须', '。', ' ', '号楼', '@', '\ud800'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const ends = new Map<string, number>()
        return signalsOf(text, { now }).every(({ kind, span: [start, end] }) => {
          const apart = start >= (ends.get(kind) ?? 0)
          ends.set(kind, end)
          return apart && start >= 0 && start < end && end <= text.length
        })
      }),
    )
  })
  test.each([
    '',
    ' ',
    '😀'.repeat(10_000),
    '曝光'.repeat(10_000),
    '1'.repeat(20_000),
    '\ud800'.repeat(10_000),
    '我要去12315投诉'.repeat(2_000),
    'a@'.repeat(10_000),
  ])('of 20,000 characters and one character repeated: no failure', (text) => expect(Array.isArray(signalsOf(text))).toBe(true))
})
