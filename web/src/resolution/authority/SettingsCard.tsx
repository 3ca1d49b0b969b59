import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoneyField } from '../../cases/index.ts'
import { api, moneyText, numberText } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useAuthoritySettings, useRefresh } from '../queries.ts'

type Values = { minuteCostFen: number; approvalMinutes: number }

/** What a minute of handling costs, and how long an approver has. */
export function SettingsCard({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('resolution')
  const { data } = useAuthoritySettings()
  const refresh = useRefresh('authority-settings', 'cases')
  const [isOpen, setOpen] = useState(false)
  if (!data) return null
  const { version, ...values } = data
  async function save(changed: Values) {
    await api.patch('/authority-settings', { ...changed, version })
    await refresh()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <section className="card part authority-settings">
      <dl>
        <div>
          <dt>{t('settings.minuteCost')}</dt>
          <dd className="figures">{moneyText(data.minuteCostFen)}</dd>
        </div>
        <div>
          <dt>{t('settings.approvalMinutes')}</dt>
          <dd className="figures">{t('settings.minutes', { minutes: numberText(data.approvalMinutes) })}</dd>
        </div>
      </dl>
      {mayManage && <Button onClick={() => setOpen(true)}>{t('settings.change')}</Button>}
      <FormModal<Values>
        open={isOpen}
        title={t('settings.change')}
        okText={t('settings.save')}
        initialValues={values}
        onSubmit={save}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="minuteCostFen" label={t('settings.minuteCost')} extra={t('settings.minuteCostHint')} rules={required}>
          <MoneyField />
        </Form.Item>
        <Form.Item name="approvalMinutes" label={t('settings.approvalMinutes')} extra={t('settings.approvalHint')} rules={required}>
          <InputNumber min={5} max={43_200} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </FormModal>
    </section>
  )
}
