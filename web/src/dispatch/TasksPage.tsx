import type { Task } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { z } from 'zod'
import { useRowCursor, useUrlState } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { useTasks } from './queries.ts'
import { stateWord } from './tasks/state-word.ts'
import './dispatch.css'

const Place = z.object({ state: z.enum(['open', 'all']).optional(), cursor: z.string().optional() })

/** 我的任务: what one's own unit was asked for; all that partner firms see. */
export function TasksPage() {
  const { t } = useTranslation('dispatch')
  const [{ state = 'open', cursor }, setPlace] = useUrlState(Place)
  const tasks = useTasks({ state, cursor })
  const navigate = useNavigate()
  const rows = tasks.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/tasks/${id}`) })
  return (
    <Page
      title={t('tasks.title')}
      extra={
        <Segmented
          value={state}
          aria-label={t('tasks.filter')}
          onChange={(next) => setPlace({ state: next })}
          options={(['open', 'all'] as const).map((value) => ({ value, label: t(`tasks.${value}`) }))}
        />
      }
    >
      {tasks.isPending && <TableBones />}
      {tasks.isError && <ProblemNotice problem={tasks.error} onRetry={tasks.refetch} />}
      {tasks.data && rows.length === 0 && <EmptyState title={t('tasks.emptyTitle')} detail={t('tasks.emptyDetail')} />}
      {tasks.data && rows.length > 0 && (
        <>
          <ol className="card choice-list">
            {rows.map((task, index) => (
              <li key={task.id} {...rowProps(index)}>
                <TaskLine task={task} />
              </li>
            ))}
          </ol>
          <Pager
            cursor={cursor}
            nextCursor={tasks.data.nextCursor}
            total={tasks.data.total}
            onChange={(next) => setPlace({ state, cursor: next })}
          />
        </>
      )}
    </Page>
  )
}

function TaskLine({ task }: { task: Task }) {
  const { t } = useTranslation('dispatch')
  const isOpen = task.state === 'open' || task.state === 'handling'
  return (
    <Link to={`/tasks/${task.id}`} className="choice-line">
      <span className="desk-line-head">
        <span className="desk-number">{task.caseNumber}</span>
        <span className="task-role">{t(`tasks.role.${task.role}`)}</span>
        <span className="meta">{t(`tasks.stateOf.${stateWord(task)}`)}</span>
        <span className="desk-due">{isOpen && task.dueAt ? <DueBadge dueAt={task.dueAt} startedAt={task.createdAt} /> : null}</span>
      </span>
      <span className="desk-subject">{task.subject}</span>
      <span className="meta desk-line-foot">
        <span className="task-asked">{task.instructions}</span>
        <Instant at={task.createdAt} />
      </span>
    </Link>
  )
}
