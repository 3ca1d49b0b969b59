import type { CaseTask } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../platform/index.ts'
import { DueBadge } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'
import { FoldedText } from '../story/FoldedText.tsx'

/** 协办任务: what other units were asked for, and what they found. */
export function Tasks() {
  const { t } = useTranslation('cases')
  const { tasks } = useCaseOnPage().complaintCase
  if (tasks.length === 0) return null
  return (
    <section className="part">
      <h2>{t('now.tasks')}</h2>
      <ul className="plain">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  )
}

function TaskRow({ task }: { task: CaseTask }) {
  const { t } = useTranslation('cases')
  const { complaintCase, openAct } = useCaseOnPage()
  const { user } = useSession()
  const mayForOthers = useMay('cases:assign')
  const isOpen = task.state === 'open'
  const mayFinish = isOpen && isAllowed(complaintCase, 'taskResults') && (mayForOthers || task.unit.id === user.unit?.id)
  return (
    <li className="task">
      <span className="task-head">
        <strong>{task.unit.name}</strong>
        {isOpen && task.dueAt ? <DueBadge dueAt={task.dueAt} /> : <span className="meta">{t(`taskState.${task.state}`)}</span>}
      </span>
      <FoldedText text={task.instructions} limit={120} />
      {task.result && (
        <div className="task-result">
          <FoldedText text={task.result} limit={120} />
        </div>
      )}
      {mayFinish && (
        <Button size="small" onClick={() => openAct('taskResults', { taskId: task.id })}>
          {t('act.taskResults')}
        </Button>
      )}
    </li>
  )
}
