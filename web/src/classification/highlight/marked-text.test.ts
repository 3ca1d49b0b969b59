import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { MarkedText } from './MarkedText.tsx'

const text = '明天再不退 300 元，\n我就打12315'
const mark = (words: string, kind: string, label: string) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, kind, label, key: label }
}
const drawn = (...marks: ReturnType<typeof mark>[]) => renderToStaticMarkup(createElement(MarkedText, { text, marks }))
const wordsOf = (html: string) => html.replace(/<[^>]*>/g, '')

test('marks say what they are once, and nothing is added to the words', () => {
  const html = drawn(mark('再不退 300 元', 'compensation', '索赔'), mark('300 元', 'amount', '金额'), mark('12315', 'regulator', '监管'))
  expect(wordsOf(html)).toBe(text)
  expect(html.match(/data-label="[^"]*"/g)).toEqual(['data-label="索赔"', 'data-label="金额"', 'data-label="监管"'])
  expect(html).toContain('data-tone="outside"')
})

test('a ground behind the words and a line below them go together', () => {
  expect(drawn(mark('我就打12315', 'stage', '扬言'), mark('12315', 'regulator', '监管'))).toMatch(
    /<mark[^>]*data-lines="stage"[^>]*>我就打<\/mark><mark[^>]*data-tone="outside" data-lines="stage"[^>]*>12315<\/mark>/,
  )
})
