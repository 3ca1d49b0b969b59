import type { AnalysisCorrection } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import type { StoredAnalysis } from '../cases/index.ts'
import { moodOf } from './mood.ts'

const text = (event_no: number, sentiment: string, mindset: string | null, complaint: number) => ({
  event_no,
  result: { sentiment, mindset, complaint, confidence: { sentiment: 0.8, mindset: 0.6 } } as StoredAnalysis,
})
const said = (field: string, eventNo: number, given: unknown) => ({ field, eventNo, given }) as AnalysisCorrection
const question = text(1, 'neutral', null, 0.2)
const demand = text(4, 'negative', 'compensation', 0.95)
const thanks = text(7, 'positive', null, 0.1)

test('a question that became a complaint is one; the state of mind is that of the last message that shows one', () =>
  expect(moodOf([question, demand, thanks], [])).toMatchObject({
    sentiment: 'positive',
    mindset: 'compensation',
    complaint: 0.95,
    moodFrom: { sentiment: 7, mindset: 4, complaint: 4 },
  }))
test('what a person said of a message counts for that message', () => {
  expect(moodOf([question, demand], [said('complaint', 4, false)])).toMatchObject({ complaint: 0.2, moodFrom: { complaint: 1 } })
  expect(moodOf([question, demand, thanks], [said('mindset', 7, null)])).toMatchObject({ mindset: null, moodFrom: { mindset: 7 } })
})
test('without later messages it is that of the complaint; without any there is none', () => {
  expect(moodOf([question], [])).toMatchObject({
    sentiment: 'neutral',
    mindset: null,
    moodFrom: { sentiment: 1, mindset: 1, complaint: 1 },
  })
  expect(moodOf([], [])).toMatchObject({ sentiment: null, complaint: null, moodFrom: { mindset: 1 } })
})
