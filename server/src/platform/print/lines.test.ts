import { describe, expect, test } from 'vitest'
import { linesOf, tightParts, unitsOf } from './lines.ts'

/** A Chinese character is 2 wide, everything else 1. */
const widthOf = (text: string) => [...text].reduce((sum, mark) => sum + (/[\u3000-\u9fff\uff00-\uffef“”]/u.test(mark) ? 2 : 1), 0)

describe('breaking lines (避头尾)', () => {
  test.each([
    ['一二三四五。六七', 10, ['一二三四', '五。六七']],
    ['一二三四（五六）七', 10, ['一二三四', '（五六）七']],
    ['一二三，“四五”六', 10, ['一二三，', '“四五”六']],
    ['投诉量128件，区间107–152件', 14, ['投诉量128件，', '区间107–152件']],
    ['占比 86.2%，比上月', 10, ['占比', '86.2%，比', '上月']],
    ['due in time of all', 8, ['due in', 'time of', 'all']],
  ])('%s at %i', (text, width, lines) => {
    expect(linesOf(text, width, widthOf)).toEqual(lines)
  })

  test('no line of a long text begins with a closing mark, ends with an opening one or tears a number', () => {
    const text = '与上月相比，投诉量 1,284 件（95% 区间 1,215–1,356），超出偶然波动；“未按时上门”占 38.2%，仍居第一。'.repeat(3)
    for (let width = 20; width < 60; width++) {
      const lines = linesOf(text, width, widthOf)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      expect(lines.filter((line) => /^[，。；）”]/.test(line) || /[（“]$/.test(line))).toEqual([])
      expect(lines.filter((line) => /\d$/.test(line) && /^[\d,.%]/.test(lines[lines.indexOf(line) + 1] ?? ''))).toEqual([])
    }
  })

  test('of two marks that stand together the first gives up half', () => {
    expect(tightParts('（95%），相差')).toEqual(['（95%）', '，相差'])
    expect(tightParts('是“（甲）”。')).toEqual(['是“', '（甲）', '”', '。'])
    expect(tightParts('甲，乙')).toEqual(['甲，乙'])
  })

  test('a word longer than the line is broken, a line break is kept', () => {
    expect(linesOf('abcdefghij', 4, widthOf)).toEqual(['abcd', 'efgh', 'ij'])
    expect(linesOf('一\n二', 10, widthOf)).toEqual(['一', '二'])
    expect(unitsOf('')).toEqual([])
  })
})
