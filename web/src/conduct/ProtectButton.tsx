import { StaffThreat } from '@zhiwei/contract'
import { App, Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { beginProtection, useCaseConduct, useRefreshConduct } from './queries.ts'

type Values = { threat: StaffThreat; reason: string }

/** 有人受到威胁: starts the protection plan and calls who is on duty. */
export function ProtectButton({ caseId }: { caseId: string }) {
  const { t } = useTranslation('conduct')
  const { message } = App.useApp()
  const refresh = useRefreshConduct()
  const conduct = useCaseConduct(caseId)
  const [isOpen, setOpen] = useState(false)
  if (!conduct.data?.can.protect || conduct.data.protections.some(({ endedAt }) => endedAt === null)) return null
  return (
    <section className="part" aria-label={t('protection.title')}>
      <h2>{t('protection.title')}</h2>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t('protection.begin')}
      </Button>
      {isOpen && (
        <FormModal<Values>
          open
          title={t('protection.beginTitle')}
          okText={t('protection.call')}
          initialValues={{ threat: 'violence' }}
          onSubmit={async ({ threat, reason }) => {
            await beginProtection(caseId, threat, reason)
            void message.success(t('protection.begun'))
            await refresh()
          }}
          onClose={() => setOpen(false)}
        >
          <p className="meta">{t('protection.hint')}</p>
          <Form.Item name="threat" label={t('protection.threat')}>
            <Radio.Group options={StaffThreat.options.map((value) => ({ value, label: t(`threat.${value}`) }))} />
          </Form.Item>
          <Form.Item name="reason" label={t('protection.what')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
            <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
          </Form.Item>
        </FormModal>
      )}
    </section>
  )
}
