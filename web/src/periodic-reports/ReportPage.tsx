import { useQueryClient } from '@tanstack/react-query'
import type { PeriodicReportDetail, ReportFileFormat } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api, downloadFile } from '../platform/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice, ReasonModal, useProblemWords } from '../ui/index.ts'
import { MailLog } from './MailLog.tsx'
import { usePeriodicReport } from './queries.ts'
import { ReportPaper } from './ReportPaper.tsx'
import { ReportState } from './states.tsx'

const formats: ReportFileFormat[] = ['pdf', 'docx', 'xlsx']

/** 一份定期报告: read as it is printed, taken away, made anew or deleted. */
export function PeriodicReportPage() {
  const { id = '' } = useParams()
  const report = usePeriodicReport(id)
  if (report.isPending) return <PageSkeleton shape="detail" />
  if (report.isError) return <ProblemNotice problem={report.error} onRetry={report.refetch} />
  return <Shown report={report.data} />
}

function Shown({ report }: { report: PeriodicReportDetail }) {
  const { t } = useTranslation('periodic-reports')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const words = useProblemWords()
  const [isDeleting, setDeleting] = useState(false)
  const say = (error: unknown) => message.error(words(error).title)
  const take = (format: ReportFileFormat) => void downloadFile(`/periodic-reports/${report.id}/files/${format}`, {}).catch(say)
  async function again() {
    try {
      const { id } = await api.post<{ id: string }>(`/periodic-reports/${report.id}/again`)
      await client.invalidateQueries({ queryKey: ['periodic-reports'] })
      void navigate(`/periodic-reports/${id}`)
    } catch (error) {
      say(error)
    }
  }
  async function remove(reason: string) {
    await api.post(`/periodic-reports/${report.id}/deletion`, { reason })
    void navigate('/periodic-reports')
    await client.invalidateQueries({ queryKey: ['periodic-reports'], refetchType: 'none' })
  }
  return (
    <Page
      title={report.title}
      breadcrumbs={[{ label: t('title'), to: '/periodic-reports' }]}
      extra={<ReportState row={report} />}
      actions={
        <>
          {report.can.manage && (
            <>
              <Button danger onClick={() => setDeleting(true)}>
                {t('delete.do')}
              </Button>
              <Button onClick={() => void again()}>{t('again')}</Button>
            </>
          )}
          {report.content &&
            formats.map((format) => (
              <Button key={format} type={format === 'pdf' ? 'primary' : 'default'} onClick={() => take(format)}>
                {t(`take.${format}`)}
              </Button>
            ))}
        </>
      }
    >
      {report.state === 'failed' && <Alert type="error" showIcon title={t('failed')} />}
      {(report.state === 'waiting' || report.state === 'making') && <p role="status">{t('beingMade')}</p>}
      {report.madeAt && (
        <p className="meta">
          {t('madeAt')} <Instant at={report.madeAt} />
        </p>
      )}
      {report.content && <ReportPaper content={report.content} />}
      {report.mailLog.length > 0 && <MailLog report={report} />}
      {isDeleting && (
        <ReasonModal
          open
          danger
          title={t('delete.title')}
          consequence={t('delete.consequence')}
          okText={t('delete.do')}
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        />
      )}
    </Page>
  )
}
