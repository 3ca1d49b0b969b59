import type { PeriodicReportRow } from '@zhiwei/contract'
import { Progress, Tag } from 'antd'
import { useTranslation } from 'react-i18next'

export function ReportState({ row }: { row: Pick<PeriodicReportRow, 'state' | 'progress'> }) {
  const { t } = useTranslation('periodic-reports')
  if (row.state === 'making')
    return <Progress percent={Math.round(row.progress * 100)} size="small" className="report-progress" aria-label={t('state.making')} />
  return <Tag color={row.state === 'failed' ? 'error' : undefined}>{t(`state.${row.state}`)}</Tag>
}

/** What came of its mails; a failure is seen first. */
export function MailState({ mails }: Pick<PeriodicReportRow, 'mails'>) {
  const { t } = useTranslation('periodic-reports')
  if (mails.failed > 0) return <Tag color="error">{t('mail.failedCount', { count: mails.failed })}</Tag>
  if (mails.waiting > 0) return <Tag>{t('mail.waitingCount', { count: mails.waiting })}</Tag>
  if (mails.sent > 0) return <span>{t('mail.sentCount', { count: mails.sent })}</span>
  return <span className="meta">{t('mail.none')}</span>
}
