import type { ClockRule } from '@zhiwei/contract'
import { Alert, App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useClockRuleActs, useRuleNames } from './queries.ts'

/** 开关: asks why, and says that an unverified rule stays marked so. */
export function DecideModal({ rule, onClose }: { rule: ClockRule; onClose: () => void }) {
  const { t } = useTranslation('clocks')
  const { message } = App.useApp()
  const { decide } = useClockRuleActs()
  const name = useRuleNames().step(rule)
  const active = !rule.active
  async function submit({ note }: { note: string }) {
    await decide.mutateAsync({ rule, active, note })
    void message.success(t('turned'))
  }
  return (
    <FormModal<{ note: string }>
      open
      title={t(active ? 'turnOnTitle' : 'turnOffTitle', { name })}
      okText={t(active ? 'turnOn' : 'turnOff')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('turnHint')}</p>
      {active && rule.confidence !== 'H' && (
        <Alert type="warning" showIcon title={t('unverifiedHint', { confidence: t(`confidence.${rule.confidence}`) })} />
      )}
      <Form.Item name="note" label={t('why')} rules={[{ required: true, whitespace: true, message: t('whyRequired') }]}>
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
