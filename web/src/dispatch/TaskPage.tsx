import type { TaskDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { isProblem } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { useTask } from './queries.ts'
import { stateWord } from './tasks/state-word.ts'
import { TaskActs } from './tasks/TaskActs.tsx'
import './dispatch.css'

/** 任务: what is asked, of which product, for whom (masked), and the result. The case around it is not shown. */
export function TaskPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('dispatch')
  const task = useTask(id)
  if (isProblem(task.error, 'NOT_FOUND') || isProblem(task.error, 'INPUT_INVALID'))
    return (
      <Page title={t('task.notFound')}>
        <EmptyState
          title={t('task.notFound')}
          detail={t('task.notFoundDetail')}
          action={<LinkButton to="/tasks">{t('task.toList')}</LinkButton>}
        />
      </Page>
    )
  if (task.isError)
    return (
      <Page title={t('tasks.title')}>
        <ProblemNotice problem={task.error} onRetry={task.refetch} />
      </Page>
    )
  if (task.isPending) return <PageSkeleton shape="detail" />
  return <OpenTask task={task.data} />
}

function OpenTask({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('dispatch')
  const isOpen = task.state === 'open' || task.state === 'handling'
  return (
    <Page
      title={task.subject}
      extra={
        <span className="task-marks">
          <span className="desk-number">{task.caseNumber}</span>
          <span className="task-role">{t(`tasks.role.${task.role}`)}</span>
          <span>{t(`tasks.stateOf.${stateWord(task)}`)}</span>
          {isOpen && task.dueAt && <DueBadge dueAt={task.dueAt} startedAt={task.createdAt} />}
        </span>
      }
      breadcrumbs={[{ label: t('tasks.title'), to: '/tasks' }]}
    >
      <div className="task-page">
        <section className="card task-card">
          {task.rework && (
            <p className="task-rework" role="alert">
              <strong>{t('task.rework')}</strong> {task.rework}
            </p>
          )}
          <h2>{t('task.instructions')}</h2>
          <p className="task-text">{task.instructions || '—'}</p>
          {task.text && (
            <>
              <h2>{t('task.complaint')}</h2>
              <p className="task-text">{task.text}</p>
            </>
          )}
          {task.result && (
            <>
              <h2>{t('task.result')}</h2>
              <p className="task-text">{task.result}</p>
            </>
          )}
          <TaskActs task={task} />
        </section>
        <aside className="card task-card">
          <h2>{t('task.customer')}</h2>
          {task.customer ? (
            <p>
              {task.customer.name} {task.customer.phone}
              <br />
              <span className="meta">{t('task.masked')}</span>
            </p>
          ) : (
            <p className="meta">{t('task.noCustomer')}</p>
          )}
          <dl className="task-facts">
            {(
              [
                ['product', task.product],
                ['region', task.region],
                ['handler', task.handler?.name],
              ] as const
            ).map(
              ([name, value]) =>
                value && (
                  <div key={name}>
                    <dt>{t(`task.${name}`)}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
            <div>
              <dt>{t('tasks.created')}</dt>
              <dd>
                <Instant at={task.createdAt} />
              </dd>
            </div>
          </dl>
        </aside>
      </div>
    </Page>
  )
}
