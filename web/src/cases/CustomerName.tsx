import type { CaseRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import './customer-name.css'

/** The masked name, and the tier where it is more than ordinary. */
export function CustomerName({ customer }: { customer: CaseRow['customer'] }) {
  const { t } = useTranslation('ui')
  if (!customer) return <span className="customer-name">{t('complainantKind.anonymous')}</span>
  return (
    <span className="customer-name">
      <span>{customer.name}</span>
      {customer.tier !== 'ordinary' && <span className="customer-tier">{t(`tier.${customer.tier}`)}</span>}
    </span>
  )
}
