import { PeriodicReportKind, type ReportTemplate } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { useReportTemplates } from './queries.ts'
import { ReportsNav } from './ReportsNav.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import './templates.css'

const Place = z.object({ kind: PeriodicReportKind.default('monthly') })

/** 报告模板: one a kind, changed beside what it would say of the last period. */
export function ReportTemplatesPage() {
  const { t } = useTranslation('periodic-reports')
  const [place, setPlace] = useUrlState(Place)
  const templates = useReportTemplates()
  if (templates.isPending) return <PageSkeleton shape="detail" />
  const template = templates.data?.rows.find(({ kind }) => kind === place.kind)
  return (
    <Page title={t('nav.templates')} breadcrumbs={[{ label: t('title'), to: '/periodic-reports' }]}>
      <ReportsNav />
      <div className="report-kinds">
        <Segmented
          aria-label={t('column.kind')}
          value={place.kind}
          onChange={(kind) => setPlace({ kind })}
          options={PeriodicReportKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      {templates.isError && <ProblemNotice problem={templates.error} onRetry={templates.refetch} />}
      {template && <TemplateEditor key={keyOf(template)} template={template} />}
    </Page>
  )
}

const keyOf = ({ kind, version }: ReportTemplate) => `${kind} ${version}`
