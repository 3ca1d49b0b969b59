import type { ChatSettings } from '@zhiwei/contract'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

type Name = keyof Pick<
  ChatSettings,
  'openToAllMinutes' | 'capacity' | 'silenceAskSeconds' | 'silenceEndSeconds' | 'visitorGoneMinutes' | 'staffAwaySeconds'
>

/** A whole number of the settings; its unit stands in the label. */
export function NumberField({ name, min, max }: { name: Name; min: number; max: number }) {
  const { t } = useTranslation('chats')
  return (
    <Form.Item name={name} label={t(`settings.${name}`)} rules={[{ required: true, message: t('needed') }]}>
      <InputNumber min={min} max={max} precision={0} />
    </Form.Item>
  )
}
