import { PeriodicReportKind, PeriodicReportQuery, type PeriodicReportRow } from '@zhiwei/contract'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { NewReport } from './NewReport.tsx'
import { usePeriodicReports } from './queries.ts'
import { ReportsNav } from './ReportsNav.tsx'
import { MailState, ReportState } from './states.tsx'

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
    <Page title={t('title')} actions={create}>
      <ReportsNav />
      <div className="filters">
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
              { title: t('column.title'), render: (_, { id, title }) => <Link to={`/periodic-reports/${id}`}>{title}</Link> },
              { title: t('column.kind'), render: (_, { kind }) => t(`kind.${kind}`) },
              {
                title: t('column.days'),
                render: (_, { fromDay, toDay }) => <span className="figures">{fromDay === toDay ? toDay : `${fromDay} – ${toDay}`}</span>,
              },
              { title: t('column.state'), render: (_, row) => <ReportState row={row} /> },
              { title: t('column.mails'), render: (_, { mails }) => <MailState mails={mails} /> },
              { title: t('column.by'), render: (_, { askedBy }) => askedBy?.name ?? <span className="meta">{t('byItself')}</span> },
              { title: t('column.asked'), render: (_, { askedAt }) => <Instant at={askedAt} /> },
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
