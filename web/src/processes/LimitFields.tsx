import { LimitStart, type ProcessStep, ProcessUnit } from '@zhiwei/contract'
import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'

type Limit = ProcessStep['limit']
const usual: NonNullable<Limit> = { amount: 24, unit: 'calendarHour', from: 'previous', watched: false }

/** 时限: how much of which time, from when, and whether a clock watches it. */
export function LimitFields({ limit, onChange }: { limit: Limit; onChange: (limit: Limit) => void }) {
  const { t } = useTranslation('processes')
  return (
    <fieldset className="step-limit" aria-label={t('limit')}>
      <Checkbox checked={limit !== null} onChange={({ target }) => onChange(target.checked ? usual : null)}>
        {t('limit')}
      </Checkbox>
      {limit && (
        <>
          <Select
            aria-label={t('fromLabel')}
            value={limit.from}
            popupMatchSelectWidth={false}
            options={LimitStart.options.map((from) => ({ value: from, label: t(`from.${from}`) }))}
            onChange={(from) => onChange({ ...limit, from })}
          />
          <InputNumber
            aria-label={t('amount')}
            min={1}
            max={10_000}
            precision={0}
            value={limit.amount}
            onChange={(amount) => onChange({ ...limit, amount: amount ?? 1 })}
          />
          <Select
            aria-label={t('unitLabel')}
            value={limit.unit}
            popupMatchSelectWidth={false}
            options={ProcessUnit.options.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            onChange={(unit) => onChange({ ...limit, unit })}
          />
          <Checkbox
            checked={limit.watched}
            title={t('watchedHint')}
            onChange={({ target }) => onChange({ ...limit, watched: target.checked })}
          >
            {t('watched')}
          </Checkbox>
        </>
      )}
    </fieldset>
  )
}
