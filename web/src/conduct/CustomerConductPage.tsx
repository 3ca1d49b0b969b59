import { useQuery } from '@tanstack/react-query'
import type { CaseRow, CustomerDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { api } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { EvidencePart } from './EvidencePart.tsx'
import { ProposeModal } from './ProposeModal.tsx'
import { useCustomerConduct } from './queries.ts'
import { RestrictionCard } from './RestrictionCard.tsx'
import './conduct.css'

/** 客户行为: evidence as it is now, restrictions with who decided what, and the way to propose one. */
export function CustomerConductPage() {
  const { t } = useTranslation('conduct')
  const { id = '' } = useParams()
  const conduct = useCustomerConduct(id)
  const cases = useCasesOf(id)
  const [isProposing, setProposing] = useState(false)
  const crumbs = [{ label: t('title'), to: '/conduct' }]
  if (conduct.isPending) return <PageSkeleton shape="detail" />
  if (!conduct.data)
    return (
      <Page title={t('title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={conduct.error} onRetry={conduct.refetch} />
      </Page>
    )
  const { customer, evidence, restrictions, can } = conduct.data
  const chosen = [...new Set((evidence?.signs ?? []).flatMap((sign) => sign.cases.map((one) => one.id)))].slice(0, 20)
  return (
    <Page
      title={customer.name || t('unnamed')}
      breadcrumbs={crumbs}
      extra={<Link to={`/customers/${customer.id}`}>{t('toCustomer')}</Link>}
      actions={
        can.propose && (
          <Button type="primary" disabled={!cases.data} onClick={() => setProposing(true)}>
            {t('propose.open')}
          </Button>
        )
      }
    >
      <p className="meta">{t('principle')}</p>
      <div className="conduct-columns">
        {evidence && <EvidencePart evidence={evidence} />}
        <div className="conduct-list">
          {restrictions.length === 0 && <p className="card conduct-card meta">{t('restriction.none')}</p>}
          {restrictions.map((restriction) => (
            <RestrictionCard key={restriction.id} restriction={restriction} />
          ))}
        </div>
      </div>
      {isProposing && <ProposeModal customer={customer} cases={cases.data ?? []} chosen={chosen} onClose={() => setProposing(false)} />}
    </Page>
  )
}

/** What a proposal may rest on: the customer's newest complaints. */
const useCasesOf = (customerId: string) =>
  useQuery({
    queryKey: ['customers', customerId, 'cases'],
    queryFn: async ({ signal }): Promise<CaseRow[]> => (await api.get<CustomerDetail>(`/customers/${customerId}`, undefined, signal)).cases,
  })
