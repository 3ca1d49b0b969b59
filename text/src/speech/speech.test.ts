import { describe, expect, test } from 'vitest'
import { needSentences, softened, speechMarks, speechRules } from './index.ts'

const marked = (text: string) => speechMarks(text).map(({ kind, span }) => [kind, text.slice(...span)])

describe('what a draft should not say (措辞检查)', () => {
  test.each([
    ['是您自己没有按说明书安装的。', [['accusing', '是您自己']]],
    ['您误会了，我们并没有多收费。', [['accusing', '您误会了']]],
    ['你搞错了', [['accusing', '你搞错了']]],
    [
      '这不是我们的责任，是快递的问题。',
      [
        ['blame', '不是我们的责任'],
        ['blame', '是快递的问题'],
      ],
    ],
    [
      '我们绝对没有问题，保证明天解决。',
      [
        ['absolute', '绝对'],
        ['absolute', '保证'],
      ],
    ],
    [
      '您的工单已升级处理，相关部门会尽快联系您。',
      [
        ['jargon', '工单'],
        ['jargon', '升级处理'],
        ['jargon', '相关部门'],
        ['dismissive', '尽快'],
      ],
    ],
    [
      '如给您带来不便，敬请谅解。',
      [
        ['dismissive', '如给您带来不便'],
        ['dismissive', '敬请谅解'],
      ],
    ],
    ['公司规定就是这样', [['dismissive', '公司规定就是']]],
    [
      'This is not our fault, you should have read the manual.',
      [
        ['blame', 'not our fault'],
        ['accusing', 'you should have'],
      ],
    ],
    [
      'We regret any inconvenience and will reply shortly.',
      [
        ['dismissive', 'any inconvenience'],
        ['dismissive', 'shortly'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(marked(text)).toEqual(expected)
  })

  test.each([
    ['a deposit and a quality assurance are no promise', '保证金已退回，质量保证期两年。'],
    ['who cannot guarantee says so honestly', '今天能不能到，我无法保证。'],
    ['not your fault is no accusation', '这不是您自己的问题。'],
    ['a word within a word', 'Bad karma, said the ticketless passenger.'],
    ['a good answer', '您好，周六的安装我们迟到了三个小时，对不起。师傅今天18:00前上门，由我跟到底，完成后给您回电。'],
    [
      'a good English answer',
      'I am sorry that the fitter came three hours late. He will be with you by 6 pm today, and I will call you afterwards.',
    ],
    ['an empty draft', ''],
  ])('%s is left alone', (_name, text) => {
    expect(marked(text)).toEqual([])
  })

  test('is found in full width, with spaces, in traditional characters, and only within a sentence', () => {
    expect(marked('您 誤會了')).toHaveLength(1)
    expect(marked('ＳＬＡ内')).toEqual([['jargon', 'ＳＬＡ']])
    expect(marked('责任在您。自己看')).toEqual([])
  })

  test('marks never lie over each other and stand in the order of the text', () => {
    const text = speechRules.flatMap(({ words }) => words).join('，')
    let end = 0
    for (const { span } of speechMarks(text)) {
      expect(span[0]).toBeGreaterThanOrEqual(end)
      end = span[1]
    }
    expect(end).toBeGreaterThan(0)
  })

  test('every word of every rule is found as that rule’s', () => {
    const missed = speechRules.flatMap(({ code, words }) => words.filter((word) => !speechMarks(word).some((mark) => mark.code === code)))
    expect(missed).toEqual([])
  })

  test('the draft with the proposed words: the rest stays as it was, and reads clean', () => {
    const text = '您误会了，工单已派单。'
    const better = softened(text, speechMarks(text))
    expect(better).toBe('我没有说清楚，我再说一遍，您反映的这件事已交给。')
    expect(speechMarks(better)).toEqual([])
    expect(softened('没有问题', [])).toBe('没有问题')
  })

  test('marks that touch are said anew once, not word after word', () => {
    const anew = (text: string) => softened(text, speechMarks(text))
    expect(anew('我们绝对保证尽快处理。')).toBe('我们在……前（写明几点）处理。')
    expect(anew('如有不便敬请谅解。')).toBe('给您添了麻烦，对不起。')
    expect(anew('这是物流的问题。')).toBe('这一环没有做好，我来跟。')
  })

  test('what is proposed instead is never marked itself', () => {
    const bad = speechRules
      .flatMap(({ instead, insteadOf = {} }) => [instead, ...Object.values(insteadOf)].flat())
      .filter((words) => speechMarks(words).length > 0)
    expect(bad).toEqual([])
  })

  test('a long draft is read like many short ones', () => {
    const bad = '保证绝对您误会了'
    expect(speechMarks(bad.repeat(100)).length * 10).toBe(speechMarks(bad.repeat(1_000)).length)
    expect(speechMarks(`${'保'.repeat(200_000)}保证`)).toHaveLength(1)
  })
})

describe('observation, feeling, need, request (观察 感受 需要 请求)', () => {
  test('say what the customer wrote, their feeling and what they want', () => {
    const said = needSentences({ language: 'zh', what: '空调安装迟到要求退款。', emotion: 'angry', mindset: 'compensation' })
    expect(said.map(({ part }) => part)).toEqual(['observation', 'feeling', 'need', 'request'])
    expect(said[0]?.text).toContain('您反映的是：空调安装迟到要求退款。')
    expect(said[1]?.text).toContain('生气')
    expect(said[2]?.text).toContain('损失')
  })

  test('hold nothing that the check would mark, whoever the customer is', () => {
    for (const language of ['zh', 'en'] as const)
      for (const emotion of ['calm', 'worried', 'disappointed', 'sad', 'angry', 'desperate', 'pleased', null])
        for (const mindset of ['vent', 'respect', 'compensation', null])
          for (const { text } of needSentences({ language, emotion, mindset })) {
            expect(text).not.toBe('')
            expect(speechMarks(text)).toEqual([])
          }
  })

  test('a customer’s $ and unknown moods change nothing', () => {
    const [observation, feeling] = needSentences({ language: 'en', what: 'cost $& and $1', emotion: 'puzzled' })
    expect(observation?.text).toContain('cost $& and $1')
    expect(feeling?.text).toMatch(/sorry/)
  })
})
