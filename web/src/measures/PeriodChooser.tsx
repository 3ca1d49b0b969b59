import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { PeriodPlace } from './period.ts'
import './measures.css'

type Props = { place: PeriodPlace; period: { from: string; to: string }; onChange: (change: PeriodPlace) => void }

/** 时间范围: so many days up to today, or days of one's own; the address holds it. */
export function PeriodChooser({ place, period, onChange }: Props) {
  const { t } = useTranslation('measures')
  return (
    <div className="measure-period">
      <Segmented
        value={place.from ? 'own' : place.days}
        aria-label={t('period')}
        onChange={(days) => days !== 'own' && onChange({ days: days as PeriodPlace['days'], from: undefined, to: undefined })}
        options={[
          ...(['7', '30', '90', '365'] as const).map((value) => ({ value, label: t('days', { days: value }) })),
          ...(place.from ? [{ value: 'own', label: t('own') }] : []),
        ]}
      />
      <DatePicker.RangePicker
        aria-label={t('own')}
        allowClear={false}
        value={[dayjs(period.from), dayjs(period.to).subtract(1, 'day')]}
        disabledDate={(day) => day.isAfter(dayjs())}
        onChange={(days) =>
          days?.[0] && days[1] && onChange({ days: place.days, from: days[0].format('YYYY-MM-DD'), to: days[1].format('YYYY-MM-DD') })
        }
      />
    </div>
  )
}
