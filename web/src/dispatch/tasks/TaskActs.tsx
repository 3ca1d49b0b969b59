import { useMutation } from '@tanstack/react-query'
import { Finding, type TaskDetail } from '@zhiwei/contract'
import { App, Button, Checkbox, Form, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../platform/index.ts'
import { FormModal, GrowingText, ProblemNotice } from '../../ui/index.ts'
import { useRefresh } from '../queries.ts'

type Result = { result: string; finding?: string }
type SendBack = { reason: string; disputed?: boolean }

/** What the unit may do with its task now: receive it, give the result, or send it back with a reason. */
export function TaskActs({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [isSendingBack, setSendingBack] = useState(false)
  const act = useMutation({
    mutationFn: ({ noun, body }: { noun: string; body: object; said: string }) => api.post(`/tasks/${task.id}/${noun}`, body),
    onSuccess: (_done, { said }) => void message.success(said),
    onSettled: () => refresh(),
  })
  const formId = useId()
  const { can } = task
  return (
    <div className="task-acts">
      {can.giveResult && (
        <ResultForm id={formId} task={task} onSend={(body) => act.mutate({ noun: 'results', body, said: t('task.sent') })} />
      )}
      {act.isError && <ProblemNotice problem={act.error} />}
      <div className="desk-buttons">
        {can.giveResult && (
          <Button type="primary" htmlType="submit" form={formId} loading={act.isPending} className="task-give">
            {t('task.giveResult')}
          </Button>
        )}
        {can.sendBack && <Button onClick={() => setSendingBack(true)}>{t('task.sendBack')}</Button>}
        {can.receive && (
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() => act.mutate({ noun: 'receipts', body: {}, said: t('task.received') })}
          >
            {t('task.receive')}
          </Button>
        )}
      </div>
      {isSendingBack && (
        <FormModal<SendBack>
          open
          title={t('task.sendBackTitle')}
          okText={t('task.sendBack')}
          onSubmit={({ reason, disputed = false }) =>
            act.mutateAsync({ noun: 'sendBacks', body: { reason: reason.trim(), disputed }, said: t('task.returned') })
          }
          onClose={() => setSendingBack(false)}
        >
          <p>{t('task.sendBackHint')}</p>
          <Form.Item name="reason" label={t('task.reason')} rules={[{ required: true, whitespace: true, message: t('task.needed') }]}>
            <GrowingText minRows={3} maxRows={8} maxLength={2000} />
          </Form.Item>
          <Form.Item name="disputed" valuePropName="checked">
            <Checkbox>{t('task.disputed')}</Checkbox>
          </Form.Item>
        </FormModal>
      )}
    </div>
  )
}

function ResultForm({ id, task, onSend }: { id: string; task: TaskDetail; onSend: (body: Result) => void }) {
  const { t } = useTranslation('dispatch')
  const needed = { required: true, message: t('task.needed') }
  return (
    <Form<Result> id={id} layout="vertical" onFinish={onSend}>
      <Form.Item name="result" label={t('task.resultLabel')} rules={[{ ...needed, whitespace: true }]}>
        <GrowingText minRows={4} maxRows={16} maxLength={20_000} />
      </Form.Item>
      {task.role === 'lead' && (
        <Form.Item name="finding" label={t('task.finding')} rules={[needed]}>
          <Radio.Group options={Finding.options.map((value) => ({ value, label: t(`ui:finding.${value}`) }))} />
        </Form.Item>
      )}
    </Form>
  )
}
