import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ListState } from './list-state.ts'

/** Fields without a control of their own, which come with a link. */
const fields = [
  'customerId',
  'importId',
  'dueTo',
  'closedFrom',
  'awaitingApproval',
  'toReview',
  'atRisk',
] as const satisfies (keyof ListState)[]

/** Says what a link narrowed the list to, each to be taken off. */
export function AddressFilters({ state, onChange }: { state: ListState; onChange: (change: Partial<ListState>) => void }) {
  const { t } = useTranslation('cases')
  const set = fields.filter((name) => state[name] !== undefined && state[name] !== false)
  if (set.length === 0 && state.overdue !== false) return null
  return (
    <span className="address-filters">
      {set.map((name) => (
        <Tag key={name} closable onClose={() => onChange({ [name]: undefined })}>
          {t(`list.only.${name}`, { value: state[name] })}
        </Tag>
      ))}
      {state.overdue === false && (
        <Tag closable onClose={() => onChange({ overdue: undefined })}>
          {t('list.only.notOverdue')}
        </Tag>
      )}
    </span>
  )
}
