import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bigramsOf,
  cleanDeep,
  cleanText,
  foldText,
  maskEmail,
  maskName,
  maskPersonalData,
  maskPhone,
  matchableOf,
  normalisePhone,
} from './index.ts'

describe('cleaning (清洗)', () => {
  test('NUL and lone surrogates become U+FFFD, accents are composed', () => {
    expect(cleanText('a\0b\ud800c\udc00d')).toBe('a\uFFFDb\uFFFDc\uFFFDd')
    expect(cleanText('e\u0301')).toBe('\u00e9')
    expect(cleanText('😀正常')).toBe('😀正常')
  })
  test('whatever comes in, what goes out is well formed and stays so', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => cleanText(text).isWellFormed() && cleanText(cleanText(text)) === cleanText(text),
      ),
    )
  })
  test('strings at any depth are cleaned without recursion', () => {
    let deep: unknown = ['\0']
    for (let level = 0; level < 100_000; level++) deep = [deep]
    cleanDeep(deep)
    let inner = deep as unknown[]
    while (Array.isArray(inner[0])) inner = inner[0]
    expect(inner[0]).toBe('\uFFFD')
  })
})

describe('search tokens (检索词)', () => {
  test('what looks the same is the same', () => {
    expect(foldText('ＡＢＣ　１２３\n退款')).toBe('abc 123 退款')
  })
  test('every run of two characters of a text is among its tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 }), (text) => {
        const characters = Array.from(foldText(text))
        const tokens = new Set(bigramsOf(foldText(text)))
        return characters.every((character, at) => at + 1 === characters.length || tokens.has(`${character}${characters[at + 1]}`))
      }),
    )
  })
  test('one character cannot be looked up', () => {
    expect(matchableOf(' 水 ')).toBeNull()
    expect(matchableOf('漏水')).toBe('漏水')
  })
})

describe('masking (脱敏)', () => {
  test.each([
    ['请回电13912345678谢谢', '请回电139****5678谢谢'],
    ['电话 139 1234 5678 或 139-1234-5678', '电话 139****5678 或 139****5678'],
    ['１３９１２３４５６７８', '139****5678'],
    ['身份证11010519491231002X，', '身份证110*************2X，'],
    ['卡号6222021234567890123', '卡号6222***********0123'],
    ['座机010-62345678', '座机010-******78'],
    ['座机059187654321或(0591)87654321或010 12345678', '座机0591******21或(0591)******21或010 ******78'],
    ['座机0591—87654321、（0591）87654321、0755.8765432', '座机0591—******21、（0591）******21、0755.*****32'],
    ['手机139.1234.1234或139—1234—1234或139·1234·1234', '手机139****1234或139****1234或139****1234'],
    ['+86-139-1234-1234和8613912341234', '139****1234和139****1234'],
    ['身份证110105491231002', '身份证110**********02'],
    ['全角wang＠example.com', '全角w***@example.com'],
    ['邮箱 wang.xm@example.com 请查收', '邮箱 w***@example.com 请查收'],
    ['订单号20260901123456，共12345元', '订单号20260901123456，共12345元'],
    ['运单020260901123456，流水000123456789', '运单020260901123456，流水000123456789'],
    ['2026.11.02 付了 1299.00 元，3.1415926535，192.168.100.23', '2026.11.02 付了 1299.00 元，3.1415926535，192.168.100.23'],
    ['110105999931002是订单', '110105999931002是订单'],
    ['95598和12345都打过', '95598和12345都打过'],
    ['没有数字', '没有数字'],
  ])('%s', (given, expected) => {
    expect(maskPersonalData(given)).toEqual({ masked: expected, changed: given !== expected })
  })
  test('a text of 20,000 digits, and one of 20,000 at signs, are soon done', () => {
    const started = performance.now()
    maskPersonalData('1'.repeat(20_000))
    for (const part of ['0591', '(0591)', '139.', '1—', '0 ', '＠a.']) maskPersonalData(part.repeat(20_000))
    maskPersonalData('a@'.repeat(10_000))
    expect(performance.now() - started).toBeLessThan(5_000)
  })
  test('names, phones and mail addresses of fields', () => {
    expect([maskName('王小明'), maskName('John Smith'), maskName('')]).toEqual(['王**', 'J***', ''])
    expect([maskPhone('13912341234'), maskPhone('95598')]).toEqual(['139****1234', '***98'])
    expect(maskEmail('wang@example.com')).toBe('w***@example.com')
  })
})

describe('phone numbers (电话)', () => {
  test.each([
    ['139-1234 5678', '13912345678'],
    ['+86 139 1234 5678', '13912345678'],
    ['008613912345678', '13912345678'],
    ['（010）6234 5678', '01062345678'],
    ['95598', '95598'],
    ['１３９１２３４５６７８', '13912345678'],
    ['没有', null],
    ['123', null],
  ])('%s reads as %s', (given, expected) => {
    expect(normalisePhone(given)).toBe(expected)
  })
})
