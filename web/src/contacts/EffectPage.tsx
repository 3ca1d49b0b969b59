import type { CareEffect, EffectArm } from '@zhiwei/contract'
import { Alert, Table } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, ratioText } from '../platform/index.ts'
import { Chart, type ChartOption, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { useCareEffect } from './queries.ts'
import './contacts.css'

const arms = ['treated', 'capacity', 'holdOut'] as const
const rowsOf = { treated: 'treated', capacity: 'capacity', holdOut: 'holdout' } as const

/** 关怀效果: what the calls prevented, and how far that is known. */
export function EffectPage() {
  const { t } = useTranslation('contacts')
  const effect = useCareEffect(undefined)
  const crumbs = [{ label: t('latent.title'), to: '/latent' }]
  if (effect.isPending) return <PageSkeleton shape="detail" />
  return (
    <Page title={t('effect.title')} breadcrumbs={crumbs} actions={<LinkButton to="/care">{t('care.title')}</LinkButton>}>
      {effect.isError ? <ProblemNotice problem={effect.error} onRetry={effect.refetch} /> : <Effect effect={effect.data} />}
    </Page>
  )
}

function Effect({ effect }: { effect: CareEffect }) {
  const { t } = useTranslation('contacts')
  return (
    <div className="effect">
      <section className="card care-card">
        <h2>{t('effect.question', { days: effect.windowDays })}</h2>
        <Verdict effect={effect} />
        <Alert
          showIcon
          type={effect.randomised ? 'info' : 'warning'}
          title={t(effect.randomised ? 'effect.randomised' : 'effect.notRandomised')}
          description={t(effect.randomised ? 'effect.randomisedDetail' : 'effect.notRandomisedDetail')}
        />
        <Arms effect={effect} />
        <p className="meta">{t('effect.waiting', { count: effect.waitingForWindow, days: effect.windowDays })}</p>
      </section>
      <section className="card care-card">
        <h2>{t('effect.bands')}</h2>
        <p className="meta">{t('effect.bandsDetail')}</p>
        <Bands effect={effect} />
      </section>
      <section className="card care-card">
        <h2>{t('effect.results')}</h2>
        <ul className="effect-results">
          {effect.results.map(({ result, count }) => (
            <li key={result}>
              {t(`result.${result}`)}{' '}
              <Link className="figures" to="/care?of=all&state=done">
                {numberText(count)}
              </Link>
            </li>
          ))}
          <li>
            {t('effect.onTime')}{' '}
            <strong className="figures">
              {effect.onTime.rate === null ? t('effect.notEnough') : ratioText(effect.onTime.rate)} ({numberText(effect.onTime.inTime)} /{' '}
              {numberText(effect.onTime.due)})
            </strong>
          </li>
        </ul>
      </section>
    </div>
  )
}

function Verdict({ effect }: { effect: CareEffect }) {
  const { t } = useTranslation('contacts')
  const { difference, differenceInterval: between, prevented } = effect
  if (difference === null || !between)
    return <p className="effect-verdict">{t('effect.notEnoughDetail', { needed: effect.neededExpected })}</p>
  const figures = {
    difference: ratioText(difference),
    low: ratioText(between.low),
    high: ratioText(between.high),
    prevented: numberText(prevented ?? 0),
  }
  const key = between.low > 0 ? 'effect.fewer' : between.high < 0 ? 'effect.more' : 'effect.unclear'
  return <p className="effect-verdict">{t(key, figures)}</p>
}

const rateText = (arm: EffectArm, none: string) =>
  arm.rate === null || !arm.interval ? none : `${ratioText(arm.rate)} (${ratioText(arm.interval.low)}–${ratioText(arm.interval.high)})`

function Arms({ effect }: { effect: CareEffect }) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const told = arms.filter((arm) => effect[arm].people > 0)
  const table = {
    columns: [t('effect.arm'), t('effect.people'), t('effect.complained'), t('effect.rate'), t('effect.inCare'), t('effect.outside')],
    rows: arms.map((arm) => ({
      key: arm,
      pick: rowsOf[arm],
      cells: [
        t(`effect.${arm}`),
        numberText(effect[arm].people),
        numberText(effect[arm].complained),
        rateText(effect[arm], t('effect.notEnough')),
        numberText(effect[arm].inCare),
        numberText(effect[arm].wentOutside),
      ],
    })),
  }
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', renderMode: 'richText' },
      xAxis: { type: 'category', data: told.map((arm) => t(`effect.${arm}`)) },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => ratioText(value, 0) } },
      series: [
        {
          type: 'bar',
          barMaxWidth: 56,
          data: told.map((arm) => ({ value: effect[arm].rate ?? 0, pick: rowsOf[arm] })),
          label: {
            show: true,
            position: 'top',
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const arm = told[dataIndex]
              return arm ? rateText(effect[arm], t('effect.notEnough')) : ''
            },
          },
        },
      ],
    }),
    [effect, t, told],
  )
  // Without a rate there is nothing to draw.
  if (told.every((arm) => effect[arm].rate === null))
    return (
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={table.rows}
        columns={table.columns.map((title, at) => ({
          title,
          key: title,
          render: (_: unknown, row: (typeof table.rows)[number]) => row.cells[at],
        }))}
      />
    )
  return (
    <Chart
      option={option}
      height={220}
      label={t('effect.picture', { days: effect.windowDays })}
      table={table}
      onPick={(pick) => void navigate(`/latent?state=all&arm=${String(pick)}`)}
    />
  )
}

function Bands({ effect }: { effect: CareEffect }) {
  const { t } = useTranslation('contacts')
  const none = t('effect.notEnough')
  const cell = (arm: EffectArm) => `${numberText(arm.complained)} / ${numberText(arm.people)} · ${rateText(arm, none)}`
  return (
    <Table
      size="small"
      rowKey="from"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={effect.bands}
      columns={[
        { title: t('latent.probability'), key: 'band', render: (_, { from, to }) => `${ratioText(from, 0)}–${ratioText(to, 0)}` },
        { title: t('effect.treated'), key: 'treated', render: (_, band) => cell(band.treated) },
        { title: t('effect.leftOut'), key: 'left', render: (_, band) => cell(band.left) },
      ]}
    />
  )
}
