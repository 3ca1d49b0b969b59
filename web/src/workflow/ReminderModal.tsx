import type { WorkflowSetting } from '@zhiwei/contract'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useSaveSetting } from './queries.ts'

type Values = Omit<WorkflowSetting, 'version'>

/** 催办间隔 */
export function ReminderModal({ setting, onClose }: { setting: WorkflowSetting; onClose: () => void }) {
  const { t } = useTranslation('workflow')
  const save = useSaveSetting()
  const required = [{ required: true, message: t('reminders.required') }]
  return (
    <FormModal<Values>
      open
      title={t('reminders.title')}
      okText={t('save')}
      initialValues={setting}
      onSubmit={(values) => save.mutateAsync({ ...setting, ...values })}
      onClose={onClose}
    >
      <Form.Item name="staffReminderMinutes" label={t('reminders.staff')} rules={required}>
        <InputNumber min={0} max={10_080} suffix={t('minutes')} autoFocus />
      </Form.Item>
      <Form.Item name="customerReminderMinutes" label={t('reminders.customer')} rules={required}>
        <InputNumber min={0} max={10_080} suffix={t('minutes')} />
      </Form.Item>
      <p className="meta">{t('reminders.hint')}</p>
    </FormModal>
  )
}
