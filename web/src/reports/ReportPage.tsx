import { useQueryClient } from '@tanstack/react-query'
import type { ReportDetail } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api, downloadFile } from '../platform/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { useReport } from './queries.ts'
import { ReportState } from './ReportState.tsx'
import { SectionPart } from './SectionPart.tsx'
import './reports.css'

/** 一份报告: its sections, changed where they stand, finished by a person, taken away as PDF or Word. */
export function ReportPage() {
  const { t } = useTranslation('reports')
  const { id = '' } = useParams()
  const report = useReport(id)
  if (report.isPending) return <PageSkeleton shape="detail" />
  if (report.isError) return <ProblemNotice problem={report.error} onRetry={report.refetch} />
  return <Shown report={report.data} crumb={t('title')} />
}

function Shown({ report, crumb }: { report: ReportDetail; crumb: string }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const isReady = report.state === 'draft' || report.state === 'finished'
  const take = (format: 'pdf' | 'docx') =>
    void downloadFile(`/reports/${report.id}/files/${format}`, {}).catch((error: unknown) => message.error(words(error).title))
  const finish = () =>
    modal.confirm({
      title: t('finish.title'),
      content: t('finish.consequence'),
      okText: t('finish.do'),
      onOk: async () => {
        await api
          .post(`/reports/${report.id}/finish`, { version: report.version })
          .catch((error: unknown) => message.error(words(error).title))
        await client.invalidateQueries({ queryKey: ['reports'] })
      },
    })
  return (
    <Page
      title={report.title}
      breadcrumbs={[{ label: crumb, to: '/reports' }]}
      extra={<ReportState row={report} />}
      actions={
        isReady && (
          <>
            <Button onClick={() => take('pdf')}>{t('take.pdf')}</Button>
            <Button onClick={() => take('docx')}>{t('take.docx')}</Button>
            {report.can.edit && (
              <Button type="primary" onClick={finish}>
                {t('finish.do')}
              </Button>
            )}
          </>
        )
      }
    >
      {report.state === 'failed' && <Alert type="error" showIcon title={t('failed')} />}
      {!isReady && report.state !== 'failed' && <p role="status">{t(`step.${report.step}`)}</p>}
      {report.finishedAt && (
        <p className="meta">
          {t('finishedBy', { name: report.finishedBy?.name ?? '' })} <Instant at={report.finishedAt} />
        </p>
      )}
      {report.sections.map((section) => (
        <SectionPart key={section.no} reportId={report.id} section={section} canEdit={report.can.edit} />
      ))}
    </Page>
  )
}
