import type { TaskLimit } from '@zhiwei/contract'
import { InputNumber, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'

const units: readonly TaskLimit['unit'][] = ['workingHour', 'workingDay', 'calendarHour', 'calendarDay']
const usual: TaskLimit['unit'] = 'workingDay'

type Props = { id?: string; value?: TaskLimit | undefined; onChange?: (limit: TaskLimit | undefined) => void }

/** 时限: so many hours or days, in the working time of the unit that is asked. */
export function LimitField({ id, value, onChange }: Props) {
  const { t } = useTranslation('cases')
  const unit = value?.unit ?? usual
  return (
    <Space.Compact block>
      <InputNumber<number>
        {...(id ? { id } : {})}
        min={1}
        max={1000}
        precision={0}
        value={value?.amount ?? null}
        placeholder={t('input.noLimit')}
        style={{ width: '50%' }}
        onChange={(amount) => onChange?.(amount ? { amount, unit } : undefined)}
      />
      <Select<TaskLimit['unit']>
        aria-label={t('field.limitUnit')}
        value={unit}
        style={{ width: '50%' }}
        options={units.map((one) => ({ value: one, label: t(`limitUnit.${one}`) }))}
        onChange={(chosen) => value && onChange?.({ amount: value.amount, unit: chosen })}
      />
    </Space.Compact>
  )
}
