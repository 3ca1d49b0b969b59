import { describe, expect, test } from 'vitest'
import { sentencesOf, wishesIn } from './index.ts'
import rules from './rules.json' with { type: 'json' }

const kindsIn = (text: string) => wishesIn(text).map(({ kind }) => kind as string)

describe('wishes, ideas and opportunities in what customers say (客户心声)', () => {
  test.each(rules.flatMap(({ kind, finds }) => finds.map((text) => [kind, text])))('%s: %s', (kind, text) => {
    expect(kindsIn(text)).toContain(kind)
  })
  test.each(rules.flatMap(({ kind, not }) => not.map((text) => [kind, text])))('no %s: %s', (kind, text) => {
    expect(kindsIn(text)).not.toContain(kind)
  })

  test('a competitor is found by the names given, in any case of letters, as the whole sentence', () => {
    const text = '安装太慢了。人家Haida第二天就装好了！\n我要退款'
    const [found] = wishesIn(text, [{ id: 'h', names: ['海达', 'haida'] }])
    expect(found).toMatchObject({ kind: 'competitor', rivalId: 'h' })
    expect(text.slice(...(found?.span ?? []))).toBe('人家Haida第二天就装好了')
    expect(wishesIn(text)).toEqual([])
  })

  test('sentences keep their places', () => {
    const text = '  第一句话说完。 第二句！！短。third sentence; '
    expect(sentencesOf(text).map(({ text: said, span }) => [said, text.slice(...span)])).toEqual([
      ['第一句话说完', '第一句话说完'],
      ['third sentence', 'third sentence'],
    ])
  })
})
