import type { TrainingPlan } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePeople } from '../../identity/index.ts'
import { useMay } from '../../platform/index.ts'
import { EmptyState, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { usePlans } from '../queries.ts'
import type { PartProps } from '../TrainingPage.tsx'
import { GivePlanModal } from './GivePlanModal.tsx'

/** 培训计划: mine, those I am mentor of, and for whoever trains those of their people; how far each has come. */
export function PlansPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('training')
  const trains = useMay('coaching:give')
  const people = usePeople(undefined, trains)
  const plans = usePlans({ userId: place.userId, cursor: place.cursor })
  const [isGiving, setGiving] = useState(false)
  const chosen = people.data?.rows.find(({ id }) => id === place.userId)
  const rows = plans.data?.rows ?? []
  return (
    <>
      {trains && chosen && (
        <p>
          <Button onClick={() => setGiving(true)}>{t('plans.newStaff', { name: chosen.name })}</Button>
        </p>
      )}
      {plans.isPending && <TableBones />}
      {plans.isError && <ProblemNotice problem={plans.error} onRetry={plans.refetch} />}
      {plans.data && rows.length === 0 && <EmptyState title={t('plans.none')} detail={t('plans.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card training-list" aria-label={t('part.plans')}>
          {rows.map((plan) => (
            <li key={plan.id}>
              <PlanLine plan={plan} />
            </li>
          ))}
        </ul>
      )}
      {plans.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={plans.data.nextCursor}
          total={plans.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
      {isGiving && chosen && <GivePlanModal userId={chosen.id} name={chosen.name} kind="newStaff" onClose={() => setGiving(false)} />}
    </>
  )
}

function PlanLine({ plan }: { plan: TrainingPlan }) {
  const { t } = useTranslation('training')
  const late = plan.steps.filter(({ overdue }) => overdue).length
  const next = plan.steps.find(({ doneAt, ready }) => doneAt === null && ready)
  return (
    <article>
      <header className="training-head">
        <Link to={`/training/plans/${plan.id}`}>{plan.title}</Link>
        <span>{plan.person.name}</span>
        <span className="training-end figures">
          {plan.ended ? t(`plans.ended.${plan.ended}`) : t('plans.progress', { done: plan.done, of: plan.steps.length })}
        </span>
      </header>
      <progress max={plan.steps.length} value={plan.done} aria-label={t('plans.progress', { done: plan.done, of: plan.steps.length })} />
      {!plan.ended && (
        <p className="meta">
          {[next && t('plans.next', { title: next.title, due: next.dueOn }), late > 0 && t('plans.late', { count: late })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </article>
  )
}
