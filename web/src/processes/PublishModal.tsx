import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { instantOfWall, useSession } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'

type Values = { when: 'now' | 'later'; effectiveFrom?: string; reason: string }
type Props = { onPublish: (input: { effectiveFrom?: string; reason: string }) => Promise<unknown>; onClose: () => void }

/** 发布: at once or from a time on, and why. */
export function PublishModal({ onPublish, onClose }: Props) {
  const { t } = useTranslation('processes')
  const { zone } = useSession().tenant
  const send = ({ when, effectiveFrom, reason }: Values) =>
    onPublish({ reason: reason.trim(), ...(when === 'later' && effectiveFrom && { effectiveFrom: instantOfWall(effectiveFrom, zone) }) })
  return (
    <FormModal<Values>
      open
      title={t('publishTitle')}
      okText={t('acts.publish')}
      initialValues={{ when: 'now' }}
      onSubmit={send}
      onClose={onClose}
    >
      <p className="meta">{t('publishHint')}</p>
      <Form.Item name="when" label={t('publishWhen')}>
        <Radio.Group
          options={(['now', 'later'] as const).map((value) => ({ value, label: t(value === 'now' ? 'publishNow' : 'publishLater') }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.when !== after.when}>
        {({ getFieldValue }) =>
          getFieldValue('when') === 'later' && (
            <Form.Item name="effectiveFrom" label={t('effectiveFrom')} rules={[{ required: true, message: t('effectiveRequired') }]}>
              <Input type="datetime-local" />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonRequired') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormModal>
  )
}
