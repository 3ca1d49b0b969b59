import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffOf } from './text-diff.ts'

describe('two texts side by side (对照)', () => {
  test('marks what is gone and what is new, and nothing else', () => {
    expect(diffOf('应当七日内答复。', '应当五个工作日内答复。')).toEqual([
      { kind: 'same', text: '应当' },
      { kind: 'removed', text: '七' },
      { kind: 'added', text: '五个工作' },
      { kind: 'same', text: '日内答复。' },
    ])
    expect(diffOf('within 45 days', 'within 60 days')).toEqual([
      { kind: 'same', text: 'within ' },
      { kind: 'removed', text: '45' },
      { kind: 'added', text: '60' },
      { kind: 'same', text: ' days' },
    ])
    expect(diffOf('', '新')).toEqual([{ kind: 'added', text: '新' }])
    expect(diffOf('一样', '一样')).toEqual([{ kind: 'same', text: '一样' }])
  })

  test('both texts can be read from the pieces, whatever they are', () => {
    const words = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'a', '1', ' ', '。') })
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = diffOf(before, after)
        const read = (without: 'added' | 'removed') => pieces.flatMap(({ kind, text }) => (kind === without ? [] : text)).join('')
        return read('added') === before && read('removed') === after
      }),
    )
  })
})
