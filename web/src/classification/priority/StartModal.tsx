import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { InstantField } from '../../cases/index.ts'
import { FormModal } from '../../ui/index.ts'

export type Start = { reason: string; effectiveFrom?: string }
type Props = { title: string; hint: string; okText: string; onStart: (start: Start) => Promise<unknown>; onClose: () => void }

/** 生效: from when rules count, now unless named, and why. */
export function StartModal({ title, hint, okText, onStart, onClose }: Props) {
  const { t } = useTranslation('classification')
  const send = ({ reason, effectiveFrom }: Start) => onStart({ reason: reason.trim(), ...(effectiveFrom && { effectiveFrom }) })
  return (
    <FormModal<Start> open title={title} okText={okText} onSubmit={send} onClose={onClose}>
      <p className="meta">{hint}</p>
      <Form.Item
        name="reason"
        label={t('ui:reason.label')}
        rules={[{ required: true, whitespace: true, message: t('ui:reason.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
      <Form.Item name="effectiveFrom" label={t('start.from')}>
        <InstantField placeholder={t('start.now')} />
      </Form.Item>
    </FormModal>
  )
}
