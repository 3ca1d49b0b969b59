import { Form, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'

type Proposal = { severity: 'serious' | 'critical'; reason: string }

/** 提请重大投诉 */
export function ProposalModal({ onSubmit, onClose }: { onSubmit: (input: Proposal) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation('case-warnings')
  return (
    <FormModal<Proposal>
      open
      title={t('groups.proposeTitle')}
      okText={t('groups.propose')}
      initialValues={{ severity: 'serious' }}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Form.Item name="severity" label={t('groups.severity')}>
        <Radio.Group options={(['serious', 'critical'] as const).map((value) => ({ value, label: t(`ui:severity.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('groups.reason')}
        rules={[{ required: true, whitespace: true, message: t('groups.reasonRequired') }]}
      >
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}

const findings = ['substantiated', 'partly', 'unsubstantiated', 'unverifiable'] as const
type Answer = { text: string; finding?: (typeof findings)[number] }

/** 统一答复 */
export function CommonAnswerModal({
  ready,
  onSubmit,
  onClose,
}: {
  ready: number
  onSubmit: (input: Answer) => Promise<unknown>
  onClose: () => void
}) {
  const { t } = useTranslation('case-warnings')
  return (
    <FormModal<Answer> open title={t('groups.answerTitle')} okText={t('groups.answer')} width={560} onSubmit={onSubmit} onClose={onClose}>
      <p className="meta">{t('groups.answerHint', { ready })}</p>
      <Form.Item name="finding" label={t('groups.finding')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          options={findings.map((value) => ({ value, label: t(`groups.findings.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('groups.answerText')}
        rules={[{ required: true, whitespace: true, message: t('groups.answerRequired') }]}
      >
        <GrowingText minRows={5} maxRows={14} maxLength={20_000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
