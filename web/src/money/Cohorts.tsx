import type { MeasureName, MoneyReport } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, ratioText } from '../platform/index.ts'
import { Sideways } from '../ui/index.ts'

type Cohort = MoneyReport['cohorts'][number]
const measures: Record<Cohort['cohort'], MeasureName | null> = {
  silent: null,
  unsolved: 'repurchaseUnsolvedRatio',
  solved: 'repurchaseSolvedRatio',
  solvedFast: 'repurchaseSolvedFastRatio',
}

/** 去留: of whom how many stay, by what is published until one's own customers are enough. */
export function Cohorts({ cohorts, ownFrom }: { cohorts: Cohort[]; ownFrom: number }) {
  const { t } = useTranslation('money')
  return (
    <section className="card money-section money-wide">
      <h2>{t('cohort.title')}</h2>
      <Sideways label={t('cohort.title')}>
        <Table<Cohort>
          size="small"
          pagination={false}
          rowKey="cohort"
          dataSource={cohorts}
          columns={[
            {
              title: t('cohort.of'),
              key: 'of',
              render: (_, { cohort, published, basis }) => {
                const name = measures[cohort]
                const words = t(`cohort.${cohort}`)
                return (
                  <>
                    {name ? <Link to={`/measures?name=${name}&by=month&days=365`}>{words}</Link> : words}
                    <span className="meta money-phone">
                      {t('cohort.published')} {ratioText(published, 0)} · {t('cohort.counts')} {t(`basis.${basis}`)}
                    </span>
                  </>
                )
              },
            },
            {
              title: t('cohort.count'),
              key: 'count',
              align: 'right',
              render: (_, { count }) => <span className="figures">{numberText(count)}</span>,
            },
            {
              title: t('cohort.published'),
              key: 'published',
              align: 'right',
              responsive: ['sm'],
              render: (_, { published }) => ratioText(published, 0),
            },
            {
              title: t('cohort.own'),
              key: 'own',
              align: 'right',
              render: (_, { own }) => (
                <span className="figures">
                  {own.value === null ? <span className="meta">{t('notEnough')}</span> : ratioText(own.value)}
                  <span className="meta money-under">
                    {own.interval && `${ratioText(own.interval.low)}–${ratioText(own.interval.high)} · `}
                    {numberText(own.stayed)} / {numberText(own.of)}
                  </span>
                </span>
              ),
            },
            { title: t('cohort.counts'), key: 'counts', responsive: ['sm'], render: (_, { basis }) => t(`basis.${basis}`) },
          ]}
        />
      </Sideways>
      <p className="meta">{t('cohort.source', { ownFrom })}</p>
    </section>
  )
}
