import { PeriodicReportKind, PeriodicReportQuery, type PeriodicReportRow } from '@zhiwei/contract'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AnalysisNav } from '../measures/index.ts'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { NewReport } from './NewReport.tsx'
import { usePeriodicReports } from './queries.ts'
import { ReportsNav } from './ReportsNav.tsx'
import { MailState, ReportState } from './states.tsx'
import './periodic-reports.css'

/** 定期报告: the newest first; what is being made shows how far it has come. */
export function PeriodicReportsPage() {
  const { t } = useTranslation('periodic-reports')
  const [filter, setFilter] = useUrlState(PeriodicReportQuery)
  const reports = usePeriodicReports({ cursor: filter.cursor, kind: filter.kind })
  const mayMake = useMay('reports:manage')
  const [isNew, setNew] = useState(false)
  const create = mayMake && (
    <Button type="primary" onClick={() => setNew(true)}>
      {t('new')}
    </Button>
  )
  const rows = reports.data?.rows ?? []
  return (
    <Page title={t('title')} actions={create} nav={<AnalysisNav />}>
      <ReportsNav />
      <div className="report-filter">
        <Select
          allowClear
          aria-label={t('column.kind')}
          placeholder={t('allKinds')}
          value={filter.kind}
          onChange={(kind) => setFilter({ ...filter, kind, cursor: undefined })}
          popupMatchSelectWidth={false}
          style={{ minWidth: 160 }}
          options={PeriodicReportKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      {reports.isPending && <TableBones />}
      {reports.isError && <ProblemNotice problem={reports.error} onRetry={reports.refetch} />}
      {reports.data && rows.length === 0 && <EmptyState title={t('none')} detail={t('noneDetail')} action={create} />}
      {rows.length > 0 && reports.data && (
        <>
          <Table<PeriodicReportRow>
            size="small"
            pagination={false}
            rowKey="id"
            scroll={{ x: 'max-content' }}
            dataSource={rows}
            columns={[
              {
                title: t('column.title'),
                render: (_, row) => (
                  <>
                    <Link to={`/periodic-reports/${row.id}`}>{row.title}</Link>
                    <span className="meta figures report-phone">{daysOf(row)}</span>
                  </>
                ),
              },
              { title: t('column.kind'), responsive: ['sm'], render: (_, { kind }) => t(`kind.${kind}`) },
              { title: t('column.days'), responsive: ['sm'], render: (_, row) => <span className="figures">{daysOf(row)}</span> },
              { title: t('column.state'), render: (_, row) => <ReportState row={row} /> },
              { title: t('column.mails'), responsive: ['md'], render: (_, { mails }) => <MailState mails={mails} /> },
              {
                title: t('column.by'),
                responsive: ['md'],
                render: (_, { askedBy }) => askedBy?.name ?? <span className="meta">{t('byItself')}</span>,
              },
              { title: t('column.asked'), responsive: ['sm'], render: (_, { askedAt }) => <Instant at={askedAt} /> },
            ]}
          />
          <Pager
            cursor={filter.cursor}
            nextCursor={reports.data.nextCursor}
            total={reports.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
      {isNew && <NewReport onClose={() => setNew(false)} />}
    </Page>
  )
}

const daysOf = ({ fromDay, toDay }: PeriodicReportRow) => (fromDay === toDay ? toDay : `${fromDay} – ${toDay}`)
