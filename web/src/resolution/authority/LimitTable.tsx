import type { AuthorityLimit } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { moneyText, useShippedName } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'

type Props = { rows: AuthorityLimit[]; onEnd: ((row: AuthorityLimit) => void) | undefined; empty: ReactNode }

export function LimitTable({ rows, onEnd, empty }: Props) {
  const { t } = useTranslation('resolution')
  const named = useShippedName()
  const categoryName = useCatalogueName('categories')
  const money = (fen: number | null) => <span className="figures">{fen === null ? '–' : moneyText(fen)}</span>
  const scopeOf = ({ category, tier }: AuthorityLimit) =>
    [category ? categoryName(category) : t('limit.everyCategory'), tier ? t(`ui:tier.${tier}`) : t('limit.everyTier')].join(' · ')
  const columns: TableColumnsType<AuthorityLimit> = [
    {
      title: t('limit.role'),
      key: 'role',
      render: (_, row) => (
        <span className="ledger-case">
          <strong>{named(row.role.name)}</strong>
          <span className="meta">{scopeOf(row)}</span>
        </span>
      ),
    },
    { title: t('limit.perCase'), key: 'case', width: 96, align: 'right', render: (_, row) => money(row.perCaseFen) },
    { title: t('limit.perDay'), key: 'day', width: 112, align: 'right', responsive: ['md'], render: (_, row) => money(row.perDayFen) },
    {
      title: t('limit.perMonth'),
      key: 'month',
      width: 120,
      align: 'right',
      responsive: ['md'],
      render: (_, row) => money(row.perMonthFen),
    },
    {
      title: t('limit.dates'),
      key: 'dates',
      width: 200,
      responsive: ['md'],
      render: (_, { effectiveFrom, effectiveTo }) => (
        <>
          <Instant at={effectiveFrom} /> – {effectiveTo ? <Instant at={effectiveTo} /> : t('limit.open')}
        </>
      ),
    },
    { title: t('limit.state'), key: 'state', width: 80, render: (_, { state }) => t(`limit.states.${state}`) },
    {
      key: 'acts',
      width: 72,
      render: (_, row) =>
        onEnd &&
        row.state !== 'past' && (
          <Button size="small" onClick={() => onEnd(row)}>
            {t('limit.end')}
          </Button>
        ),
    },
  ]
  return (
    <Table<AuthorityLimit>
      className="card wide-table"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: empty }}
    />
  )
}
