import type { MoneyReport } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText, numberText } from '../platform/index.ts'
import { Sideways } from '../ui/index.ts'

type Saved = MoneyReport['actions'][number]

/** 措施省下的: by the rate ratio measured, with its interval; what the counts do not show is said. */
export function ActionsSaved({ actions, costFen }: { actions: Saved[]; costFen: number | null }) {
  const { t } = useTranslation('money')
  const range = (interval: Saved['interval'], text: (value: number) => string) =>
    interval && (
      <span className="meta money-under">
        {text(interval.low)} – {text(interval.high)}
      </span>
    )
  const unknown = <span className="meta">{t('notEnough')}</span>
  return (
    <section className="card money-section money-wide">
      <h2>{t('saved.title')}</h2>
      <Sideways label={t('saved.title')}>
        <Table<Saved>
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          rowKey={({ id, at }) => `${id} ${at}`}
          dataSource={actions}
          locale={{ emptyText: <span className="meta">{t('saved.empty')}</span> }}
          columns={[
            {
              title: t('saved.action'),
              key: 'title',
              render: (_, { id, title, before, after, rateRatio }) => (
                <>
                  <Link to={`/actions/${id}`}>{title}</Link>
                  <span className="meta figures money-phone">
                    {numberText(before)} → {numberText(after)}
                    {rateRatio !== null && ` · ${t('saved.ratio')} ${numberText(rateRatio, 2)}`}
                  </span>
                </>
              ),
            },
            {
              title: t('saved.counts'),
              key: 'counts',
              align: 'right',
              responsive: ['sm'],
              render: (_, { before, after }) => <span className="figures">{`${numberText(before)} → ${numberText(after)}`}</span>,
            },
            {
              title: t('saved.ratio'),
              key: 'ratio',
              align: 'right',
              responsive: ['sm'],
              render: (_, { rateRatio, interval }) =>
                rateRatio === null ? (
                  unknown
                ) : (
                  <span className="figures">
                    {numberText(rateRatio, 2)}
                    {range(interval, (value) => numberText(value, 2))}
                  </span>
                ),
            },
            {
              title: t('saved.fewer'),
              key: 'saved',
              align: 'right',
              render: (_, { saved, savedInterval }) =>
                saved === null ? (
                  unknown
                ) : (
                  <span className="figures">
                    {numberText(saved, 1)}
                    {range(savedInterval, (value) => numberText(value, 1))}
                  </span>
                ),
            },
            {
              title: t('saved.money'),
              key: 'money',
              align: 'right',
              render: (_, { savedFen, savedFenInterval }) =>
                savedFen === null ? (
                  unknown
                ) : (
                  <span className="figures">
                    {moneyText(savedFen)}
                    {range(savedFenInterval, moneyText)}
                  </span>
                ),
            },
          ]}
        />
      </Sideways>
      <p className="meta">{costFen === null ? t('saved.noCost') : t('saved.formula', { cost: moneyText(Math.round(costFen)) })}</p>
    </section>
  )
}
