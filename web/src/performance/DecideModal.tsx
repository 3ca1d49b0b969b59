import type { ObjectionDecision, PerformanceObjection } from '@zhiwei/contract'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { ObjectionLine } from './ObjectionLine.tsx'
import { decide, useRefreshPerformance } from './queries.ts'

/** 裁定异议: taken out or not, with a reply to the person. */
export function DecideModal({ objection, onClose }: { objection: PerformanceObjection; onClose: () => void }) {
  const { t } = useTranslation('performance')
  const refresh = useRefreshPerformance()
  async function submit({ verdict, reply }: ObjectionDecision) {
    await decide(objection.id, { verdict, reply })
    await refresh()
  }
  return (
    <FormModal<ObjectionDecision>
      open
      title={t('objection.decideTitle')}
      okText={t('objection.decide')}
      width={560}
      initialValues={{ verdict: 'accepted' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <ObjectionLine objection={objection} withSheet />
      <Form.Item name="verdict" label={t('objection.verdict')}>
        <Radio.Group options={(['accepted', 'refused'] as const).map((value) => ({ value, label: t(`objection.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="reply"
        label={t('objection.reply')}
        rules={[{ required: true, whitespace: true, message: t('objection.replyRequired') }]}
      >
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
