import type { TrainingPlan, TrainingStep } from '@zhiwei/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { Instant, Page, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { beginQuiz, completeStep, stopPlan, usePlan } from '../queries.ts'
import { SourceLink } from '../SourceLink.tsx'
import { useAct } from '../use-act.ts'
import '../training.css'

/** 培训计划: step by step, what is done, what comes next and who signs it. */
export function TrainingPlanPage() {
  const { t } = useTranslation('training')
  const { id = '' } = useParams()
  const plan = usePlan(id)
  const { act, isBusy } = useAct()
  if (plan.isPending) return <PageSkeleton shape="detail" />
  if (plan.isError) return <ProblemNotice problem={plan.error} onRetry={plan.refetch} />
  const { title, person, mentor, madeBy, gap, steps, ended, can, version } = plan.data
  return (
    <Page
      title={title}
      breadcrumbs={[{ label: t('title'), to: '/training' }]}
      extra={<span>{person.name}</span>}
      actions={
        can.stop && (
          <Button loading={isBusy} onClick={() => void act(() => stopPlan(id, version))}>
            {t('plans.stop')}
          </Button>
        )
      }
    >
      <p className="meta">
        {[
          madeBy && t('plans.by', { name: madeBy.name }),
          mentor && t('plans.mentor', { name: mentor.name }),
          gap && t('plans.gap', { measure: t(`measure.${gap.measure}`), count: gap.count, of: gap.of }),
          ended ? t(`plans.ended.${ended}`) : t('plans.progress', { done: plan.data.done, of: steps.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ol className="card training-list" aria-label={t('give.steps')}>
        {steps.map((step) => (
          <li key={step.no} aria-current={step.can.complete || step.can.quiz ? 'step' : undefined}>
            <Step plan={plan.data} step={step} />
          </li>
        ))}
      </ol>
    </Page>
  )
}

function Step({ plan, step }: { plan: TrainingPlan; step: TrainingStep }) {
  const { t } = useTranslation('training')
  const navigate = useNavigate()
  const { act, isBusy } = useAct()
  const [number, setNumber] = useState('')
  const complete = () => act(() => completeStep(plan.id, step.no, step.kind === 'case' ? { caseId: number.trim() } : {}))
  const begin = () =>
    act(
      () => beginQuiz({ planId: plan.id, stepNo: step.no }),
      ({ id }) => void navigate(`/training/quizzes/${id}`),
    )
  return (
    <article>
      <header className="training-head">
        <span className="meta">{t(`kind.${step.kind}`)}</span>
        <strong>{step.title}</strong>
        <span className="training-end meta">
          {step.doneAt ? (
            <>
              {t('plans.doneBy', { name: step.doneBy?.name ?? '' })} <Instant at={step.doneAt} />
            </>
          ) : (
            t(step.overdue ? 'plans.overdue' : 'plans.due', { due: step.dueOn })
          )}
        </span>
      </header>
      <p className="training-head">
        <SourceLink source={step.source} />
        {step.case && <Link to={`/cases/${step.case.id}`}>{step.case.number}</Link>}
        {step.note && <span>{step.note}</span>}
      </p>
      {!step.doneAt && !step.ready && <p className="meta">{t('plans.notYet')}</p>}
      {step.can.complete && (
        <span className="training-head">
          {step.kind === 'case' && (
            <Input
              className="training-number"
              value={number}
              placeholder={t('plans.caseId')}
              aria-label={t('plans.caseId')}
              onChange={({ target }) => setNumber(target.value)}
            />
          )}
          <Button type="primary" loading={isBusy} onClick={() => void complete()}>
            {t(`do.${step.kind}`)}
          </Button>
        </span>
      )}
      {step.can.quiz && (
        <Button type="primary" loading={isBusy} onClick={() => void begin()}>
          {t('do.quiz')}
        </Button>
      )}
    </article>
  )
}
