import { MergeOutlined } from '@ant-design/icons'
import type { CustomerDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { CustomerConductLink, RestrictionNotices } from '../conduct/index.ts'
import { CustomerContacts } from '../contacts/index.ts'
import { useHotkey } from '../platform/index.ts'
import { PortraitCard } from '../portrait/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { ContactCard } from './ContactCard.tsx'
import { CustomerCases } from './CustomerCases.tsx'
import { EditCustomerModal } from './EditCustomerModal.tsx'
import { MergeModal } from './MergeModal.tsx'
import { useCustomer } from './queries.ts'
import { StandingCard } from './StandingCard.tsx'
import { TierTag } from './TierTag.tsx'
import './customers.css'

/** 客户: who it is, how the company stands with them, and their complaints. */
export function CustomerPage() {
  const { t } = useTranslation('customers')
  const { id = '' } = useParams()
  const found = useCustomer(id)
  if (found.isPending) return <PageSkeleton shape="detail" />
  if (!found.data)
    return (
      <Page title={t('list.title')} breadcrumbs={[{ label: t('list.title'), to: '/customers' }]}>
        <ProblemNotice problem={found.error} onRetry={found.refetch} />
      </Page>
    )
  // An old link to a merged double leads to the customer who was kept.
  if (found.data.id !== id) return <Navigate to={`/customers/${found.data.id}`} replace />
  return <Customer key={id} customer={found.data} />
}

function Customer({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const [open, setOpen] = useState<'edit' | 'merge'>()
  const { can } = customer
  useHotkey('e', () => setOpen('edit'), { description: t('page.edit'), enabled: Boolean(can.edit) })
  return (
    <Page
      title={customer.name || t('unnamed')}
      extra={
        <>
          <TierTag tier={customer.tier} />
          <CustomerConductLink customerId={customer.id} />
        </>
      }
      breadcrumbs={[{ label: t('list.title'), to: '/customers' }]}
      actions={
        <>
          {can.merge && (
            <Button icon={<MergeOutlined />} onClick={() => setOpen('merge')}>
              {t('page.merge')}
            </Button>
          )}
          {can.edit && <Button onClick={() => setOpen('edit')}>{t('page.edit')}</Button>}
        </>
      }
    >
      <RestrictionNotices customerId={customer.id} />
      <div className="customer-columns">
        <div className="customer-side">
          <ContactCard customer={customer} />
          <StandingCard customer={customer} />
        </div>
        <CustomerCases customer={customer} />
      </div>
      <PortraitCard customerId={customer.id} />
      <CustomerContacts customerId={customer.id} />
      {open === 'edit' && <EditCustomerModal customer={customer} onClose={() => setOpen(undefined)} />}
      {open === 'merge' && <MergeModal customer={customer} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
