import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState, Instant, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { useModelService, useSwitchModelService } from './queries.ts'
import './guidance.css'

/** 模型服务: whether drafts may be asked for; address and key are the operator's and stand in the environment. */
export function ModelServicePage() {
  const { t } = useTranslation('guidance')
  const service = useModelService()
  const change = useSwitchModelService()
  if (service.isPending) return <PageSkeleton />
  return (
    <Page title={t('service.title')}>
      {service.isError && <ProblemNotice problem={service.error} onRetry={service.refetch} />}
      {service.data && !service.data.available && <EmptyState title={t('service.none')} detail={t('service.noneDetail')} />}
      {service.data?.available && (
        <section className="card part service">
          <p>
            <Switch
              checked={service.data.enabled}
              loading={change.isPending}
              aria-label={t('service.switch')}
              onChange={(enabled) => change.mutate({ enabled, version: service.data.version })}
            />{' '}
            {t(service.data.enabled ? 'service.on' : 'service.off', { model: service.data.model, host: service.data.host })}
          </p>
          {service.data.changedAt && (
            <p className="meta">
              {service.data.changedBy?.name} <Instant at={service.data.changedAt} />
            </p>
          )}
          {change.isError && <ProblemNotice problem={change.error} />}
        </section>
      )}
      <ul className="service-rules">
        {(['masked', 'marked', 'person', 'guard'] as const).map((rule) => (
          <li key={rule}>{t(`service.rule.${rule}`)}</li>
        ))}
      </ul>
    </Page>
  )
}
