import type { Status } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** Where the case waits: with us (accent), with the customer or nobody (quiet), over (hollow). */
const groups: Record<Status, 'ours' | 'waiting' | 'over'> = {
  registered: 'ours',
  accepted: 'ours',
  dispatched: 'ours',
  handling: 'ours',
  returned: 'ours',
  answered: 'waiting',
  confirmed: 'waiting',
  closed: 'over',
  archived: 'over',
  declined: 'over',
  withdrawn: 'over',
}

/** 状态 of a case. */
export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation('ui')
  return <span className={`status status-${groups[status]}`}>{t(`status.${status}`)}</span>
}
