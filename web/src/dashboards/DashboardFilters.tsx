import { Channel } from '@zhiwei/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../classification/index.ts'
import { UnitSelect } from '../identity/index.ts'
import { PeriodChooser, periodOfPlace } from '../measures/index.ts'
import { useFormat, useNow } from '../platform/index.ts'
import type { DashboardPlace } from './place.ts'
import './dashboards.css'

type Props = { place: DashboardPlace; onChange: (place: DashboardPlace) => void }

/** Period and filters of all dashboards, held by the address. */
export function DashboardFilters({ place, onChange }: Props) {
  const { t } = useTranslation('dashboards')
  const { date } = useFormat()
  const now = useNow()
  const isNarrowed = place.category !== undefined || place.channel !== undefined || place.unitId !== undefined
  return (
    <search className="dashboard-filters">
      <PeriodChooser place={place} period={periodOfPlace(place, date(now))} onChange={(change) => onChange({ ...place, ...change })} />
      <div className="dashboard-narrowing">
        <div className="dashboard-filter">
          <CatalogueSelect
            catalogue="categories"
            label={t('filter.category')}
            placeholder={t('filter.category')}
            value={place.category}
            onChange={(category) => onChange({ ...place, category })}
          />
        </div>
        <div className="dashboard-filter">
          <Select
            allowClear
            className="dashboard-select"
            aria-label={t('filter.channel')}
            placeholder={t('filter.channel')}
            value={place.channel}
            options={Channel.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))}
            onChange={(channel) => onChange({ ...place, channel })}
          />
        </div>
        <div className="dashboard-filter">
          <UnitSelect
            label={t('filter.unit')}
            placeholder={t('filter.unit')}
            value={place.unitId}
            onChange={(unitId) => onChange({ ...place, unitId })}
          />
        </div>
      </div>
      {isNarrowed && (
        <Button type="link" onClick={() => onChange({ ...place, category: undefined, channel: undefined, unitId: undefined })}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}
