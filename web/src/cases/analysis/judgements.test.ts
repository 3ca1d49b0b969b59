import type { AnalysisCorrection, CaseAnalysis } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { kindsByEvent, messagesOf, signalGroupsOf, standingOf } from './judgements.ts'

const at = '2026-11-21T06:05:00.000Z'
const said = (given: Partial<AnalysisCorrection>): AnalysisCorrection => ({
  id: '01934f00-0000-7000-8000-000000000001',
  eventNo: 1,
  field: 'stage',
  proposed: 2,
  given: 4,
  agreed: false,
  by: null,
  at,
  ...given,
})
const message = (eventNo: number, level: number) => ({
  eventNo,
  at,
  emotion: { kind: 'angry', level },
  sentiment: 'negative' as const,
  stage: 3,
  signals: [],
})
const anAnalysis = (given: Partial<CaseAnalysis>) => ({ corrections: [], messages: [], signals: [], ...given }) as unknown as CaseAnalysis

describe('what people made of the machine’s word (修正)', () => {
  test('a person’s stage holds until a later message moves it on', () => {
    const analysis = anAnalysis({ corrections: [said({})] })
    expect(standingOf(analysis, 'stage', 4)).toMatchObject({ kind: 'corrected' })
    expect(standingOf(analysis, 'stage', 5)).toEqual({ kind: 'proposed' })
  })

  test('the last word on a field counts, and a word on one message says nothing of another', () => {
    const analysis = anAnalysis({
      corrections: [said({ field: 'emotion', given: 1 }), said({ field: 'emotion', given: 3, eventNo: 5, agreed: true })],
      messages: [message(1, 4), message(5, 3), message(7, 2)],
    })
    expect(messagesOf(analysis).map(({ emotion, isCorrected }) => [emotion.level, isCorrected])).toEqual([
      [1, true],
      [3, false],
      [2, false],
    ])
    expect(standingOf(analysis, 'emotion', 3, 5)).toMatchObject({ kind: 'confirmed' })
  })

  test('a signal said to be wrong in one message still holds by another', () => {
    const signal = (kind: 'media' | 'legal', eventNo: number, refuted: boolean) => ({ kind, eventNo, refuted })
    const analysis = anAnalysis({
      messages: [message(1, 2), message(4, 3)],
      signals: [signal('media', 1, true), signal('media', 4, false), signal('legal', 1, true)],
    })
    expect(signalGroupsOf(analysis).map(({ kind, isRefuted }) => [kind, isRefuted])).toEqual([
      ['media', false],
      ['legal', true],
    ])
    expect([...kindsByEvent(analysis)]).toEqual([
      [1, []],
      [4, ['media']],
    ])
  })
})
