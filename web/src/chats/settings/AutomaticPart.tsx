import { Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { BothLanguages } from './BothLanguages.tsx'

/** 自动回复: only to a question, said to be one, and a person within minutes. Source: docs/rules/chat.md §2 */
export function AutomaticPart() {
  const { t } = useTranslation('chats')
  const hasAutomatic = Form.useWatch('hasAutomatic')
  return (
    <section className="card">
      <h2>{t('by.automatic')}</h2>
      <Form.Item name="hasAutomatic" label={t('settings.hasAutomatic')} extra={t('settings.automaticHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {hasAutomatic && (
        <>
          <BothLanguages name="automatic" longest={1_000} />
          <Form.Item
            name={['automatic', 'minutes']}
            label={t('settings.automaticMinutes')}
            rules={[{ required: true, message: t('needed') }]}
          >
            <InputNumber min={0.5} max={3} step={0.5} />
          </Form.Item>
        </>
      )}
    </section>
  )
}
