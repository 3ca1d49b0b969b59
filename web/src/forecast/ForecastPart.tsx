import type { ForecastDetail } from '@zhiwei/contract'
import { Alert, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ratioText } from '../platform/index.ts'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { BandChart } from './BandChart.tsx'
import { useForecast } from './queries.ts'

const one = (value: number) => value.toFixed(1)

/** One forecast: its picture, its weeks, what it knows of days, and how past ones did. */
export function ForecastPart({ id }: { id: string }) {
  const { t } = useTranslation('forecast')
  const forecast = useForecast(id)
  if (forecast.isPending) return <TableBones />
  if (forecast.isError) return <ProblemNotice problem={forecast.error} onRetry={forecast.refetch} />
  return <Shown forecast={forecast.data} name={forecast.data.scope === 'all' ? t('all') : forecast.data.name} />
}

function Shown({ forecast, name }: { forecast: ForecastDetail; name: string }) {
  const { t } = useTranslation('forecast')
  const navigate = useNavigate()
  const { weeks, enough, method, mase, naiveMase, coverage, historyDays, scope, key } = forecast
  const course = `/warnings/series${scope === 'all' ? '' : `?${scope}=${encodeURIComponent(key)}`}`
  return (
    <section className="card forecast-card" aria-labelledby="forecast-name">
      <h2 id="forecast-name">{name}</h2>
      {!enough && (
        <Alert type="warning" showIcon title={t('notEnough.title', { count: historyDays })} description={t('notEnough.detail')} />
      )}
      <BandChart forecast={forecast} name={name} onPick={() => void navigate(course)} />
      <ul className="forecast-weeks">
        {weeks.map((week, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weeks have no name but their place
          <li key={at}>
            <span className="meta">{t('week', { count: at + 1 })}</span>
            <b>{one(week.expected)}</b>
            <span className="meta">{t('between', { low: week.low, high: week.high })}</span>
          </li>
        ))}
      </ul>
      <p className="meta">
        {t(`method.${method}`)}
        {mase !== null && naiveMase !== null && coverage !== null && (
          <> · {t('quality', { mase: mase.toFixed(2), naive: naiveMase.toFixed(2), coverage: ratioText(coverage) })}</>
        )}{' '}
        · <Link to={course}>{t('openCourse')}</Link>
      </p>
      <Effects forecast={forecast} />
      <Accuracy forecast={forecast} />
    </section>
  )
}

function Effects({ forecast: { effects } }: { forecast: ForecastDetail }) {
  const { t } = useTranslation('forecast')
  const known = effects.filter(({ days }) => days > 0)
  if (known.length === 0) return null
  return (
    <>
      <h3>{t('effects.title')}</h3>
      <Table
        size="small"
        pagination={false}
        rowKey="kind"
        dataSource={known}
        columns={[
          { title: t('effects.kind'), render: (_, { kind }) => kindName(kind, t) },
          { title: t('effects.factor'), align: 'right', render: (_, { factor }) => `× ${factor.toFixed(2)}` },
          { title: t('effects.days'), align: 'right', dataIndex: 'days' },
        ]}
      />
    </>
  )
}

/** `off:春节` → 春节, `makeUp` → 补班. */
export const kindName = (kind: string, t: (key: string) => string) => {
  const [group = '', own] = kind.split(':')
  return own ?? (['off', 'makeUp', 'peak'].includes(group) ? t(`kind.${group}`) : group)
}

function Accuracy({ forecast: { accuracy } }: { forecast: ForecastDetail }) {
  const { t } = useTranslation('forecast')
  return (
    <>
      <h3>{t('accuracy.title')}</h3>
      {accuracy.length === 0 ? (
        <p className="meta">{t('accuracy.none')}</p>
      ) : (
        <Table
          size="small"
          pagination={false}
          rowKey="ahead"
          scroll={{ x: 'max-content' }}
          dataSource={accuracy}
          columns={[
            { title: t('accuracy.ahead'), render: (_, { ahead }) => t(`ahead.${ahead}`) },
            { title: t('accuracy.days'), align: 'right', dataIndex: 'days' },
            { title: t('accuracy.meanError'), align: 'right', render: (_, row) => row.meanError.toFixed(2) },
            { title: t('accuracy.naiveError'), align: 'right', render: (_, row) => row.naiveError.toFixed(2) },
            { title: t('accuracy.bias'), align: 'right', render: (_, row) => `${row.bias > 0 ? '+' : ''}${row.bias.toFixed(2)}` },
            { title: t('accuracy.coverage'), align: 'right', render: (_, row) => ratioText(row.coverage) },
          ]}
        />
      )}
    </>
  )
}
