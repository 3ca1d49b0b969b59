import type { AnalysisCorrection, CaseAnalysis } from '@zhiwei/contract'
import type { StoredAnalysis } from '../cases/index.ts'

type Text = { event_no: number; result: StoredAnalysis }
type Mood = Pick<CaseAnalysis, 'sentiment' | 'mindset' | 'complaint' | 'moodFrom'> & { confidence: { sentiment: number; mindset: number } }

/**
 * 客户现在的心态: sentiment of the last text, state of mind of the last one that shows one, and the probability of the text that is a complaint
 * most probably; a text on which a person has spoken is taken as that person said. @param texts the complaint first, then its messages
 */
export function moodOf(texts: readonly Text[], corrections: readonly AnalysisCorrection[]): Mood {
  const saidOf = (field: 'mindset' | 'complaint', eventNo: number) =>
    corrections.findLast((one) => one.field === field && one.eventNo === eventNo)
  const last = texts.at(-1)
  // A person who says that the customer only wants it solved has said so of all before.
  const telling = texts.findLast(({ event_no, result }) => result.mindset !== null || saidOf('mindset', event_no)) ?? texts[0]
  const probability = ({ event_no, result }: Text) => {
    const said = saidOf('complaint', event_no)
    return said ? Number(said.given === true) : result.complaint
  }
  const likeliest = texts.reduce<Text | undefined>(
    (best, text) => (best && probability(best) >= probability(text) ? best : text),
    undefined,
  )
  return {
    sentiment: last?.result.sentiment ?? null,
    mindset: telling?.result.mindset ?? null,
    complaint: likeliest?.result.complaint ?? null,
    confidence: { sentiment: last?.result.confidence.sentiment ?? 0, mindset: telling?.result.confidence.mindset ?? 0 },
    moodFrom: { sentiment: last?.event_no ?? 1, mindset: telling?.event_no ?? 1, complaint: likeliest?.event_no ?? 1 },
  }
}
