import type { FollowUpPlanRule, FollowUpPlanVersion } from '@zhiwei/contract'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../classification/index.ts'
import { useUnits } from '../identity/index.ts'
import { useMay } from '../platform/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { PlanModal } from './plan/PlanModal.tsx'
import { usePlans } from './queries.ts'
import { FollowUpTabs } from './Tabs.tsx'
import './surveys.css'
import { comma } from '../platform/punctuation.ts'

/** 回访方案: who is asked when and how; versions with the instant from which each counts. */
export function PlanPage() {
  const { t } = useTranslation('surveys')
  const plans = usePlans()
  const mayWrite = useMay('settings:manage')
  const [isEditing, setEditing] = useState(false)
  if (plans.isPending) return <PageSkeleton shape="detail" />
  const inForce = plans.data?.rows.find(({ state }) => state === 'inForce')
  return (
    <Page
      title={t('plan.title')}
      actions={
        mayWrite &&
        inForce && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('plan.change')}
          </Button>
        )
      }
    >
      <FollowUpTabs />
      {plans.isError && <ProblemNotice problem={plans.error} onRetry={plans.refetch} />}
      {plans.data?.rows.map((version) => (
        <Version key={version.id ?? 'shipped'} version={version} />
      ))}
      {isEditing && inForce && <PlanModal plan={inForce.definition} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function Version({ version }: { version: FollowUpPlanVersion }) {
  const { t } = useTranslation('surveys')
  const { definition, state, effectiveFrom, by, reason } = version
  return (
    <section className="card fu-card fu-plan">
      <h2 className="fu-head">
        {t(`plan.state.${state}`)}
        <span className="meta">
          {effectiveFrom ? <Instant at={effectiveFrom} /> : t('plan.shipped')} {by?.name} {reason}
        </span>
      </h2>
      {state === 'past' ? (
        <details>
          <summary>{t('plan.whatItSaid')}</summary>
          <Content definition={definition} />
        </details>
      ) : (
        <Content definition={definition} />
      )}
      {state === 'inForce' && <p className="meta">{t('plan.sending')}</p>}
    </section>
  )
}

function Content({ definition }: { definition: FollowUpPlanVersion['definition'] }) {
  const { t } = useTranslation('surveys')
  return (
    <>
      <Rules rules={definition.rules} />
      <p className="meta">
        {t('plan.survey', { ...definition.survey, low: definition.lowAt })}
        {definition.survey.servqual && ` · ${t('plan.servqual')}`}
        {definition.survey.nps && ` · ${t('plan.nps')}`}
      </p>
    </>
  )
}

function Rules({ rules }: { rules: FollowUpPlanRule[] }) {
  const { t } = useTranslation('surveys')
  const categoryName = useCatalogueName('categories')
  const units = useUnits()
  const unitName = (id: string) => units.data?.rows.find((unit) => unit.id === id)?.name ?? id
  const hours = (minutes: number) => t('plan.hours', { hours: Math.round(minutes / 6) / 10 })
  return (
    <Table<FollowUpPlanRule>
      size="small"
      pagination={false}
      rowKey={(rule) => rules.indexOf(rule)}
      scroll={{ x: 'max-content' }}
      dataSource={rules}
      columns={[
        {
          title: t('plan.which'),
          key: 'which',
          render: (_, { category, severities, process }) =>
            [
              category && categoryName(category),
              severities.map((severity) => t(`ui:severity.${severity}`)).join(comma()),
              process && t('plan.process', { name: process === 'company' ? t('plan.company') : categoryName(process) }),
            ]
              .filter(Boolean)
              .join(' · ') || t('plan.all'),
        },
        { title: t('plan.channel'), key: 'channel', render: (_, { channel }) => t(`channel.${channel}`) },
        { title: t('plan.after'), key: 'after', render: (_, { afterMinutes }) => hours(afterMinutes) },
        { title: t('plan.due'), key: 'due', render: (_, { dueMinutes }) => hours(dueMinutes) },
        {
          title: t('plan.tries'),
          key: 'tries',
          render: (_, { tries, retryMinutes }) => t('plan.triesEach', { tries, hours: hours(retryMinutes) }),
        },
        { title: t('plan.who'), key: 'who', render: (_, { unitId }) => (unitId ? unitName(unitId) : t('calls.everybody')) },
      ]}
    />
  )
}
