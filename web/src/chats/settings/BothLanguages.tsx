import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

type Props = { name: 'greeting' | 'privacy' | 'automatic'; longest: number }

/** One text of the window in Chinese and in English; visitors of both read it, so none may be missing. */
export function BothLanguages({ name, longest }: Props) {
  const { t } = useTranslation('chats')
  const rules = [{ required: true, whitespace: true, message: t('needed') }]
  return (['zh', 'en'] as const).map((language) => (
    <Form.Item key={language} name={[name, language]} label={t(`settings.${name}.${language}`)} rules={rules}>
      <Input.TextArea rows={2} maxLength={longest} />
    </Form.Item>
  ))
}
