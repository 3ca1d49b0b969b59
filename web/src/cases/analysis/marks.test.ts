import type { CaseAnalysis } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { marksOf } from './marks.ts'

const reason = (code: string, start: number, eventNo: number) => ({ code, span: [start, start + 2] as [number, number], eventNo })
const change = (eventNo: number, ...reasons: ReturnType<typeof reason>[]) => ({
  level: 4,
  from: null,
  eventNo,
  at: '',
  by: null,
  reasons,
  reason: null,
})
const analysis = {
  signals: [
    { kind: 'regulator', span: [4, 9], eventNo: 1, refuted: false },
    { kind: 'insult', span: [0, 2], eventNo: 1, refuted: true },
    { kind: 'legal', eventNo: 1, refuted: false },
  ],
  category: { reasons: [reason('seedWord', 6, 1)] },
  stage: { reasons: [reason('threat', 2, 1)], history: [change(1, reason('threat', 2, 1)), change(6, reason('wentOutside', 3, 5))] },
  severity: { reasons: [{ code: 'amount', eventNo: 1 }] },
} as unknown as CaseAnalysis
const words = { signal: ({ kind }: { kind: string }) => kind, reason: (_of: string, code: string) => code }
const marked = (eventNo: number) => marksOf(analysis, eventNo, words).map(({ start, end, label }) => [start, end, label])

test('marks stand where the words stand, each once; what was refuted or has no place is left out', () => {
  expect(marked(1)).toEqual([
    [4, 9, 'regulator'],
    [6, 8, 'seedWord'],
    [2, 4, 'threat'],
  ])
})

test('the message that moved the stage shows why', () => {
  expect(marked(5)).toEqual([[3, 5, 'wentOutside']])
  expect(marked(6)).toEqual([])
})
