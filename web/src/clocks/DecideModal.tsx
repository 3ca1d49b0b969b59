import type { ClockRule } from '@zhiwei/contract'
import { Alert, App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { ownPercents } from './own-rule.ts'
import { PercentsField } from './PercentsField.tsx'
import { useClockRuleActs, useRuleNames } from './queries.ts'

type Values = { note: string; warnPercents?: string }

/** 开关、预警比例: asks why, and says that an unverified rule stays marked so. @param turns else only its percentages change */
export function DecideModal({ rule, turns, onClose }: { rule: ClockRule; turns: boolean; onClose: () => void }) {
  const { t } = useTranslation('clocks')
  const { message } = App.useApp()
  const { decide } = useClockRuleActs()
  const name = useRuleNames().step(rule)
  const active = turns ? !rule.active : rule.active
  const percents = rule.warnsItself ? rule.warnPercents.join(' ') : ''
  async function submit({ note, warnPercents = percents }: Values) {
    await decide.mutateAsync({ rule, active, note, warnPercents: ownPercents(warnPercents) })
    void message.success(t('turned'))
  }
  return (
    <FormModal<Values>
      open
      title={t(turns ? (active ? 'turnOnTitle' : 'turnOffTitle') : 'warnTitle', { name })}
      okText={t(turns ? (active ? 'turnOn' : 'turnOff') : 'settings.save')}
      initialValues={{ warnPercents: percents }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('turnHint')}</p>
      {turns && active && rule.confidence !== 'H' && (
        <Alert type="warning" showIcon title={t('unverifiedHint', { confidence: t(`confidence.${rule.confidence}`) })} />
      )}
      {active && rule.duty === 'company' && <PercentsField extra={t('own.warnHint')} placeholder={t('own.companyPercents')} />}
      <Form.Item name="note" label={t('why')} rules={[{ required: true, whitespace: true, message: t('whyRequired') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormModal>
  )
}
