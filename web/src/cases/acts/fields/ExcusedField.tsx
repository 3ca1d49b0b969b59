import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCaseOnPage } from '../../case-context.ts'
import { openTasksOf } from '../own-rows.ts'

/** 免办: each co-handling task that is still open, with the reason why it need not be waited for. */
export function ExcusedField() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  return (
    <div className="excused">
      <p className="meta">{t('input.excusedHint')}</p>
      {openTasksOf(complaintCase).map((task, index) => (
        <div key={task.id}>
          <Form.Item name={['excused', index, 'taskId']} initialValue={task.id} hidden>
            <Input />
          </Form.Item>
          <Form.Item
            name={['excused', index, 'reason']}
            label={t('field.excused', { unit: task.unit.name })}
            extra={task.instructions}
            required
          >
            <Input maxLength={2000} />
          </Form.Item>
        </div>
      ))}
    </div>
  )
}
