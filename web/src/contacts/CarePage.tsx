import type { CareTask } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay, useRowCursor, useUrlState } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, LinkButton, Page, Pager, ProblemNotice, StageMark, TableBones } from '../ui/index.ts'
import { TaskPanel } from './care/TaskPanel.tsx'
import { useCareTasks } from './queries.ts'
import './contacts.css'

const Place = z.object({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'done']).default('open'),
  task: z.string().optional(),
  cursor: z.string().optional(),
})

/** 关怀任务: `j` `k` choose whom to call next, the panel says what to say; `1`–`5` and `Ctrl Enter` register the result. */
export function CarePage() {
  const { t } = useTranslation('contacts')
  const [place, setPlace] = useUrlState(Place)
  const seesAll = useMay('cases:read')
  const tasks = useCareTasks({ of: place.of, state: place.state, cursor: place.cursor })
  const rows = tasks.data?.rows ?? []
  const { index, row, rowProps, setIndex } = useRowCursor(rows, {})
  useEffect(() => {
    if (!place.task && rows.length > 0 && (index < 0 || index >= rows.length)) setIndex(Math.min(Math.max(index, 0), rows.length - 1))
  }, [rows.length, index, setIndex, place.task])
  const shown = place.task ?? row?.id
  return (
    <Page
      title={t('care.title')}
      extra={
        <span className="latent-filters">
          {seesAll && (
            <Segmented
              value={place.of}
              aria-label={t('care.whose')}
              onChange={(of) => setPlace({ of, state: place.state })}
              options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`care.of.${value}`) }))}
            />
          )}
          <Segmented
            value={place.state}
            aria-label={t('filter.state')}
            onChange={(state) => setPlace({ of: place.of, state })}
            options={(['open', 'overdue', 'done'] as const).map((value) => ({ value, label: t(`care.state.${value}`) }))}
          />
        </span>
      }
      actions={
        <>
          <LinkButton to="/care/scripts">{t('script.page')}</LinkButton>
          <LinkButton to="/latent">{t('latent.title')}</LinkButton>
        </>
      }
    >
      {tasks.isPending && <TableBones />}
      {tasks.isError && <ProblemNotice problem={tasks.error} onRetry={tasks.refetch} />}
      {tasks.data && rows.length === 0 && !place.task && (
        <EmptyState
          title={t('care.emptyTitle')}
          detail={t('care.emptyDetail')}
          action={<LinkButton to="/latent">{t('latent.title')}</LinkButton>}
        />
      )}
      {(rows.length > 0 || place.task) && tasks.data && (
        <div className="care">
          {rows.length > 0 && (
            <ol className="card choice-list care-list" aria-label={t('care.title')}>
              {rows.map((one, at) => (
                <li key={one.id} {...rowProps(at)}>
                  <TaskLine
                    task={one}
                    onChoose={() => {
                      setIndex(at)
                      setPlace({ ...place, task: undefined })
                    }}
                  />
                </li>
              ))}
            </ol>
          )}
          {shown && <TaskPanel key={shown} id={shown} />}
        </div>
      )}
      {tasks.data && (rows.length > 0 || place.cursor !== undefined) && (
        <Pager
          cursor={place.cursor}
          nextCursor={tasks.data.nextCursor}
          total={tasks.data.total}
          onChange={(cursor) => setPlace({ ...place, task: undefined, cursor })}
        />
      )}
    </Page>
  )
}

function TaskLine({ task, onChoose }: { task: CareTask; onChoose: () => void }) {
  const { t } = useTranslation('contacts')
  return (
    <button type="button" className="choice-line" onClick={onChoose}>
      <span className="latent-head">
        <span>{task.customer.name || t('unnamed')}</span>
        {task.stage === null ? (
          <span className="care-purpose">{t(`purpose.${task.purpose}`)}</span>
        ) : (
          <StageMark stage={task.stage} compact />
        )}
        {task.saysComplaint && <span className="latent-says">{t('latent.saysComplaint')}</span>}
        {task.attempts > 0 && task.state === 'open' && (
          <span className="meta">{t('care.tried', { no: task.attempts, tries: task.tries })}</span>
        )}
        <span className="latent-end">
          {task.state === 'open' ? <DueBadge dueAt={task.dueAt} startedAt={task.at} /> : task.result && t(`result.${task.result}`)}
        </span>
      </span>
      <span className="care-excerpt">{task.excerpt}</span>
      <span className="meta latent-head">
        <span>{[task.product, task.node, task.owner?.name].filter(Boolean).join(' · ')}</span>
        <span className="latent-end">
          <Instant at={task.doneAt ?? task.at} />
        </span>
      </span>
    </button>
  )
}
