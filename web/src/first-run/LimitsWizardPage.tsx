import type { ClockRule, ClockSettings, Industry } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useClockRuleActs, useClockRules, useClockSettings } from '../clocks/index.ts'
import { LinkButton, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { RulesOfSet } from './RulesOfSet.tsx'
import './first-run.css'

/** 时限套组: the industries a company may be of; null: any other, with the company's own limits. */
const sets: { name: string; industry: Industry | null }[] = [
  { name: 'manufacturer', industry: null },
  { name: 'electricity', industry: 'electricity' },
  { name: 'telecom', industry: 'telecom' },
  { name: 'ecommerce', industry: 'ecommerce' },
  { name: 'internet', industry: 'internet' },
  { name: 'banking', industry: 'banking' },
  { name: 'insurance', industry: 'insurance' },
  { name: 'post', industry: 'post' },
  { name: 'government', industry: 'government' },
]

/** 设时限与日历: choose what the company is, read on what ground each limit stands, then let it hold. */
export function LimitsWizardPage() {
  const { t } = useTranslation('first-run')
  const rules = useClockRules()
  const settings = useClockSettings()
  if (rules.isError || settings.isError)
    return (
      <Page title={t('limits.title')}>
        <ProblemNotice problem={rules.error ?? settings.error} onRetry={() => void Promise.all([rules.refetch(), settings.refetch()])} />
      </Page>
    )
  if (!rules.data || !settings.data) return <PageSkeleton shape="form" />
  return <Choice rules={rules.data.rows} settings={settings.data} />
}

function Choice({ rules, settings }: { rules: ClockRule[]; settings: ClockSettings }) {
  const { t } = useTranslation('first-run')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const words = useProblemWords()
  const { setUp } = useClockRuleActs()
  const [name, setName] = useState(() =>
    settings.version > 0 ? sets.find(({ industry }) => industry === settings.industry)?.name : undefined,
  )
  const chosen = sets.find((set) => set.name === name)
  const { warnPercents } = settings

  async function hold(industry: Industry | null, version: number) {
    try {
      return await setUp.mutateAsync({ industry, warnPercents, version })
    } catch (error) {
      void message.error(words(error).title)
      return undefined
    }
  }
  async function take(industry: Industry | null) {
    const now = await hold(industry, settings.version)
    if (!now) return
    void message.success({
      duration: 10,
      content: (
        <>
          {t('limits.taken', { name: t(`limits.set.${name}`) })}{' '}
          <Button type="link" size="small" onClick={() => void hold(settings.industry, now.version)}>
            {t('limits.undo')}
          </Button>
        </>
      ),
    })
    void navigate('/start')
  }

  return (
    <Page title={t('limits.title')} breadcrumbs={[{ label: t('title'), to: '/start' }]}>
      <div className="first-run">
        <p className="first-lead">{t('limits.lead')}</p>
        <fieldset className="wizard-sets">
          <legend>{t('limits.which')}</legend>
          {sets.map((set) => (
            <label key={set.name} className="wizard-set">
              <input type="radio" name="limits" checked={name === set.name} onChange={() => setName(set.name)} />
              <span>{t(`limits.set.${set.name}`)}</span>
              <span className="meta">{t(`limits.hint.${set.name}`)}</span>
            </label>
          ))}
        </fieldset>
        {chosen && <RulesOfSet rules={rules} industry={chosen.industry} />}
        <section className="card wizard-part">
          <h2>{t('limits.calendar')}</h2>
          <p>{t('limits.calendarHint')}</p>
          <LinkButton to="/settings/calendars">{t('limits.openCalendar')}</LinkButton>
        </section>
        <div className="wizard-acts">
          <Button type="primary" disabled={!chosen} loading={setUp.isPending} onClick={() => chosen && void take(chosen.industry)}>
            {t('limits.take')}
          </Button>
          <LinkButton to="/settings/clock-rules">{t('limits.all')}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
