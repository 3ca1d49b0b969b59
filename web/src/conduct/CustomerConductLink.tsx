import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'

/** 行为与限制 on the customer's page: the way to the evidence, for those who propose and examine. */
export function CustomerConductLink({ customerId }: { customerId: string }) {
  const { t } = useTranslation('conduct')
  const proposes = useMay('conduct:propose')
  const reviews = useMay('conduct:review')
  if (!proposes && !reviews) return null
  return <Link to={`/conduct/${customerId}`}>{t('customer.title')}</Link>
}
