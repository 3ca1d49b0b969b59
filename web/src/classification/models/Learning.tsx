import { fewestLabelledCases, type LearningRun, type TextModelList } from '@zhiwei/contract'
import { App, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { numberText, useMay } from '../../platform/index.ts'
import { Instant, ProblemNotice, useProblemWords } from '../../ui/index.ts'
import { isAtWork, useLearningRuns, useLearnNow } from './queries.ts'
import { RunResults } from './RunResults.tsx'

type Labelled = z.infer<typeof TextModelList>['labelled']

/** 学习: what corrections do, how many there are, the run at work, and what came of the last ones. */
export function Learning({ labelled }: { labelled: Labelled }) {
  const { t } = useTranslation('classification')
  const runs = useLearningRuns()
  const rows = runs.data?.rows ?? []
  const atWork = rows.find(isAtWork)
  const ended = rows.filter((run) => !isAtWork(run))
  const isNone = labelled.category + labelled.severity === 0
  const counts = { category: numberText(labelled.category), severity: numberText(labelled.severity), needed: fewestLabelledCases }
  return (
    <section className="card learning" aria-labelledby="learning-title">
      <header>
        <h2 id="learning-title">{t('models.learning.title')}</h2>
        <LearnNow isAtWork={Boolean(atWork)} />
      </header>
      <p>{t('models.learning.explain')}</p>
      <p className={isNone ? 'meta' : 'figures-wrap'}>{t(isNone ? 'models.learning.labelledNone' : 'models.learning.labelled', counts)}</p>
      <div aria-live="polite">{atWork && <AtWork run={atWork} />}</div>
      {runs.isError && <ProblemNotice problem={runs.error} onRetry={runs.refetch} />}
      {runs.data && ended.length === 0 && !atWork && <p className="meta">{t('models.learning.none')}</p>}
      {ended.length > 0 && (
        <ul className="learning-runs" aria-label={t('models.learning.runs')}>
          {ended.map((run) => (
            <li key={run.id}>
              <span className="meta">
                <Instant at={run.endedAt ?? run.createdAt} /> {run.askedBy?.name ?? t('models.learning.night')}
              </span>
              <RunResults run={run} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function LearnNow({ isAtWork: isBusy }: { isAtWork: boolean }) {
  const { t } = useTranslation('classification')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayManage = useMay('text:manage')
  const learn = useLearnNow()
  if (!mayManage) return null
  const ask = () => learn.mutate(undefined, { onError: (error) => void message.error(words(error).title) })
  return (
    <Button type="primary" disabled={isBusy} loading={learn.isPending} onClick={ask}>
      {t('models.learning.now')}
    </Button>
  )
}

function AtWork({ run: { progress, step } }: { run: LearningRun }) {
  const { t } = useTranslation('classification')
  const words = t('models.learning.atWork', { step: t(`models.learning.step.${step}`) })
  return (
    <div className="learning-at-work">
      <p>{words}</p>
      <Progress percent={Math.floor(progress * 100)} status="active" aria-label={words} />
      <p className="meta">{t('models.learning.leave')}</p>
    </div>
  )
}
