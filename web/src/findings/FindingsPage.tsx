import type { StaffFinding } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { FollowUpTabs } from '../surveys/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice, Sideways } from '../ui/index.ts'
import { useFindingOverview } from './queries.ts'
import './findings.css'
import { colon } from '../platform/punctuation.ts'

/** 认定与申诉: what waits for a second review, and what counts against whom. */
export function FindingsPage() {
  const { t } = useTranslation('findings')
  const overview = useFindingOverview()
  if (overview.isPending) return <PageSkeleton shape="detail" />
  return (
    <Page title={t('page.title')}>
      <FollowUpTabs />
      {overview.isError && <ProblemNotice problem={overview.error} onRetry={overview.refetch} />}
      {overview.data && (
        <div className="findings">
          <section className="card finding-card">
            <h2>{t('page.appeals')}</h2>
            {overview.data.appeals.rows.length === 0 && <p className="meta">{t('page.noAppeals')}</p>}
            <ul className="finding-list">
              {overview.data.appeals.rows.map((appeal) => (
                <li key={appeal.id}>
                  <Link to={`/cases/${appeal.caseId}`}>{appeal.number}</Link> {appeal.subject}{' '}
                  <strong>{t(`ui:finding.${appeal.finding}`)}</strong>
                  <p>
                    {t(`appealed.${appeal.from}`)}
                    {colon()}
                    {appeal.reason}{' '}
                    <span className="meta">
                      {appeal.by?.name} <Instant at={appeal.at} />
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          </section>
          <section className="card finding-card">
            <h2>{t('page.staff')}</h2>
            <p className="meta">{t('page.staffHint')}</p>
            <Sideways label={t('page.staff')}>
              <Staff rows={overview.data.staff.rows} />
            </Sideways>
          </section>
        </div>
      )}
    </Page>
  )
}

const figures = ['complaints', 'counts', 'unsubstantiated', 'unverifiable', 'appealed'] as const

function Staff({ rows }: { rows: StaffFinding[] }) {
  const { t } = useTranslation('findings')
  if (rows.length === 0) return <p className="meta">{t('page.noStaff')}</p>
  return (
    <Table<StaffFinding>
      size="small"
      pagination={false}
      rowKey={({ person }) => person.id}
      dataSource={rows}
      columns={[
        { title: t('page.person'), key: 'person', render: (_, { person }) => person.name },
        ...figures.map((name) => ({
          title: t(`page.${name}`),
          key: name,
          align: 'right' as const,
          render: (_: unknown, row: StaffFinding) => numberText(row[name]),
        })),
      ]}
    />
  )
}
