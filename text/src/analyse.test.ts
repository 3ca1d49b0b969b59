import { describe, expect, test } from 'vitest'
import { analyse, engineOf, stageOf, type Turn } from './index.ts'

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

  test('what overlaps or touches is shown as one place', () => {
    const text = '我要去12315告你们！不退我就发抖音'
    const threats = said(text).stage.reasons.filter(({ code }) => code === 'threat')
    expect(threats.map(({ span }) => span && text.slice(...span))).toEqual(['去12315告你们', '不退我就发抖音'])
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
  test('insults outweigh thanks', () => {
    expect(said('谢谢你们这帮骗子')).toMatchObject({ sentiment: 'negative', emotion: { kind: 'angry' } })
    expect(said('😡😡😡🤬👎')).toMatchObject({ sentiment: 'negative', emotion: { kind: 'angry' } })
  })
})

describe('texts without words', () => {
  test('angry signs are likelier than not a complaint', () => {
    expect(said('😡😡😡').complaint).toBeGreaterThan(0.5)
    expect(said('😊👍')).toMatchObject({ complaint: 0, stage: { level: 1 } })
  })
  test.each(['x', '啊', '！', '8'])('%s again and again says nothing', (sign) => {
    expect(said(sign.repeat(10_000))).toMatchObject({
      complaint: 0,
      category: [],
      emotion: { kind: 'calm', level: 0 },
      stage: { level: 1 },
    })
  })
  test('the digits of a telephone number are no hotline', () => {
    for (const number of ['13800138000', '13900001234', '138-0000-1234'])
      expect(said(`请打${number}联系我`).signals.filter(({ kind }) => kind === 'regulator')).toEqual([])
  })
})

describe('figures of speech are no wish to die (过头话)', () => {
  const isGrave = (text: string) => said(text).signals.some(({ kind }) => kind === 'selfHarm')
  test.each([
    '渴死了',
    '吵死了，睡不着',
    '气死我了，等了三天还没有人来',
    '打死也不来了',
    '死心了，不再买',
    '我走了，再也不来了',
    '我快被你们逼疯了',
    '以后实在不想住这里了，下次不会再订',
    '教练在泳池边吼我女儿是猪，教十遍都不会，孩子现在死活不愿去上课了',
  ])('%s', (text) => expect(isGrave(text)).toBe(false))
  test.each(['想死的心都有了', '再不恢复供暖我就冻死自己给你们看', '累死了，睡着了就不用再醒', '我真的受够了，不想活了'])(
    'yet %s',
    (text) => expect(isGrave(text)).toBe(true),
  )
})

describe('what says nothing, and what looks like something (无信息与形似)', () => {
  test.each<[string, number]>([
    ['啊', 10_000],
    ['a', 10_000],
    ['？', 1_000],
    ['！', 1_000],
    ['嗯', 3],
  ])('%s, %i times, tells no stage', (sign, times) => {
    const { stage, confidence } = said(sign.repeat(times))
    expect(stage.level).toBe(1)
    expect(confidence.stage).toBeLessThan(0.5)
  })
  test.each(['三天内', '三天内送到', '三天内会到吗', 'within 24 hours'])('a bare time is no threat: %s', (text) =>
    expect(said(text).stage).toMatchObject({ level: expect.toSatisfy((level: number) => level < 3), reasons: [] }),
  )
  test.each<[string, string]>([
    ['selfHarm', '楼上漏水'],
    ['selfHarm', '这电梯停在楼上不下来'],
    ['safety', '热水器'],
    ['safety', '我家热水器不出热水'],
    ['safety', '燃气热水器点不着火'],
    ['vulnerable', '热水器坏了'],
    ['deadline', '三天内送到'],
    ['regulator', '1111111'],
    ['insult', '！！！！！！！！！！！！'],
  ])('%s is not in: %s', (kind, text) => expect(said(text).signals.map((signal) => signal.kind)).not.toContain(kind))
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

describe('the stage of a conversation asked for alone (对话阶段)', () => {
  const conversations: [string, Turn[]][] = [
    ['nothing said', []],
    ['the company alone', [staff('您好，请问有什么可以帮您？')]],
    ['a question', [customer('请问什么时候送到？'), staff('明天。'), customer('好的，谢谢')]],
    [
      'asked again and again',
      [customer('什么时候送到？'), staff('请您耐心等待'), customer('到底什么时候送到？'), staff('请您耐心等待'), customer('？？')],
    ],
    ['calm after a threat', [customer('你们这帮骗子，我要去12315告你们！'), staff('抱歉'), customer('好吧，那我再等等')]],
    [
      'gone outside',
      [
        customer('电饭煲炸了，我妈烫伤了'),
        customer('我已经打了12345，也发了抖音'),
        customer('Friday is the last day, then my lawyer writes to you'),
      ],
    ],
  ]
  const { stage: _stage, ...withoutStage } = engine.models
  test.each(conversations)('is that of the whole analysis, by the model and by rules alone: %s', (_what, turns) => {
    const now = new Date('2026-03-04T08:00:00Z')
    for (const one of [engine, engineOf({ models: withoutStage })])
      expect(stageOf(turns, one, now)).toEqual(analyse({ turns }, one, now).stage)
  })
})

const overlap = (one: readonly [number, number], other: readonly [number, number]) => one[0] < other[1] && other[0] < one[1]

describe('look-alikes (docs/rules/signals.md)', () => {
  test.each([
    '我住法院路',
    '法院路的快递站',
    '我家在法院附近',
    '我是工商局的',
    '老人机怎么用',
    '12315号订单',
    '难道有关部门只是在找借口',
    '行政复议征集表',
    '我是公安系统的退休人员',
    '城管野蛮执法',
    '这里是每栋签字业主的名单',
  ])('%s carries no signal and is general', (text) => {
    const { signals, severity, stage } = said(text)
    expect([signals.filter(({ kind }) => kind !== 'insult'), severity]).toEqual([[], 'general'])
    expect(stage.level).toBeLessThan(4)
  })
  test.each(['我要投诉，多扣了我100块电费', '我要投诉4S店乱收费，多收了800元', '请帮我登记一个投诉，水费多扣了'])(
    'a complaint to the company is no authority: %s',
    (text) => {
      expect(said(text).signals.map(({ kind }) => kind)).not.toContain('regulator')
    },
  )

  test('money back is no authority', () => expect(said('我要退5000块').signals.map(({ kind }) => kind)).toEqual(['compensation']))

  const story =
    '尊敬的领导：我们小区的路灯去年就坏了，晚上老人出门很不方便。物业说归街道管，街道说归市政管，周边居民反映过这个问题。' +
    '前面那栋楼的开发商因为官司被法院冻结，公示栏里贴着判决，和我们没有关系。'
  test('a long letter that meets authorities and courts threatens nobody', () => {
    const { signals, stage } = said(`${story}希望有关部门尽快处理，谢谢。`)
    expect(signals.filter(({ detail }) => detail === 'threat')).toEqual([])
    expect(stage.level).toBeLessThan(4)
  })
  test('what it announces is heard', () => {
    const { signals, stage } = said(`${story}你们再不处理，我们就向住建局投诉。`)
    expect(signals).toContainEqual(expect.objectContaining({ kind: 'regulator', detail: 'threat' }))
    expect(stage.level).toBe(4)
  })
})

describe('next to nothing said (没有依据)', () => {
  test.each(['？', '。', 'abc', '你好', "'; DROP TABLE users; --", '！！！', '1'])('of %j no category is proposed', (text) => {
    expect(said(text).categoryBasis).toBe('none')
  })
  test.each(['？', '。', '！！！'])('%s is no complaint, and neither glad nor angry', (text) => {
    expect(said(text)).toMatchObject({ complaint: 0, sentiment: 'neutral', emotion: { kind: 'calm', level: 0 } })
  })
})

describe('a conflict is a complaint (投诉概率)', () => {
  test.each(['I will sue you', '今晚8点前不解决就曝光', '我 要 投 诉 你 们', '我要\u200b投诉\u200b到12315'])('%s', (text) => {
    const { complaint, stage } = said(text)
    expect(stage.level).toBeGreaterThanOrEqual(4)
    expect(complaint).toBeGreaterThanOrEqual(0.8)
  })
})

test('an injury is stage 4, however calmly told (docs/rules/stages.md)', () => {
  expect(said('热水器漏电，老人被电到')).toMatchObject({ severity: 'critical', stage: { level: 4 } })
})
test('two sums asked for in one breath are added', () => {
  expect(said('退款3280元并赔偿2000元').signals.find(({ kind }) => kind === 'compensation')?.amountFen).toBe(528_000)
})
test('the number of a house is no day', () => expect(said('法院路12号').entities).toEqual([]))
