import type { TextAnalysis } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { findingsOf, groupsOf, legendOf, marksOf } from './findings.ts'

const texts = ['客服您好', '再不退300元我就打12315，电话13900001234']
const at = (words: string) => {
  const start = texts[1]?.indexOf(words) ?? 0
  return { span: [start, start + words.length] as [number, number], turn: 1 }
}
const analysis: TextAnalysis = {
  language: 'zh',
  category: [],
  categoryBasis: 'none',
  categoryReasons: [{ code: 'seedWord', ...at('退') }],
  sentiment: 'negative',
  emotion: { kind: 'angry', level: 3 },
  complaint: 0.97,
  stage: {
    level: 4,
    reasons: [{ code: 'threat', ...at('打12315') }, { code: 'demand', ...at('再不退300元') }, { code: 'negativeEmotion' }],
  },
  signals: [
    { kind: 'regulator', ...at('12315'), detail: 'threat' },
    { kind: 'personalData', ...at('13900001234'), detail: 'phone' },
  ],
  severity: 'major',
  severityReasons: [{ code: 'threat', ...at('打12315') }],
  mindset: 'compensation',
  keywords: [],
  entities: [{ kind: 'amount', ...at('300元'), amountFen: 30_000 }],
  confidence: { sentiment: 1, emotion: 1, severity: 1, stage: 1, mindset: 1 },
  personalData: [at('13900001234')],
}
const findings = findingsOf(analysis, texts)

describe('what an analysis found', () => {
  test('each finding quotes its words; personal data is named once', () => {
    expect(findings.map(({ layer, code, words }) => [layer, code, words])).toEqual([
      ['signal', 'regulator', '12315'],
      ['personal', 'personalData', '13900001234'],
      ['category', 'seedWord', '退'],
      ['stage', 'threat', '打12315'],
      ['stage', 'demand', '再不退300元'],
      ['stage', 'negativeEmotion', ''],
      ['severity', 'threat', '打12315'],
      ['entity', 'amount', '300元'],
    ])
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length)
  })

  test('a learnt run of characters does not cut a word of another finding in two', () => {
    const learnt = findingsOf({ ...analysis, categoryReasons: [{ code: 'learntWord', ...at('315') }] }, texts)
    expect(learnt.map(({ code }) => code)).toContain('learntWord')
    expect(marksOf(learnt, 1, ({ code }) => code, new Set()).map(({ kind }) => kind)).not.toContain('category')
  })

  test('marks belong to their turn; a line of the legend hides them', () => {
    const label = ({ code }: { code: string }) => code
    expect(marksOf(findings, 0, label, new Set())).toEqual([])
    expect(marksOf(findings, 1, label, new Set()).map(({ kind }) => kind)).toEqual([
      'regulator',
      'personalData',
      'category',
      'stage',
      'stage',
      'severity',
      'amount',
    ])
    expect(marksOf(findings, 1, label, new Set(['stage', 'entity'])).map(({ kind }) => kind)).toEqual([
      'regulator',
      'personalData',
      'category',
      'severity',
    ])
    expect([...new Set(findings.map(legendOf))]).toEqual(['regulator', 'personalData', 'category', 'stage', 'severity', 'entity'])
  })

  test('reasons of one code stand together', () => {
    expect(groupsOf(findings, 'stage').map(({ id, findings: list }) => [id, list.length])).toEqual([
      ['stage:threat', 1],
      ['stage:demand', 1],
      ['stage:negativeEmotion', 1],
    ])
  })
})
