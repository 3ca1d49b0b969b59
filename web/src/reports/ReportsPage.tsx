import { useQueryClient } from '@tanstack/react-query'
import { PageQuery, type ReportRow } from '@zhiwei/contract'
import { Button, Form, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api, useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, FormModal, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useReports } from './queries.ts'
import { ReportState } from './ReportState.tsx'

/** 调查预测报告: the weekly ones and those asked for. */
export function ReportsPage() {
  const { t } = useTranslation('reports')
  const [filter, setFilter] = useUrlState(PageQuery)
  const reports = useReports({ cursor: filter.cursor })
  const mayMake = useMay('warnings:handle')
  const [isNew, setNew] = useState(false)
  const create = mayMake && (
    <Button type="primary" onClick={() => setNew(true)}>
      {t('new')}
    </Button>
  )
  const rows = reports.data?.rows ?? []
  return (
    <Page title={t('title')} actions={rows.length > 0 && create}>
      <WarningNav />
      {reports.isPending && <TableBones />}
      {reports.isError && <ProblemNotice problem={reports.error} onRetry={reports.refetch} />}
      {reports.data && rows.length === 0 && <EmptyState title={t('none')} detail={t('noneDetail')} action={create} />}
      {rows.length > 0 && reports.data && (
        <>
          <Table<ReportRow>
            size="small"
            pagination={false}
            rowKey="id"
            scroll={{ x: 'max-content' }}
            dataSource={rows}
            columns={[
              { title: t('column.title'), render: (_, { id, title }) => <Link to={`/reports/${id}`}>{title}</Link> },
              { title: t('column.days'), render: (_, { fromDay, toDay }) => `${fromDay} – ${toDay}` },
              { title: t('column.kind'), render: (_, { kind }) => t(`kind.${kind}`) },
              { title: t('column.state'), render: (_, row) => <ReportState row={row} /> },
              { title: t('column.asked'), render: (_, { askedAt }) => <Instant at={askedAt} /> },
              { title: t('column.finished'), render: (_, { finishedBy }) => finishedBy?.name ?? '—' },
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

type Values = { title?: string; fromDay?: string; toDay?: string }

function NewReport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reports')
  const navigate = useNavigate()
  const client = useQueryClient()
  async function ask({ title, fromDay, toDay }: Values) {
    const { id } = await api.post<{ id: string }>('/reports', {
      ...(title && { title }),
      ...(fromDay && { fromDay }),
      ...(toDay && { toDay }),
    })
    await client.invalidateQueries({ queryKey: ['reports'] })
    void navigate(`/reports/${id}`)
  }
  return (
    <FormModal<Values> open title={t('new')} okText={t('make')} onSubmit={ask} onClose={onClose}>
      <p className="meta">{t('newHint')}</p>
      <Form.Item name="title" label={t('column.title')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="fromDay" label={t('fromDay')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toDay" label={t('toDay')}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}
