import { type PerformanceSheet, performanceCriteria } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Sideways } from '../../ui/index.ts'

type Month = PerformanceSheet['months'][number]

/** 逐月对照 of the same subject, by side. */
export function MonthsPart({ months }: { months: readonly Month[] }) {
  const { t } = useTranslation('performance')
  const points = (value: number | null) =>
    value === null ? <span className="meta">—</span> : <span className="figures">{value.toFixed(1)}</span>
  const weights = new Set(months.map(({ sides }) => sides.map(({ weight }) => weight).join()))
  return (
    <section className="card">
      <h2>{t('months.title')}</h2>
      <Sideways label={t('months.label')}>
        <Table<Month>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={months.toReversed()}
          columns={[
            { title: t('month'), key: 'month', render: (_, { id, month }) => <Link to={`/performance/${id}`}>{month}</Link> },
            { title: t('points'), key: 'points', align: 'right', render: (_, month) => points(month.points) },
            ...performanceCriteria.map((criterion) => ({
              title: t(`criterion.${criterion}`),
              key: criterion,
              align: 'right' as const,
              render: (_: unknown, { sides }: Month) => points(sides.find((side) => side.criterion === criterion)?.points ?? null),
            })),
          ]}
        />
      </Sideways>
      {weights.size > 1 && <p className="meta">{t('months.otherWeights')}</p>}
    </section>
  )
}
