import { useQueryClient } from '@tanstack/react-query'
import type { PeriodicReportDetail, ReportMail } from '@zhiwei/contract'
import { App, Button, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { Instant, useProblemWords } from '../ui/index.ts'
import './periodic-reports.css'

/** 发送记录: to whom it went, what failed and why; a person sends it again. */
export function MailLog({ report }: { report: PeriodicReportDetail }) {
  const { t } = useTranslation('periodic-reports')
  const client = useQueryClient()
  const { message } = App.useApp()
  const words = useProblemWords()
  async function retry(id: string) {
    await api.post(`/periodic-reports/${report.id}/mails/${id}/retries`).catch((error: unknown) => message.error(words(error).title))
    await client.invalidateQueries({ queryKey: ['periodic-reports'] })
  }
  return (
    <section className="card report-mails">
      <h2>{t('mail.title')}</h2>
      <Table<ReportMail>
        size="small"
        pagination={false}
        rowKey="id"
        scroll={{ x: 'max-content' }}
        dataSource={report.mailLog}
        columns={[
          { title: t('mail.to'), dataIndex: 'to' },
          {
            title: t('mail.state'),
            render: (_, { state }) => <Tag color={state === 'failed' ? 'error' : undefined}>{t(`mail.${state}`)}</Tag>,
          },
          { title: t('mail.tries'), render: (_, { tries }) => <span className="figures">{tries}</span> },
          { title: t('mail.when'), render: (_, { at, sentAt }) => <Instant at={sentAt ?? at} /> },
          { title: t('mail.error'), render: (_, { error }) => error ?? <span className="meta">—</span> },
          {
            title: '',
            render: (_, { id, state }) =>
              state === 'failed' &&
              report.can.manage && (
                <Button size="small" onClick={() => void retry(id)}>
                  {t('mail.retry')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  )
}
