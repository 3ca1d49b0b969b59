import { describe, expect, test } from 'vitest'
import { type ConductCase, type ConductFacts, conductPointsOf, pointsOf } from './points.ts'

const day = (of: number) => new Date(Date.UTC(2026, 8, 1 + of, 9))
const aCase = (id: string, of: number, given: Partial<ConductCase> = {}): ConductCase => ({
  id,
  at: day(of),
  product: null,
  answeredAt: day(of + 2),
  finding: 'unsubstantiated',
  grantedAt: null,
  wasUnresolved: false,
  breachedAt: null,
  sameAs: [],
  copies: { accounts: 0, isGroup: false, isFounded: false },
  ...given,
})
const judge = (cases: ConductCase[], given: Partial<ConductFacts> = {}) =>
  conductPointsOf({ cases, texts: [], contacts: [], threats: [], ...given })
const points = ({ signs }: ReturnType<typeof judge>) => Object.fromEntries(signs.map((sign) => [sign.sign, sign.points]))
const copies = (accounts: number, given = {}) => ({ copies: { accounts, isGroup: false, isFounded: false, ...given } })
const again = (id: string, of: number, sameAs: string[], given: Partial<ConductCase> = {}) => aCase(id, of, { sameAs, ...given })
const text = (caseId: string, ...kinds: string[]) => ({ caseId, kinds, threatens: kinds.includes('regulator') })
const calls = (count: number, perDay: number, caseId = 'a') =>
  Array.from({ length: count }, (_, at) => ({ caseId, at: new Date(day(1).getTime() + (at * 86_400_000) / perDay) }))

describe('points by count (证据计分)', () => {
  test.each([
    ['copiedTexts', 2, 0],
    ['copiedTexts', 3, 1],
    ['copiedTexts', 9, 3],
    ['repeatedClaims', 1, 0],
    ['repeatedClaims', 2, 1],
    ['grantedAgain', 1, 2],
    ['grantedAgain', 5, 4],
    ['threats', 1, 6],
    ['insults', 2, 0],
    ['insults', 4, 2],
    ['volume', 19, 0],
    ['volume', 20, 1],
    ['volume', 30, 2],
  ] as const)('%s %i times: %i', (sign, count, expected) => expect(pointsOf(sign, count)).toBe(expected))
})

describe('what speaks of conduct (行为证据)', () => {
  test('one text on many accounts, found without ground', () => {
    expect(points(judge([aCase('a', 0, copies(5))]))).toEqual({ copiedTexts: 3 })
  })

  test('the same claim a third time after it was found without ground twice', () => {
    const { signs, level } = judge([aCase('a', 0), again('b', 10, ['a']), again('c', 20, ['a', 'b'])])
    expect(signs).toEqual([{ sign: 'repeatedClaims', count: 2, caseIds: ['b', 'c'], points: 1 }])
    expect(level).toBe('none')
  })

  test('a claim made again that was granted before', () => {
    expect(points(judge([aCase('a', 0, { grantedAt: day(2) }), again('b', 10, ['a'])]))).toEqual({ grantedAgain: 2 })
  })

  test('several kinds together are strong; one kind alone, however often, is not', () => {
    const cases = [aCase('a', 0, { grantedAt: day(2), ...copies(9) }), again('b', 10, ['a'], copies(9)), again('c', 20, ['a', 'b'])]
    expect(judge(cases)).toMatchObject({ level: 'strong', score: 7 })
    const insults = Array.from({ length: 30 }, () => text('a', 'insult'))
    expect(judge([aCase('a', 0)], { texts: insults })).toMatchObject({ level: 'some', score: 3 })
  })

  test('a recorded threat to staff is strong by itself', () => {
    expect(judge([aCase('a', 0)], { threats: [{ caseId: 'a' }] })).toMatchObject({ level: 'strong', score: 6 })
  })

  test('an announcement to go outside counts only where money is asked for silence; going there is everybody’s right', () => {
    expect(judge([aCase('a', 0)], { texts: [text('a', 'regulator'), text('a', 'legal', 'media')] })).toMatchObject({ score: 0, signs: [] })
    expect(points(judge([aCase('a', 0)], { texts: [text('a', 'regulator', 'professional')] }))).toEqual({ pressure: 2 })
  })
})

describe('whoever complains again with good reason scores nothing (正当的重复投诉)', () => {
  test.each<[string, ConductCase[]]>([
    ['reopened because it was not solved', [aCase('a', 0, { wasUnresolved: true }), again('b', 10, ['a']), again('c', 20, ['a', 'b'])]],
    ['asked again before there was an answer', [aCase('a', 0, { answeredAt: day(30) }), again('b', 5, ['a']), again('c', 9, ['a', 'b'])]],
    [
      'found right, and nothing was granted',
      [aCase('a', 0, { finding: 'substantiated' }), again('b', 9, ['a']), again('c', 20, ['a', 'b'])],
    ],
    [
      'granted, broke again, found right again',
      [aCase('a', 0, { grantedAt: day(2) }), again('b', 40, ['a'], { finding: 'substantiated' })],
    ],
    ['not decided yet', [aCase('a', 0), again('b', 9, ['a'], { finding: null }), again('c', 12, ['a', 'b'], { finding: null })]],
    [
      'several different products',
      ['空调', '冰箱', '洗衣机', '热水器', '油烟机', '电视'].map((product, at) => again(String(at), at * 20, at ? ['0'] : [], { product })),
    ],
    ['neighbours with one letter', [aCase('a', 0, copies(40, { isGroup: true }))]],
    ['copied by others, and it proved right for one of them', [aCase('a', 0, copies(40, { isFounded: true }))]],
  ])('%s', (_name, cases) => {
    const judged = judge(cases)
    expect(judged).toMatchObject({ score: 0, level: 'none', signs: [] })
  })

  test('what was left out is said with its reason', () => {
    expect(judge([aCase('a', 0, { wasUnresolved: true }), again('b', 10, ['a'])]).setAside).toEqual([
      { sign: 'repeatedClaims', why: 'unresolved', count: 1 },
    ])
  })

  test('who calls thirty times about what is late, or despairs, scores nothing', () => {
    const late = aCase('a', 0, { breachedAt: day(0) })
    const desperate = Array.from({ length: 9 }, () => text('a', 'insult', 'selfHarm'))
    expect(judge([late], { contacts: calls(30, 10), texts: desperate })).toMatchObject({ score: 0 })
    expect(points(judge([aCase('a', 0)], { contacts: calls(30, 10) }))).toEqual({ volume: 2 })
    // A long case with a call every day is no flood.
    expect(judge([aCase('a', 0)], { contacts: calls(60, 1) })).toMatchObject({ score: 0 })
  })
})
