import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useSession, wallOf } from '../platform/index.ts'

type Props = { id?: string; value?: string | undefined; onChange?: (day: string | undefined) => void; before?: string; days?: number }

/** A day from today on, in the tenant's zone: before another, or within so many days. */
export function DayField({ value, onChange, before, days, ...rest }: Props) {
  const today = wallOf(new Date(), useSession().tenant.zone).slice(0, 10)
  const last = days === undefined ? undefined : dayjs(today).add(days, 'day').format('YYYY-MM-DD')
  return (
    <DatePicker
      {...rest}
      value={value === undefined ? null : dayjs(value)}
      disabledDate={(day) => {
        const text = day.format('YYYY-MM-DD')
        return text < today || (before !== undefined && text >= before) || (last !== undefined && text > last)
      }}
      onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))}
    />
  )
}
