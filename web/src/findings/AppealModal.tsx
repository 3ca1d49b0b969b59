import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { appealFinding, useRefresh } from './queries.ts'

type Values = { from: 'staff' | 'customer'; reason: string }

/** 申诉: who does not agree, and why; another person looks at it again. */
export function AppealModal({ findingId, onClose }: { findingId: string; onClose: () => void }) {
  const { t } = useTranslation('findings')
  const refresh = useRefresh()
  return (
    <FormModal<Values>
      open
      title={t('appealTitle')}
      okText={t('appeal')}
      initialValues={{ from: 'staff' }}
      onSubmit={async ({ from, reason }) => {
        await appealFinding(findingId, from, reason)
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="meta">{t('appealHint')}</p>
      <Form.Item name="from" label={t('appealFrom')}>
        <Radio.Group
          aria-label={t('appealFrom')}
          options={(['staff', 'customer'] as const).map((value) => ({ value, label: t(`from.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('appealReason')} rules={[{ required: true, whitespace: true, message: t('sayWhy') }]}>
        <Input.TextArea rows={4} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
