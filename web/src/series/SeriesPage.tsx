import { type SeriesDimension, SeriesPick, type Surge } from '@zhiwei/contract'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { CourseChart } from './CourseChart.tsx'
import { courseAddress } from './pick.ts'
import { useCourse, useSeriesValues } from './queries.ts'
import { CasesOfDay } from './SurgePart.tsx'
import './series.css'

const dimensions: readonly SeriesDimension[] = ['category', 'product', 'region', 'node', 'unit', 'channel']
const spans = [30, 90, 180, 365]

/** 量的走势: any series that is counted, its band, its surges; each point opens its rows. */
export function SeriesPage() {
  const { t } = useTranslation('series')
  const [pick, setPick] = useUrlState(SeriesPick)
  const [day, setDay] = useState<string>()
  const course = useCourse(pick)
  const { series, surges = [], changes = [] } = course.data ?? {}
  const matters = mattersOf(surges)
  return (
    <Page title={t('title')} nav={<WarningNav />}>
      <div className="series-filter">
        {dimensions.map((dimension) => (
          <DimensionSelect
            key={dimension}
            dimension={dimension}
            value={pick[dimension]}
            onChange={(value) => setPick({ ...pick, [dimension]: value })}
          />
        ))}
        <Segmented
          aria-label={t('days.label')}
          value={pick.days}
          options={spans.map((value) => ({ value, label: t('days.last', { count: value }) }))}
          onChange={(days) => setPick({ ...pick, days })}
        />
      </div>
      {course.isPending && <TableBones />}
      {course.isError && <ProblemNotice problem={course.error} onRetry={course.refetch} />}
      {course.data && !series && <EmptyState title={t('none')} detail={t('noneDetail')} />}
      {course.data && series && (
        <section className="card series-card" aria-labelledby="series-name">
          <h2 id="series-name">{series.parts.length > 0 ? series.name : t('all')}</h2>
          <CourseChart course={course.data} name={series.parts.length > 0 ? series.name : t('all')} onPick={setDay} />
          <p className="meta">{t('hint')}</p>
          <h3 className="meta">{t('surges.title', { count: matters.length })}</h3>
          {matters.length === 0 && <p className="meta">{t('surges.none')}</p>}
          <ul className="plain">
            {matters.map((surge) => (
              <li key={surge.id}>
                <Instant at={surge.since} /> ·{' '}
                {surge.series.id !== series.id && <Link to={courseAddress(surge.series)}>{surge.series.name}</Link>}{' '}
                {t('surge.said', { observed: surge.observed, expected: surge.expected.toFixed(1), low: surge.low, high: surge.high })}{' '}
                {surge.warningId && <Link to={`/warnings/${surge.warningId}`}>{t('surges.open')}</Link>}
              </li>
            ))}
          </ul>
          {changes.length > 0 && (
            <>
              <h3 className="meta">{t('changes.title', { count: changes.length })}</h3>
              <ul className="plain">
                {changes.toReversed().map(({ day: since, before, after }) => (
                  <li key={since}>{t('changes.said', { day: since, before: before.toFixed(1), after: after.toFixed(1) })}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      {day && series && <CasesOfDay id={series.id} name={series.name} day={day} onClose={() => setDay(undefined)} />}
    </Page>
  )
}

/** A matter is found again day after day: the last that was said of each, the newest first. */
const mattersOf = (surges: Surge[]) =>
  [...new Map(surges.map((surge) => [surge.warningId ?? surge.id, surge])).values()].sort((one, other) => (one.at < other.at ? 1 : -1))

type SelectProps = { dimension: SeriesDimension; value: string | undefined; onChange: (value: string | undefined) => void }

function DimensionSelect({ dimension, value, onChange }: SelectProps) {
  const { t } = useTranslation('series')
  const values = useSeriesValues(dimension)
  const options = (values.data?.rows ?? []).flatMap(({ name, parts, lastFourWeeks }) => {
    const [part] = parts
    return part ? [{ value: part.value, label: t('value', { name, count: lastFourWeeks }) }] : []
  })
  return (
    <Select<string | null>
      className="series-select"
      allowClear
      aria-label={t(`dimension.${dimension}`)}
      placeholder={t(`dimension.${dimension}`)}
      loading={values.isPending}
      value={value ?? null}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={260}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
