import type { PerformanceSheetRow } from '@zhiwei/contract'
import { Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState, ProblemNotice, Sideways, TableBones } from '../ui/index.ts'
import type { PartProps } from './PerformancePage.tsx'
import { useSheets } from './queries.ts'
import { StateTag } from './StateTag.tsx'

type Props = PartProps & { part: 'mine' | 'team' | 'units' }

/** 绩效表 of oneself, of people or of units: by month, unit and name. Points give no order. */
export function SheetsPart({ part, place, onPlace }: Props) {
  const { t } = useTranslation('performance')
  const sheets = useSheets(
    part === 'mine' ? { kind: 'person', own: 'true' } : part === 'team' ? { kind: 'person', own: 'false' } : { kind: 'unit' },
  )
  if (sheets.isPending) return <TableBones />
  if (sheets.isError) return <ProblemNotice problem={sheets.error} onRetry={sheets.refetch} />
  const all = sheets.data.rows
  if (all.length === 0) return <EmptyState title={t(`none.${part}`)} detail={t(`none.${part}Detail`)} />
  const months = [...new Set(all.map(({ month }) => month))]
  const rows = all.filter(({ month }) => place.month === undefined || month === place.month)
  return (
    <>
      {part !== 'mine' && (
        <div className="performance-bar">
          <Select
            value={place.month ?? ''}
            aria-label={t('month')}
            className="performance-month"
            onChange={(month) => onPlace({ month: month || undefined })}
            options={[{ value: '', label: t('allMonths') }, ...months.map((value) => ({ value, label: value }))]}
          />
          <span className="meta">{t('noRanking')}</span>
        </div>
      )}
      <section className="card performance-sheets">
        <Sideways label={t(`part.${part}`)}>
          <Table<PerformanceSheetRow>
            size="small"
            rowKey="id"
            dataSource={rows}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <span className="meta">{t(`none.${part}`)}</span> }}
            columns={[
              {
                title: t('month'),
                key: 'month',
                render: (_, { id, month }) => <Link to={`/performance/${id}`}>{month}</Link>,
              },
              ...(part === 'mine'
                ? []
                : [
                    {
                      title: t(part === 'team' ? 'person' : 'unit'),
                      key: 'subject',
                      render: (_: unknown, { id, subject }: PerformanceSheetRow) => <Link to={`/performance/${id}`}>{subject.name}</Link>,
                    },
                  ]),
              ...(part === 'team'
                ? [
                    {
                      title: t('unit'),
                      key: 'unit',
                      responsive: ['sm' as const],
                      render: (_: unknown, { unit }: PerformanceSheetRow) => unit?.name ?? '',
                    },
                  ]
                : []),
              { title: t('stateColumn'), key: 'state', render: (_, row) => <SheetMarks row={row} /> },
              {
                title: t('casesColumn'),
                key: 'cases',
                align: 'right',
                responsive: ['sm'],
                render: (_, { cases }) => <span className="figures">{cases}</span>,
              },
              {
                title: t('points'),
                key: 'points',
                align: 'right',
                render: (_, { points }) =>
                  points === null ? <span className="meta">{t('notEnough')}</span> : <span className="figures">{points.toFixed(1)}</span>,
              },
            ]}
          />
        </Sideways>
      </section>
    </>
  )
}

function SheetMarks({ row: { state, openObjections, amended } }: { row: PerformanceSheetRow }) {
  const { t } = useTranslation('performance')
  return (
    <span className="performance-marks">
      <StateTag state={state} />
      {openObjections > 0 && <span className="meta">{t('openObjections', { count: openObjections })}</span>}
      {amended && <span className="meta">{t('amended')}</span>}
    </span>
  )
}
