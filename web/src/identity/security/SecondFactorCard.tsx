import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { ShownOnce } from '../ShownOnce.tsx'
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx'

/** 动态验证码: set up with the phone, recovery codes shown once, switched off with the password. */
export function SecondFactorCard({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('identity')
  const client = useQueryClient()
  const [open, setOpen] = useState<'setUp' | 'drop'>()
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>()
  const refresh = () => client.invalidateQueries({ queryKey: ['sessions'] })

  function done(codes: string[]) {
    setOpen(undefined)
    setRecoveryCodes(codes)
    void refresh()
  }

  return (
    <section className="card">
      <h2>
        {t('secondFactor.title')}
        {isOn && (
          <span className="settings-good security-on">
            <SafetyCertificateOutlined /> {t('secondFactor.on')}
          </span>
        )}
      </h2>
      <p className="meta">{t(isOn ? 'secondFactor.onDetail' : 'secondFactor.offDetail')}</p>
      {isOn ? (
        <Button onClick={() => setOpen('drop')}>{t('secondFactor.drop')}</Button>
      ) : (
        open !== 'setUp' && <Button onClick={() => setOpen('setUp')}>{t('secondFactor.setUp')}</Button>
      )}
      {open === 'setUp' && !isOn && <SecondFactorSetUp onDone={done} onLeave={() => setOpen(undefined)} />}
      {open === 'drop' && <DropModal onDone={refresh} onClose={() => setOpen(undefined)} />}
      <Modal
        open={recoveryCodes !== undefined}
        title={t('secondFactor.codesTitle')}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        okText={t('shownOnce.kept')}
        onOk={() => setRecoveryCodes(undefined)}
        footer={(_buttons, { OkBtn }) => <OkBtn />}
      >
        <p>{t('secondFactor.codesDetail')}</p>
        <ShownOnce lines={recoveryCodes ?? []} fileName={t('secondFactor.codesFile')} />
      </Modal>
    </section>
  )
}

function DropModal({ onDone, onClose }: { onDone: () => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  async function submit({ password }: { password: string }) {
    await api.delete('/sessions/current/second-factor', { password })
    void message.success(t('secondFactor.dropped'))
    await onDone()
  }
  return (
    <FormModal<{ password: string }>
      open
      title={t('secondFactor.drop')}
      okText={t('secondFactor.dropOk')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('secondFactor.dropDetail')}</p>
      <Form.Item name="password" label={t('field.currentPassword')} rules={[{ required: true, message: t('password.required') }]}>
        <Input.Password autoComplete="current-password" maxLength={200} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
