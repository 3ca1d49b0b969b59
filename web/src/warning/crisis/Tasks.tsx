import type { CrisisDetail, CrisisTask } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../platform/index.ts'
import { DueBadge, FormModal, Instant } from '../../ui/index.ts'
import { useCrisisWrites } from './queries.ts'

const desks = ['pr', 'legal', 'risk', 'service'] as const

/** 任务 of 公关, 法务, 风控 and 客服. */
export function Tasks({ row }: { row: CrisisDetail }) {
  const { t } = useTranslation('warning')
  const me = useSession().user.id
  const [finishing, setFinishing] = useState<CrisisTask>()
  const mayFinish = (task: CrisisTask) => !row.closedAt && !task.doneAt && (row.can.manage || task.owner?.id === me)
  return (
    <section className="card warning-part" aria-labelledby="crisis-tasks">
      <h2 id="crisis-tasks">{t('crisis.tasks')}</h2>
      {row.tasks.length === 0 && <p className="meta">{t('crisis.noTask')}</p>}
      {desks
        .map((desk) => ({ desk, tasks: row.tasks.filter((task) => task.desk === desk) }))
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ desk, tasks }) => (
          <div key={desk}>
            <h3 className="meta">{t(`crisis.desk.${desk}`)}</h3>
            <ul className="warning-list">
              {tasks.map((task) => (
                <li key={task.id}>
                  <div>{task.text}</div>
                  <div className="warning-line meta">
                    <span>{task.owner?.name}</span>
                    {task.doneAt ? (
                      <span>
                        {t('measure.done')} <Instant at={task.doneAt} />
                      </span>
                    ) : (
                      <DueBadge dueAt={task.dueAt} />
                    )}
                    {mayFinish(task) && (
                      <Button size="small" onClick={() => setFinishing(task)}>
                        {t('measure.finish')}
                      </Button>
                    )}
                  </div>
                  {task.result && <div>{task.result}</div>}
                </li>
              ))}
            </ul>
          </div>
        ))}
      {finishing && <FinishModal row={row} task={finishing} onClose={() => setFinishing(undefined)} />}
    </section>
  )
}

function FinishModal({ row, task, onClose }: { row: CrisisDetail; task: CrisisTask; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { act } = useCrisisWrites(row.id)
  return (
    <FormModal<{ result: string }>
      open
      title={task.text}
      okText={t('measure.finish')}
      onSubmit={(values) => act(`tasks/${task.id}/result`, values)}
      onClose={onClose}
    >
      <Form.Item name="result" label={t('measure.result')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={3} maxLength={1_000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
