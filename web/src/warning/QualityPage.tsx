import type { WarningQuality } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { numberText, ratioText, useFormat, useNow } from '../platform/index.ts'
import { EmptyState, Instant, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { Misses } from './quality/Misses.tsx'
import { Proposals } from './quality/Proposals.tsx'
import { QualityPicture } from './quality/QualityPicture.tsx'
import { useLeadText } from './quality/use-lead-text.ts'
import { useQuality } from './queries.ts'
import { WarningNav } from './WarningNav.tsx'
import './warning.css'

const periods = [30, 90, 365] as const
const dayMs = 86_400_000

/** 预警质量: precision, recall where known, lead time, false alarms and budget, by kind and month; what false labels teach. */
export function QualityPage() {
  const { t } = useTranslation('warning')
  const [params, setParams] = useSearchParams()
  const days = periods.find((one) => String(one) === params.get('days')) ?? 90
  // From the start of a day, so that the question stays the same while one looks.
  const [today] = useState(Math.floor(useNow().getTime() / dayMs) * dayMs)
  const from = new Date(today - (days - 1) * dayMs).toISOString()
  const quality = useQuality({ from })
  return (
    <Page title={t('quality.title')} nav={<WarningNav />}>
      <p className="meta">{t('quality.hint')}</p>
      <p className="meta">{t('quality.leadHint')}</p>
      <div className="warning-filter">
        <Segmented
          aria-label={t('quality.period')}
          value={days}
          options={periods.map((value) => ({ value, label: t('quality.days', { count: value }) }))}
          onChange={(value) => setParams(value === 90 ? {} : { days: String(value) })}
        />
      </div>
      {quality.isPending && <TableBones />}
      {quality.isError && <ProblemNotice problem={quality.error} onRetry={quality.refetch} />}
      {quality.data && quality.data.all.raised === 0 && <EmptyState title={t('quality.none')} detail={t('quality.noneDetail')} />}
      {quality.data && quality.data.all.raised > 0 && (
        <>
          <ByKind quality={quality.data} />
          <QualityPicture quality={quality.data} />
          <MissedCases quality={quality.data} />
        </>
      )}
      {!quality.isPending && <Proposals />}
      {!quality.isPending && <Misses />}
    </Page>
  )
}

type Figures = WarningQuality['all']

/** A share with its interval; nothing is nothing, not zero. */
function Share({ share, to }: { share: Figures['precision']; to?: string }) {
  const { t } = useTranslation('warning')
  if (!share) return <span className="meta">—</span>
  const words = `${ratioText(share.value)} (${share.hits}/${share.of})`
  return (
    <span title={t('quality.interval', { low: ratioText(share.low), high: ratioText(share.high) })}>
      {to ? <Link to={to}>{words}</Link> : words}{' '}
      <span className="meta">
        {ratioText(share.low)}–{ratioText(share.high)}
      </span>
    </span>
  )
}

function ByKind({ quality }: { quality: WarningQuality }) {
  const { t } = useTranslation('warning')
  const lead = useLeadText()
  const { from } = quality
  const rows = [
    { key: 'all', name: t('quality.all'), where: `state=all&from=${from}`, figures: quality.all },
    ...quality.byKind
      .filter(({ raised, recall }) => raised > 0 || recall !== null)
      .map((row) => ({ key: row.kind, name: t(`kind.${row.kind}`), where: `state=all&kind=${row.kind}&from=${from}`, figures: row })),
    ...quality.byMonth.map((row) => ({ key: row.month, name: row.month, where: monthOf(row.month), figures: row })),
  ]
  return (
    <section className="warning-section card warning-table" aria-label={t('quality.table')}>
      <table>
        <thead>
          <tr>
            {(['of', 'raised', 'precision', 'recall', 'lead', 'inTime', 'falseAlarms', 'perSeries'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`quality.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, where, figures }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>
                <Link to={`/warnings?${where}#rest`}>{numberText(figures.raised)}</Link>
              </td>
              <td>
                <Share share={figures.precision} to={`/warnings?${where}&verdict=true#rest`} />
              </td>
              <td>
                <Share share={figures.recall} />
              </td>
              <td>
                {lead(figures.leadHours)}{' '}
                {figures.leadHours !== null && <span className="meta">{t('quality.leads', { count: figures.leadOf })}</span>}
              </td>
              <td>
                <Share share={figures.acknowledgedInTime} />
              </td>
              <td>
                <Link to={`/warnings?${where}&verdict=false#rest`}>{numberText(figures.falseAlarms)}</Link>
              </td>
              <td>{figures.falseAlarmsPerSeriesMonth === null ? '—' : figures.falseAlarmsPerSeriesMonth.toPrecision(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function monthOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const start = new Date(Date.UTC(year, number - 1, 1)).toISOString()
  return `state=all&from=${start}&to=${new Date(Date.UTC(year, number, 1)).toISOString()}`
}

/** Cases that went outside and nobody was warned. */
function MissedCases({ quality: { missedCases, all } }: { quality: WarningQuality }) {
  const { t } = useTranslation('warning')
  const [isOpen, setOpen] = useState(false)
  const format = useFormat()
  if (missedCases.length === 0) return null
  return (
    <section className="warning-section card warning-part" aria-labelledby="missed-cases">
      <h2 id="missed-cases">{t('quality.missedCases', { count: (all.recall?.of ?? 0) - (all.recall?.hits ?? 0) })}</h2>
      <p className="meta">{t('quality.missedCasesHint')}</p>
      {isOpen ? (
        <ul className="warning-list">
          {missedCases.map(({ caseId, number, at }) => (
            <li key={caseId} className="warning-line" title={format.fullInstant(at)}>
              <Link to={`/cases/${caseId}`}>{number}</Link>
              <span className="meta">
                <Instant at={at} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Button onClick={() => setOpen(true)}>{t('quality.showMissed')}</Button>
      )}
    </section>
  )
}
