import type { RiskPointDetail } from '@zhiwei/contract'
import { Button, Form, Input, InputNumber, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { ImproveLinks } from '../improvement/index.ts'
import { numberText, useMay } from '../platform/index.ts'
import { useMode } from '../platform/preferences.ts'
import { Chart, type ChartOption } from '../ui/Chart.tsx'
import { FormModal, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { scaleOf } from '../ui/scale.ts'
import { CasesOfWeek } from './CasesOfWeek.tsx'
import { HeatMark } from './HeatMark.tsx'
import { PointModal, valuesOf } from './PointModal.tsx'
import { useRiskPoint, useRiskPointActs, useRiskPoints } from './queries.ts'
import './risk-points.css'
import { comma } from '../platform/punctuation.ts'

/** 风险点详情: whose it is and what prevents it, its course by weeks, its rate by months. */
export function RiskPointPage() {
  const { t } = useTranslation('risk-points')
  const point = useRiskPoint(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/warnings/risk-points' }]
  if (point.isPending) return <PageSkeleton shape="detail" />
  if (point.isError)
    return (
      <Page title={t('one')} breadcrumbs={crumbs}>
        <ProblemNotice problem={point.error} onRetry={point.refetch} />
      </Page>
    )
  return <Shown point={point.data} crumbs={crumbs} />
}

function Shown({ point, crumbs }: { point: RiskPointDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('risk-points')
  const mayManage = useMay('warnings:manage')
  const [open, setOpen] = useState<'edit' | 'exposure'>()
  const [week, setWeek] = useState<string>()
  const points = useRiskPoints()
  const { change } = useRiskPointActs()
  const close = () => setOpen(undefined)
  return (
    <Page
      title={point.name}
      breadcrumbs={crumbs}
      extra={<HeatMark heat={point.heat} />}
      actions={
        <>
          {point.warningId && <LinkButton to={`/warnings/${point.warningId}`}>{t('openWarning')}</LinkButton>}
          <ImproveLinks riskPoint={point} />
          {mayManage && <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>}
        </>
      }
    >
      <div className="point-columns">
        <section className="card point-part" aria-labelledby="point-weeks">
          <h2 id="point-weeks">{t('weeks.title')}</h2>
          <Weeks point={point} onPick={setWeek} />
        </section>
        <div>
          <About point={point} />
          <Months point={point} onEnter={() => setOpen('exposure')} />
        </div>
      </div>
      {open === 'edit' && (
        <PointModal
          title={t('editOf', { name: point.name })}
          initial={valuesOf(point)}
          points={points.data?.rows ?? []}
          self={point.id}
          onSubmit={(input) => change.mutateAsync({ id: point.id, version: point.version, ...input })}
          onClose={close}
        />
      )}
      {open === 'exposure' && <ExposureModal id={point.id} months={point.months.map(({ month }) => month)} onClose={close} />}
      {week && <CasesOfWeek id={point.id} name={point.name} week={week} onClose={() => setWeek(undefined)} />}
    </Page>
  )
}

function About({ point }: { point: RiskPointDetail }) {
  const { t } = useTranslation('risk-points')
  const categoryName = useCatalogueName('categories')
  const { rule } = point
  const lines = [
    [t('kind.label'), t(`kind.${point.kind}`)],
    [t('parent'), point.parent && <Link to={`/warnings/risk-points/${point.parent.id}`}>{point.parent.name}</Link>],
    [t('owner'), [point.owner?.name, point.unit?.name].filter(Boolean).join(' · ')],
    [t('measure'), point.measure],
    [t('measureDueOn'), point.measureDueOn && <span className={point.measureOverdue ? 'point-late' : ''}>{point.measureDueOn}</span>],
    [t('measureDoneOn'), point.measureDoneOn],
    [t('rule.categories'), rule.categories.map((code) => categoryName(code)).join(comma())],
    [t('rule.products'), rule.products.join(comma())],
    [t('rule.nodes'), rule.nodes.join(comma())],
    [t('rule.words'), rule.words.join(comma())],
    [t('weeklyThreshold'), point.weeklyThreshold],
    [t('per10kThreshold'), point.per10kThreshold],
  ] as const
  return (
    <section className="card point-part" aria-labelledby="point-about">
      <h2 id="point-about">{t('about')}</h2>
      {point.description && <p>{point.description}</p>}
      <dl className="point-facts">
        {lines
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function Weeks({ point: { weeks, name }, onPick }: { point: RiskPointDetail; onPick: (week: string) => void }) {
  const { t } = useTranslation('risk-points')
  const tones = scaleOf(useMode())
  const option = useMemo((): ChartOption => {
    const bars = (field: 'complaints' | 'doubts' | 'latent') => ({
      name: t(`heat.${field}`),
      type: 'bar' as const,
      stack: 'heat',
      data: weeks.map((week) => ({
        value: week[field],
        pick: week.week,
        ...(field === 'complaints' && week.level >= 3 && { itemStyle: { color: tones[`stage-${week.level as 3 | 4 | 5}`].mark } }),
      })) as never,
    })
    return {
      tooltip: { trigger: 'axis' },
      legend: { type: 'scroll' },
      xAxis: { type: 'category', data: weeks.map(({ week }) => week), axisLabel: { formatter: (week: string) => week.slice(5) } },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        bars('complaints'),
        bars('doubts'),
        bars('latent'),
        {
          name: t('heat.expected'),
          type: 'line',
          symbol: 'none',
          lineStyle: { type: 'dashed', width: 1 },
          data: weeks.map(({ expected }) => expected ?? '-'),
        },
      ],
    }
  }, [weeks, tones, t])
  return (
    <Chart
      height={300}
      label={t('weeks.label', { name })}
      option={option}
      table={{
        columns: [t('weeks.week'), t('heat.complaints'), t('heat.doubts'), t('heat.latent'), t('heat.expected'), t('heat.level')],
        rows: weeks.toReversed().map(({ week, complaints, doubts, latent, expected, level }) => ({
          key: week,
          pick: week,
          cells: [week, complaints, doubts, latent, expected ?? '—', level],
        })),
      }}
      onPick={(week) => typeof week === 'string' && onPick(week)}
    />
  )
}

function Months({ point: { months }, onEnter }: { point: RiskPointDetail; onEnter: () => void }) {
  const { t } = useTranslation('risk-points')
  const mayEnter = [useMay('warnings:handle'), useMay('warnings:manage')].some(Boolean)
  return (
    <section className="card point-part" aria-labelledby="point-months">
      <h2 id="point-months">{t('per10k.title')}</h2>
      <p className="meta">{t('per10k.hint')}</p>
      <Table
        size="small"
        pagination={false}
        rowKey="month"
        scroll={{ x: 'max-content' }}
        dataSource={months.toReversed()}
        columns={[
          { title: t('per10k.month'), dataIndex: 'month' },
          { title: t('per10k.complaints'), align: 'right', render: (_, row) => numberText(row.complaints) },
          { title: t('per10k.exposure'), align: 'right', render: (_, row) => (row.exposure === null ? '—' : numberText(row.exposure)) },
          { title: t('per10k.title'), align: 'right', render: (_, row) => row.ratio ?? '—' },
        ]}
      />
      {mayEnter && (
        <Button size="small" className="point-enter" onClick={onEnter}>
          {t('per10k.enter')}
        </Button>
      )}
    </section>
  )
}

type Exposure = { month: string; exposure: number }

function ExposureModal({ id, months, onClose }: { id: string; months: string[]; onClose: () => void }) {
  const { t } = useTranslation('risk-points')
  const { expose } = useRiskPointActs()
  return (
    <FormModal<Exposure>
      open
      title={t('per10k.enter')}
      okText={t('save')}
      initialValues={{ month: months.at(-1) ?? '' }}
      onSubmit={(values) => expose.mutateAsync({ id, ...values })}
      onClose={onClose}
    >
      <Form.Item name="month" label={t('per10k.month')} rules={[{ required: true, message: t('per10k.monthRequired') }]}>
        <Input type="month" />
      </Form.Item>
      <Form.Item name="exposure" label={t('per10k.exposure')} rules={[{ required: true, message: t('per10k.exposureRequired') }]}>
        <InputNumber min={1} max={10_000_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormModal>
  )
}
