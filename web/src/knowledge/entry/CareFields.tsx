import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../../identity/index.ts'

/** Whose it is and when it is looked at again. */
export function CareFields() {
  const { t } = useTranslation('knowledge')
  return (
    <div className="kb-fields">
      <Form.Item name="ownerId" label={t('field.owner')}>
        <PersonSelect permission="knowledge:manage" />
      </Form.Item>
      <Form.Item name="reviewOn" label={t('field.reviewOn')} rules={[{ required: true, message: t('required') }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="warnDays" label={t('field.warnDays')}>
        <InputNumber min={1} max={180} suffix={t('days')} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}
