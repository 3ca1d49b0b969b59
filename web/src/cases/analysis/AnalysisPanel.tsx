import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { CategoryRow } from './CategoryRow.tsx'
import { Corrections } from './Corrections.tsx'
import { Done } from './Done.tsx'
import { PriorityRow, SeverityRow, StageRow } from './FactRows.tsx'
import { MoodRows, OtherRows } from './MoodRows.tsx'
import { useReading } from './reading.ts'
import { SignalsRow } from './SignalsRow.tsx'
import { useJudge } from './use-judge.ts'
import './analysis.css'

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
    ) : (
      <Bones />
    )
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

const bones = ['category', 'stage', 'severity', 'priority', 'emotion', 'signals']

/** Its shape while it comes. */
function Bones() {
  const { t } = useTranslation('cases')
  return (
    <section className="part judgements" aria-busy="true" aria-label={t('analysis.title')}>
      <h2>{t('analysis.title')}</h2>
      {bones.map((name) => (
        <div key={name} className="bone bone-row" />
      ))}
    </section>
  )
}
