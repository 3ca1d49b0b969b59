import { expect, test } from 'vitest'
import { type Mark, segmentsOf } from './segments.ts'

const text = '再不退款我就打12315，还要发抖音曝光你们！'
const mark = (words: string, kind: string): Mark => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, kind, label: words, key: `${kind} ${words}` }
}
const shown = (marks: Mark[], of = text) =>
  segmentsOf(of.length, marks).map(({ start, end, marks: over }) => [of.slice(start, end), ...over.map(({ kind }) => kind)])

test('a text without marks is one run, an empty one none', () => {
  expect(shown([])).toEqual([[text]])
  expect(segmentsOf(0, [mark('12315', 'regulator')])).toEqual([])
})

test('marks that overlap share the part they have in common, the shorter in front', () => {
  expect(shown([mark('我就打12315', 'stage'), mark('12315，还', 'regulator')])).toEqual([
    ['再不退款'],
    ['我就打', 'stage'],
    ['12315', 'regulator', 'stage'],
    ['，还', 'regulator'],
    ['要发抖音曝光你们！'],
  ])
})

test('a mark inside another, two in one place and two side by side', () => {
  expect(shown([mark('发抖音曝光', 'stage'), mark('抖音', 'media'), mark('抖音', 'severity'), mark('曝光', 'media')])).toEqual([
    ['再不退款我就打12315，还要'],
    ['发', 'stage'],
    ['抖音', 'media', 'severity', 'stage'],
    ['曝光', 'media', 'stage'],
    ['你们！'],
  ])
})

test('each mark begins once, however often it is cut', () => {
  const runs = segmentsOf(text.length, [mark('我就打12315，还要发抖音', 'stage'), mark('12315', 'regulator')])
  expect(runs.flatMap(({ begins }) => begins.map(({ kind }) => kind))).toEqual(['stage', 'regulator'])
})

test('what reaches beyond the text is cut off, what is empty or outside left out', () => {
  const marks = [
    { start: -5, end: 2, kind: 'a', label: '', key: '1' },
    { start: 3, end: 3, kind: 'b', label: '', key: '2' },
    { start: 900, end: 950, kind: 'c', label: '', key: '3' },
    { start: 4, end: 900, kind: 'd', label: '', key: '4' },
  ]
  expect(shown(marks, '一二三四五六')).toEqual([['一二', 'a'], ['三四'], ['五六', 'd']])
})

test('runs join to the whole text, also when it is long and full of marks', () => {
  const long = '12315'.repeat(4_000)
  const marks = Array.from({ length: 4_000 }, (_, at) => ({ start: at * 5, end: at * 5 + 7, kind: 'regulator', label: '', key: `${at}` }))
  expect(
    segmentsOf(long.length, marks)
      .map(({ start, end }) => long.slice(start, end))
      .join(''),
  ).toBe(long)
})
