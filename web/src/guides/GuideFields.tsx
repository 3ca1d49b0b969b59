import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { GrowingText } from '../ui/index.ts'

/** The template (模板): what goes wrong, how it is used rightly, why, and where to turn. */
export function GuideFields() {
  const { t } = useTranslation('guides')
  const required = (what: string) => [{ required: true, whitespace: true, message: t('required', { what }) }]
  return (
    <>
      <Form.Item name="title" label={t('field.title')} rules={required(t('field.title'))}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="misuse" label={t('field.misuse')} extra={t('hint.misuse')} rules={required(t('field.misuse'))}>
        <GrowingText minRows={2} maxRows={8} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="right" label={t('field.right')} extra={t('hint.right')} rules={required(t('field.right'))}>
        <GrowingText minRows={3} maxRows={12} maxLength={3_000} />
      </Form.Item>
      <Form.Item name="why" label={t('field.why')}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="help" label={t('field.help')} extra={t('hint.help')}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_000} />
      </Form.Item>
    </>
  )
}
