import { type ClockSettings, Industry } from '@zhiwei/contract'
import { App, Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { FormModal, ProblemNotice } from '../ui/index.ts'
import { PercentsField, percentsOf } from './PercentsField.tsx'
import { useClockRuleActs, useClockSettings } from './queries.ts'

/** 本企业: the industry whose rules hold, and at which percentages of its time a clock warns. */
export function ClockSettingsPart() {
  const { t } = useTranslation('clocks')
  const settings = useClockSettings()
  const mayChange = useMay('settings:manage')
  const [isOpen, setOpen] = useState(false)
  if (settings.isPending) return null
  if (settings.isError) return <ProblemNotice problem={settings.error} onRetry={settings.refetch} />
  const { industry, warnPercents } = settings.data
  return (
    <section className="clock-settings" aria-label={t('settings.title')}>
      <dl>
        <div>
          <dt>{t('settings.industry')}</dt>
          <dd>{industry ? t(`industry.${industry}`) : t('settings.none')}</dd>
        </div>
        <div>
          <dt>{t('settings.warn')}</dt>
          <dd className="figures">{warnPercents.map((percent) => `${percent}%`).join(' · ')}</dd>
        </div>
      </dl>
      {mayChange && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('settings.edit')}
        </Button>
      )}
      {isOpen && <SettingsModal settings={settings.data} onClose={() => setOpen(false)} />}
    </section>
  )
}

type Values = { industry: ClockSettings['industry'] | undefined; warnPercents: string }

function SettingsModal({ settings, onClose }: { settings: ClockSettings; onClose: () => void }) {
  const { t } = useTranslation('clocks')
  const { message } = App.useApp()
  const { setUp } = useClockRuleActs()
  async function submit({ industry, warnPercents }: Values) {
    await setUp.mutateAsync({ industry: industry ?? null, warnPercents: percentsOf(warnPercents), version: settings.version })
    void message.success(t('settings.saved'))
  }
  return (
    <FormModal<Values>
      open
      title={t('settings.editTitle')}
      okText={t('settings.save')}
      initialValues={{ industry: settings.industry ?? undefined, warnPercents: settings.warnPercents.join(' ') }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="industry" label={t('settings.industry')} extra={t('settings.industryHint')}>
        <Select
          allowClear
          placeholder={t('settings.none')}
          options={Industry.options.map((value) => ({ value, label: t(`industry.${value}`) }))}
        />
      </Form.Item>
      <PercentsField required extra={t('settings.warnHint')} />
    </FormModal>
  )
}
