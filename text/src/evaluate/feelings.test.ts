import { describe, expect, test } from 'vitest'
import { feelingsOf } from './feelings.ts'

describe('what a text says of feelings (情绪线索)', () => {
  const feelings = feelingsOf(['今天买了菜', '吓死我了，好害怕'])
  const [joy, ownJoy, , , , , fear, ownFear] = [0, 1, 2, 3, 4, 5, 6, 7]

  test('words of a mood are counted', () => {
    expect(feelings('好害怕，吓死了')[fear]).toBeGreaterThan(feelings('今天买了菜')[fear]!)
    expect(feelings('今天买了菜')[joy]).toBe(0)
  })

  test('what is quoted does not count as the own words of who passes it on', () => {
    const passedOn = feelings('好害怕//@小王:恭喜恭喜，太开心了')
    expect(passedOn[joy]).toBeGreaterThan(0)
    expect(passedOn[ownJoy]).toBe(0)
    expect(passedOn[ownFear]).toBeGreaterThan(0)
  })

  test('long and odd texts are read all the same', () => {
    for (const text of ['', '\ud800', '怕'.repeat(20_000)]) expect(feelings(text).every(Number.isFinite)).toBe(true)
  })
})
