import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { instantOfWall, useSession, wallOf } from '../../../platform/index.ts'

type Props = {
  id?: string
  value?: string | null
  onChange?: (instant: string | undefined) => void
  /** Of something that happened; else of something to come, with the usual choices. */
  isPast?: boolean
  placeholder?: string
}

const wallFormat = 'YYYY-MM-DDTHH:mm'
const endOfWork = 18

/** A day and a time in the tenant's zone, whatever zone the browser is in; the value is an instant (UTC). */
export function InstantField({ id, value, onChange, isPast = false, placeholder }: Props) {
  const { t } = useTranslation('cases')
  const { zone } = useSession().tenant
  const today = dayjs(wallOf(new Date(), zone)).startOf('day')
  const presets = [0, 1, 3].map((days) => ({
    label: t(`input.day${days}`),
    value: today.add(days, 'day').hour(endOfWork),
  }))
  return (
    <DatePicker
      {...(id ? { id } : {})}
      value={value ? dayjs(wallOf(value, zone)) : null}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      {...(isPast ? { maxDate: today } : { minDate: today, presets })}
      placeholder={placeholder}
      onChange={(chosen) => onChange?.(chosen ? instantOfWall(chosen.format(wallFormat), zone) : undefined)}
      style={{ width: '100%' }}
    />
  )
}
