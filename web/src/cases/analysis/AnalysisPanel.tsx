import { type CaseAnalysis, Mindset, Priority, Sentiment, Severity } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { PriorityTag, ProblemNotice, SeverityTag, StageMark } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { CategoryRow } from './CategoryRow.tsx'
import { Corrections } from './Corrections.tsx'
import { Done } from './Done.tsx'
import { JudgedRow } from './JudgedRow.tsx'
import { messagesOf, standingOf } from './judgements.ts'
import { PriorityPoints } from './PriorityPoints.tsx'
import { Reasons } from './Reasons.tsx'
import { useReading } from './reading.ts'
import { SignalsRow } from './SignalsRow.tsx'
import { type Judge, useJudge } from './use-judge.ts'
import { useTextWords } from './use-words.ts'
import './analysis.css'

const levels = [0, 1, 2, 3, 4]
const stages = [1, 2, 3, 4, 5]

/** 判断: what the machine reads out of the complaint and what people made of it; every line is confirmed or corrected in place. */
export function AnalysisPanel() {
  const { t } = useTranslation('cases')
  const { openAct } = useCaseOnPage()
  const { analysis, problem, retry } = useReading()
  const judge = useJudge()
  if (!analysis)
    return problem ? (
      <section className="part">
        <h2>{t('analysis.title')}</h2>
        <ProblemNotice problem={problem} onRetry={retry} />
      </section>
    ) : null
  const isRead = analysis.state === 'analysed'
  return (
    <section className="part judgements" aria-label={t('analysis.title')}>
      <header className="part-head">
        <h2>{t('analysis.title')}</h2>
        {judge.mayJudge && isRead && (
          <Button type="link" size="small" onClick={() => openAct('classification')}>
            {t('analysis.all')}
          </Button>
        )}
      </header>
      <Done judge={judge} />
      {!isRead && (
        <div className="judged-none">
          <p>{t('analysis.none')}</p>
          {judge.mayJudge && <Button onClick={() => openAct('classification')}>{t('analysis.byHand')}</Button>}
        </div>
      )}
      <dl>
        <CategoryRow analysis={analysis} judge={judge} />
        <StageRow analysis={analysis} judge={judge} />
        <SeverityRow analysis={analysis} judge={judge} />
        <PriorityRow analysis={analysis} judge={judge} />
        {isRead && <MoodRows analysis={analysis} judge={judge} />}
        {isRead && <SignalsRow analysis={analysis} judge={judge} />}
      </dl>
      {isRead && <OtherRows analysis={analysis} judge={judge} />}
      <Corrections analysis={analysis} />
    </section>
  )
}

type Props = { analysis: CaseAnalysis; judge: Judge }

/** The machine's word where the case says something else. */
function useProposed() {
  const { t } = useTranslation('cases')
  return (value: unknown, proposed: string | number | null, words: string) =>
    proposed !== null && proposed !== value && t('analysis.proposed', { value: words })
}

function StageRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const { value, proposed, probability, reasons, history } = analysis.stage
  const last = history.at(-1)
  const why = last && last.level === value ? last : null
  const isOfComplaint = value === proposed
  const standing = standingOf(analysis, 'stage', value)
  return (
    <JudgedRow
      field="stage"
      value={value}
      shown={value === null ? undefined : <StageMark stage={value} />}
      aside={isOfComplaint && standing.kind === 'proposed' && probability !== null && ratioText(probability)}
      standing={standing}
      options={stages}
      judge={judge}
    >
      <Reasons of="stage" reasons={why && why.reasons.length > 0 ? why.reasons : isOfComplaint ? reasons : []} />
      {why?.reason && <p className="judged-why">{t('analysis.said', { reason: why.reason })}</p>}
    </JudgedRow>
  )
}

function SeverityRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const proposedWords = useProposed()
  const { value, proposed, probability, reasons } = analysis.severity
  const standing = standingOf(analysis, 'severity', value)
  return (
    <JudgedRow
      field="severity"
      value={value}
      shown={value && <SeverityTag severity={value} />}
      aside={
        value === proposed
          ? standing.kind === 'proposed' && probability !== null && ratioText(probability)
          : proposedWords(value, proposed, proposed ? t(`ui:severity.${proposed}`) : '')
      }
      standing={standing}
      options={Severity.options}
      judge={judge}
    >
      {value === proposed && <Reasons of="severity" reasons={reasons} />}
    </JudgedRow>
  )
}

function PriorityRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const proposedWords = useProposed()
  const { value, proposed, reasons } = analysis.priority
  const priority = Priority.catch('normal').parse(value)
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return (
    <JudgedRow
      field="priority"
      value={value}
      shown={<PriorityTag priority={priority} />}
      aside={
        value === proposed
          ? reasons.length > 0 && t('analysis.points', { count: sum })
          : proposedWords(value, proposed, proposed ? t(`ui:priority.${proposed}`) : '')
      }
      standing={standingOf(analysis, 'priority', value)}
      options={Priority.options}
      judge={judge}
      canConfirm={proposed !== null}
    >
      <PriorityPoints reasons={reasons} />
    </JudgedRow>
  )
}

/** 情绪 of the last message, 心态 of the complaint. */
function MoodRows({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const last = messagesOf(analysis).at(-1)
  const said = (value: unknown, field: 'mindset') => standingOf(analysis, field, value)
  const given = analysis.corrections.findLast(({ field, eventNo }) => field === 'mindset' && eventNo === 1)
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
        aside={!given && mindset !== null && confidence && ratioText(confidence.mindset)}
        standing={said(mindset, 'mindset')}
        options={[...Mindset.options, null]}
        judge={judge}
      />
    </>
  )
}

/** What is asked for less often. */
function OtherRows({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const givenOf = (field: 'sentiment' | 'complaint') =>
    analysis.corrections.findLast((one) => one.field === field && one.eventNo === 1)?.given
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
          standing={standingOf(analysis, 'complaint', isComplaint)}
          options={[true, false]}
          judge={judge}
        />
        {sentiment && (
          <JudgedRow
            field="sentiment"
            value={sentiment}
            aside={givenOf('sentiment') === undefined && analysis.confidence && ratioText(analysis.confidence.sentiment)}
            standing={standingOf(analysis, 'sentiment', sentiment)}
            options={Sentiment.options}
            judge={judge}
          />
        )}
      </dl>
    </details>
  )
}
