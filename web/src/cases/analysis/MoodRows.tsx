import { type CaseAnalysis, Mindset, Sentiment } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { JudgedRow } from './JudgedRow.tsx'
import { lastWordOn, messagesOf, standingOf } from './judgements.ts'
import type { Judge } from './use-judge.ts'
import { useTextWords } from './use-words.ts'

const levels = [0, 1, 2, 3, 4]

type Props = { analysis: CaseAnalysis; judge: Judge }

/** 情绪 of the last message, 心态 of the last one that shows one. */
export function MoodRows({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const last = messagesOf(analysis).at(-1)
  const from = analysis.moodFrom.mindset
  const given = lastWordOn(analysis, 'mindset', from)
  const mindset = given ? (given.given as Mindset | null) : analysis.mindset
  const { confidence } = analysis
  return (
    <>
      {last && (
        <JudgedRow
          field="emotion"
          value={last.emotion.level}
          aside={[!last.isCorrected && last.emotion.level > 0 && words.emotion(last.emotion.kind), last.eventNo > 1 && t('analysis.ofLast')]
            .filter(Boolean)
            .join(' · ')}
          standing={standingOf(analysis, 'emotion', last.emotion.level, last.eventNo)}
          options={levels}
          eventNo={last.eventNo}
          judge={judge}
        />
      )}
      <JudgedRow
        field="mindset"
        value={mindset}
        aside={[!given && mindset !== null && confidence && ratioText(confidence.mindset), from > 1 && t('analysis.ofLast')]
          .filter(Boolean)
          .join(' · ')}
        standing={standingOf(analysis, 'mindset', mindset, from)}
        options={[...Mindset.options, null]}
        eventNo={from}
        judge={judge}
      />
    </>
  )
}

/** What is asked for less often. */
export function OtherRows({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const { moodFrom } = analysis
  const givenOf = (field: 'sentiment' | 'complaint') => lastWordOn(analysis, field, moodFrom[field])?.given
  const sentiment = (givenOf('sentiment') as Sentiment | undefined) ?? analysis.sentiment
  const isComplaint = (givenOf('complaint') as boolean | undefined) ?? (analysis.complaint ?? 1) >= 0.5
  const isDoubtful = analysis.complaint !== null && analysis.complaint < 0.5
  return (
    <details className="judged-more" open={isDoubtful}>
      <summary>{t('analysis.more')}</summary>
      <dl>
        <JudgedRow
          field="complaint"
          value={isComplaint}
          aside={analysis.complaint !== null && givenOf('complaint') === undefined && ratioText(analysis.complaint)}
          standing={standingOf(analysis, 'complaint', isComplaint, moodFrom.complaint)}
          options={[true, false]}
          eventNo={moodFrom.complaint}
          judge={judge}
        />
        {sentiment && (
          <JudgedRow
            field="sentiment"
            value={sentiment}
            aside={givenOf('sentiment') === undefined && analysis.confidence && ratioText(analysis.confidence.sentiment)}
            standing={standingOf(analysis, 'sentiment', sentiment, moodFrom.sentiment)}
            options={Sentiment.options}
            eventNo={moodFrom.sentiment}
            judge={judge}
          />
        )}
      </dl>
    </details>
  )
}
