import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { ListState } from './list-state.ts'

type Props = { from: string | undefined; to: string | undefined; onChange: (change: Pick<ListState, 'from' | 'to'>) => void }

const dayFormat = 'YYYY-MM-DD'
const dayOf = (value: string | undefined) => (value ? dayjs(value.slice(0, dayFormat.length)) : null)

/** Received between two days, both included. */
export function DateFilter({ from, to, onChange }: Props) {
  const { t } = useTranslation('cases')
  return (
    <div className="filter filter-dates is-rare">
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        aria-label={t('column.receivedAt')}
        placeholder={[t('list.receivedFrom'), t('list.receivedTo')]}
        value={[dayOf(from), dayOf(to)]}
        onChange={(days) => onChange({ from: days?.[0]?.format(dayFormat), to: days?.[1]?.format(dayFormat) })}
        style={{ width: '100%' }}
      />
    </div>
  )
}
