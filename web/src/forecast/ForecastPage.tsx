import type { ForecastRow } from '@zhiwei/contract'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Instant, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { ForecastPart } from './ForecastPart.tsx'
import { PeakModes } from './PeakModes.tsx'
import { useForecasts } from './queries.ts'
import { StaffingPart } from './StaffingPart.tsx'
import './forecast.css'

type View = 'volume' | 'staff' | 'peaks'
const views: readonly View[] = ['volume', 'staff', 'peaks']

/** 预测: what the next four weeks bring, how many people that needs, and peak modes. */
export function ForecastPage() {
  const { t } = useTranslation('forecast')
  const [view, setView] = useState<View>('volume')
  const forecasts = useForecasts()
  return (
    <Page title={t('title')} nav={<WarningNav />}>
      <div className="forecast-page">
        <Segmented<View>
          className="forecast-views"
          aria-label={t('views')}
          value={view}
          options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={setView}
        />
        {view === 'peaks' && <PeakModes />}
        {view === 'staff' && <StaffingPart />}
        {view === 'volume' && (
          <>
            {forecasts.isPending && <TableBones />}
            {forecasts.isError && <ProblemNotice problem={forecasts.error} onRetry={forecasts.refetch} />}
            {forecasts.data && forecasts.data.rows.length === 0 && <EmptyState title={t('none')} detail={t('noneDetail')} />}
            {forecasts.data && forecasts.data.rows.length > 0 && (
              <>
                <p className="meta">
                  {t('madeAt')} {forecasts.data.at && <Instant at={forecasts.data.at} />}
                </p>
                <Volume rows={forecasts.data.rows} />
              </>
            )}
          </>
        )}
      </div>
    </Page>
  )
}

function Volume({ rows }: { rows: ForecastRow[] }) {
  const { t } = useTranslation('forecast')
  const [chosen, setChosen] = useState('all:')
  const nameOf = ({ scope, key }: ForecastRow) => `${scope}:${key}`
  const row = rows.find((one) => nameOf(one) === chosen) ?? rows[0]
  const scopes = [...new Set(rows.map(({ scope }) => scope))]
  return (
    <>
      <Select
        className="forecast-choice"
        aria-label={t('choose')}
        showSearch={{ optionFilterProp: 'label' }}
        value={row ? nameOf(row) : null}
        options={scopes.map((scope) => ({
          label: t(`scope.${scope}`),
          options: rows
            .filter((one) => one.scope === scope)
            .map((one) => ({ value: nameOf(one), label: scope === 'all' ? t('all') : one.name })),
        }))}
        onChange={(value) => value && setChosen(value)}
      />
      {row && <ForecastPart id={row.id} />}
    </>
  )
}
