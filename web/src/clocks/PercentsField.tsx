import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

export const percentsOf = (text = '') =>
  text
    .split(/[\s,，、·%]+/u)
    .filter((part) => part !== '')
    .map(Number)
const isPercents = (text?: string) => percentsOf(text).every((percent) => Number.isInteger(percent) && percent >= 1 && percent <= 100)

type Props = { extra: string; placeholder?: string; required?: boolean }

/** 预警比例: percentages in one line, `50 75 90`. */
export function PercentsField({ extra, placeholder, required = false }: Props) {
  const { t } = useTranslation('clocks')
  return (
    <Form.Item
      name="warnPercents"
      label={t('settings.warn')}
      extra={extra}
      rules={[
        {
          validator: (_rule, text?: string) =>
            isPercents(text) && percentsOf(text).length <= 10 && (!required || percentsOf(text).length > 0)
              ? Promise.resolve()
              : Promise.reject(new Error(t('settings.percentWrong'))),
        },
      ]}
    >
      <Input maxLength={60} autoComplete="off" inputMode="numeric" placeholder={placeholder} />
    </Form.Item>
  )
}
