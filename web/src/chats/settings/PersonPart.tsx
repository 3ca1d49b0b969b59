import { type ChatSettingsShown, Signal } from '@zhiwei/contract'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberField } from './NumberField.tsx'

/** 转人工: whom a complaint goes to, and what brings a person at the head of the queue. */
export function PersonPart({ groups }: Pick<ChatSettingsShown, 'groups'>) {
  const { t } = useTranslation('chats')
  const signals = Signal.options.map((value) => ({ value, label: t(`classification:text.signal.${value}`) }))
  return (
    <section className="card">
      <h2>{t('settings.person')}</h2>
      <Form.Item name="complaintGroupId" label={t('settings.group')}>
        <Select allowClear options={groups.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <NumberField name="openToAllMinutes" min={0} max={60} />
      <Form.Item name="urgentSignals" label={t('settings.urgentSignals')} extra={t('settings.urgentHint')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={signals} />
      </Form.Item>
      <NumberField name="capacity" min={1} max={20} />
    </section>
  )
}
