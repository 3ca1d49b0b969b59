import { Form, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitSelect } from '../../identity/index.ts'
import { BothLanguages } from './BothLanguages.tsx'

/** The window: where it stands, when somebody is there, and what it says first. */
export function WindowPart() {
  const { t } = useTranslation('chats')
  const isAlwaysOpen = Form.useWatch('isAlwaysOpen')
  return (
    <section className="card">
      <h2>{t('settings.window')}</h2>
      <Form.Item name="isOpen" label={t('settings.isOpen')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="sites" label={t('settings.sites')} extra={t('settings.sitesHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',']} />
      </Form.Item>
      <Form.Item name="isAlwaysOpen" label={t('settings.isAlwaysOpen')} extra={t('settings.hoursHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="unitId" label={t('settings.unit')} extra={t('settings.unitHint')} hidden={isAlwaysOpen}>
        <UnitSelect placeholder={t('settings.company')} />
      </Form.Item>
      <BothLanguages name="greeting" longest={500} />
      <BothLanguages name="privacy" longest={500} />
    </section>
  )
}
