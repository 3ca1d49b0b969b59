import type { ReportSchedule } from '@zhiwei/contract'
import { Alert, Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRoles } from '../identity/index.ts'
import { useShippedName } from '../platform/index.ts'
import { EmptyState, Instant, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { MailSettings } from './MailSettings.tsx'
import { useReportMailSettings, useReportSchedules } from './queries.ts'
import { ReportsNav } from './ReportsNav.tsx'
import { ScheduleForm } from './ScheduleForm.tsx'

/** 定时发送: what is made and mailed when, to whom. */
export function ReportSchedulesPage() {
  const { t } = useTranslation('periodic-reports')
  const schedules = useReportSchedules()
  const settings = useReportMailSettings()
  const roles = useRoles()
  const named = useShippedName()
  const [opened, setOpened] = useState<ReportSchedule | 'new'>()
  const create = (
    <Button type="primary" onClick={() => setOpened('new')}>
      {t('schedule.new')}
    </Button>
  )
  const roleName = (id: string) => named(roles.data?.rows.find((role) => role.id === id)?.name ?? '…')
  const rows = schedules.data?.rows ?? []
  return (
    <Page title={t('nav.schedules')} breadcrumbs={[{ label: t('title'), to: '/periodic-reports' }]} actions={rows.length > 0 && create}>
      <ReportsNav />
      {settings.data && !settings.data.mailAvailable && <Alert type="warning" showIcon title={t('schedule.noMail')} />}
      {schedules.isPending && <TableBones />}
      {schedules.isError && <ProblemNotice problem={schedules.error} onRetry={schedules.refetch} />}
      {schedules.data && rows.length === 0 && <EmptyState title={t('schedule.none')} detail={t('schedule.noneDetail')} action={create} />}
      {rows.length > 0 && (
        <Table<ReportSchedule>
          size="small"
          pagination={false}
          rowKey="id"
          scroll={{ x: 'max-content' }}
          dataSource={rows}
          columns={[
            {
              title: t('column.kind'),
              render: (_, schedule) => (
                <Button type="link" size="small" onClick={() => setOpened(schedule)}>
                  {t(`kind.${schedule.kind}`)}
                </Button>
              ),
            },
            { title: t('schedule.when'), render: (_, schedule) => <When schedule={schedule} /> },
            {
              title: t('schedule.to'),
              render: (_, { roleIds, outside }) => [...roleIds.map(roleName), ...outside].join(t('schedule.and')),
            },
            { title: t('schedule.formats'), render: (_, { formats }) => formats.map((format) => t(`format.${format}`)).join(' · ') },
            {
              title: t('schedule.last'),
              render: (_, { last }) =>
                last ? (
                  <Link to={`/periodic-reports/${last.reportId}`}>
                    <Instant at={last.at} />
                  </Link>
                ) : (
                  <span className="meta">—</span>
                ),
            },
            { title: t('column.state'), render: (_, { active }) => <Tag>{t(active ? 'schedule.active' : 'schedule.paused')}</Tag> },
          ]}
        />
      )}
      {settings.data && <MailSettings key={settings.data.version} settings={settings.data} />}
      {opened && settings.data && (
        <ScheduleForm
          schedule={opened === 'new' ? null : opened}
          outsideAllowed={settings.data.outsideAllowed}
          roles={roles.data?.rows ?? []}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  )
}

function When({ schedule: { kind, workingDay, atMinutes } }: { schedule: ReportSchedule }) {
  const { t } = useTranslation('periodic-reports')
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${two(Math.floor(atMinutes / 60))}:${two(atMinutes % 60)}`
  return <span className="figures">{t(`schedule.rule.${kind}`, { day: workingDay, time })}</span>
}
