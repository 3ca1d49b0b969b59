import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ownerIn } from './owner.ts'

/** Whoever has the phone, e-mail or number already is one click away. */
export function OwnerNotice({ error }: { error: unknown }) {
  const { t } = useTranslation('customers')
  const ownerId = ownerIn(error)
  if (!ownerId) return null
  return (
    <Alert
      type="info"
      showIcon
      className="customer-owner"
      title={t('new.known')}
      action={<Link to={`/customers/${ownerId}`}>{t('new.open')}</Link>}
    />
  )
}
