import type { LawInput, LawRow } from '@zhiwei/contract'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../../ui/index.ts'
import { useLawActs } from '../queries.ts'

/** 登记条文, or with `law` 修订: what it says from a day on. */
export function LawModal({ law, onClose }: { law?: LawRow; onClose: () => void }) {
  const { t } = useTranslation('knowledge')
  const { add, addText } = useLawActs()
  async function submit({ law: name, article, ...text }: LawInput) {
    if (law) return addText.mutateAsync({ id: law.id, version: law.version, ...text })
    return add.mutateAsync({ law: name, article: article?.trim() || null, ...text })
  }
  return (
    <FormModal<LawInput>
      open
      width={640}
      title={t(law ? 'law.change' : 'new.law')}
      okText={t('save')}
      initialValues={law ? { text: law.text.text, confidence: law.text.confidence, source: law.text.source } : { confidence: 'H' }}
      onSubmit={submit}
      onClose={onClose}
    >
      {!law && (
        <div className="kb-fields">
          <Form.Item name="law" label={t('law.name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="article" label={t('law.article')} extra={t('law.articleHint')}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        </div>
      )}
      <Form.Item name="text" label={t('law.text')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={4} maxRows={12} maxLength={4_000} />
      </Form.Item>
      <Form.Item name="validFrom" label={t('law.from')} rules={[{ required: true, message: t('required') }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="source" label={t('law.source')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="confidence" label={t('law.confidence')}>
        <Radio.Group options={(['H', 'M', 'L'] as const).map((value) => ({ value, label: t(`confidence.${value}`) }))} />
      </Form.Item>
    </FormModal>
  )
}
