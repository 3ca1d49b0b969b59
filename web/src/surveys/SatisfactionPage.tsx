import type { MeasuredMean, MeasuredShare, SurveyGroup, SurveyMeasures } from '@zhiwei/contract'
import { Segmented, Table } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { useCatalogueName } from '../classification/index.ts'
import { numberText, ratioText, useUrlState } from '../platform/index.ts'
import { Chart, type ChartOption, EmptyState, Page, PageSkeleton, ProblemNotice, Sideways } from '../ui/index.ts'
import { useSurveyMeasures } from './queries.ts'
import { SurveyRows } from './SurveyRows.tsx'
import { FollowUpTabs } from './Tabs.tsx'
import './surveys.css'

const Place = z.object({
  by: z.enum(['unit', 'category', 'month']).default('unit'),
  low: z.enum(['true', 'false']).optional(),
  cursor: z.string().optional(),
})

/** 满意度: every score beside its response rate and interval; too few answers are said, not shown as a figure. */
export function SatisfactionPage() {
  const { t } = useTranslation('surveys')
  const [place, setPlace] = useUrlState(Place)
  const measures = useSurveyMeasures({ by: place.by })
  if (measures.isPending) return <PageSkeleton shape="detail" />
  return (
    <Page title={t('measures.title')}>
      <FollowUpTabs />
      {measures.isError && <ProblemNotice problem={measures.error} onRetry={measures.refetch} />}
      {measures.data && measures.data.total.response.of === 0 && measures.data.notYetCounted === 0 && (
        <EmptyState title={t('measures.emptyTitle')} detail={t('measures.emptyDetail')} />
      )}
      {measures.data && measures.data.total.response.of + measures.data.notYetCounted > 0 && (
        <div className="fu-measures">
          <Totals measures={measures.data} />
          <section className="card fu-card">
            <h2 className="fu-head">
              {t('measures.groups')}
              <Segmented
                size="small"
                value={place.by}
                aria-label={t('measures.by')}
                onChange={(by) => setPlace({ by })}
                options={(['unit', 'category', 'month'] as const).map((value) => ({ value, label: t(`measures.by_${value}`) }))}
              />
            </h2>
            <Sideways label={t('measures.groups')}>
              <Groups measures={measures.data} />
            </Sideways>
          </section>
          <Servqual measures={measures.data} />
        </div>
      )}
      <SurveyRows low={place.low} cursor={place.cursor} onChange={(next) => setPlace({ by: place.by, ...next })} />
    </Page>
  )
}

/** A share with its interval and how many it is of. */
function useFigures() {
  const { t } = useTranslation('surveys')
  const notEnough = (of: number) => t('measures.notEnough', { of: numberText(of) })
  return {
    share: ({ ratio, interval, of }: MeasuredShare) =>
      ratio === null || !interval ? notEnough(of) : `${ratioText(ratio)} (${ratioText(interval.low)}–${ratioText(interval.high)})`,
    mean: ({ mean, interval, of }: MeasuredMean, digits = 2) =>
      mean === null || !interval
        ? notEnough(of)
        : `${mean.toFixed(digits)} (${interval.low.toFixed(digits)}–${interval.high.toFixed(digits)})`,
  }
}

function Totals({ measures: { total, notYetCounted, lowScores, needed } }: { measures: SurveyMeasures }) {
  const { t } = useTranslation('surveys')
  const figures = useFigures()
  const facts = [
    ['response', figures.share(total.response), `${numberText(total.response.count)} / ${numberText(total.response.of)}`],
    ['satisfied', figures.share(total.satisfied), `${numberText(total.satisfied.count)} / ${numberText(total.satisfied.of)}`],
    ['mean', figures.mean(total.mean), numberText(total.mean.of)],
    ['solved', figures.share(total.solved), `${numberText(total.solved.count)} / ${numberText(total.solved.of)}`],
    ['nps', figures.mean(total.nps, 0), numberText(total.nps.of)],
  ] as const
  return (
    <section className="card fu-card">
      <h2>{t('measures.total')}</h2>
      <dl className="fu-figures">
        {facts.map(([name, value, of]) => (
          <div key={name}>
            <dt>{t(`measures.${name}`)}</dt>
            <dd className="figures">{value}</dd>
            <dd className="meta figures">{of}</dd>
          </div>
        ))}
        <div>
          <dt>{t('measures.lowScores')}</dt>
          <dd className="figures">
            <Link to="/follow-ups/low-scores">{numberText(lowScores.open)}</Link> / {numberText(lowScores.all)}
          </dd>
          <dd className="meta figures">{t('measures.lowDone', { reopened: lowScores.reopened, care: lowScores.care })}</dd>
        </div>
      </dl>
      <p className="meta">{t('measures.hint', { needed, waiting: notYetCounted })}</p>
    </section>
  )
}

function Groups({ measures: { rows, by } }: { measures: SurveyMeasures }) {
  const { t } = useTranslation('surveys')
  const figures = useFigures()
  const categoryName = useCatalogueName('categories')
  const nameOf = ({ key, name }: SurveyGroup) =>
    key === null ? t(`measures.none_${by}`) : (name ?? (by === 'category' ? categoryName(key) : key))
  return (
    <Table<SurveyGroup>
      size="small"
      rowKey={({ key }) => key ?? 'none'}
      pagination={false}
      dataSource={rows}
      columns={[
        { title: t(`measures.by_${by}`), key: 'name', render: (_, row) => nameOf(row) },
        { title: t('measures.asked'), key: 'asked', align: 'right', render: (_, row) => numberText(row.response.of) },
        { title: t('measures.response'), key: 'response', render: (_, row) => figures.share(row.response) },
        { title: t('measures.satisfied'), key: 'satisfied', render: (_, row) => figures.share(row.satisfied) },
        { title: t('measures.mean'), key: 'mean', render: (_, row) => figures.mean(row.mean) },
        { title: t('measures.solved'), key: 'solved', render: (_, row) => figures.share(row.solved) },
      ]}
    />
  )
}

/** SERVQUAL 差距: where it lies below nought, the customer found less than was expected. */
function Servqual({ measures: { servqual } }: { measures: SurveyMeasures }) {
  const { t } = useTranslation('surveys')
  const figures = useFigures()
  const told = servqual.some(({ gap }) => gap.mean !== null)
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', renderMode: 'richText' },
      xAxis: { type: 'value' },
      yAxis: { type: 'category', inverse: true, data: servqual.map(({ dimension }) => t(`dimension.${dimension}`)) },
      series: [
        { type: 'bar', barMaxWidth: 22, data: servqual.map(({ gap }) => Number((gap.mean ?? 0).toFixed(2))), label: { show: true } },
      ],
    }),
    [servqual, t],
  )
  return (
    <section className="card fu-card">
      <h2>{t('servqual.title')}</h2>
      <p className="meta">{t('servqual.detail')}</p>
      {told ? (
        <Chart
          option={option}
          height={220}
          label={t('servqual.picture')}
          table={{
            columns: [t('servqual.dimension'), t('servqual.expected'), t('servqual.perceived'), t('servqual.gap')],
            rows: servqual.map((row) => ({
              key: row.dimension,
              cells: [t(`dimension.${row.dimension}`), figures.mean(row.expected), figures.mean(row.perceived), figures.mean(row.gap)],
            })),
          }}
        />
      ) : (
        <p>{t('servqual.notEnough')}</p>
      )}
    </section>
  )
}
