import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../../platform/index.ts'
import { MaskedValue } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { Facts } from './Facts.tsx'
import { type RevealedField, useReveal } from './use-reveal.ts'

/** 客户: who complains, masked until somebody says why they need more. */
export function CustomerCard() {
  const { t } = useTranslation('cases')
  const { customer } = useCaseOnPage().complaintCase
  const mayOpen = useMay('customers:read')
  if (!customer)
    return (
      <section className="part">
        <h2>{t('customer.title')}</h2>
        <p className="meta">{t('customer.anonymous')}</p>
      </section>
    )
  return (
    <section className="part">
      <header className="part-head">
        <h2>{t('customer.title')}</h2>
        {mayOpen && <Link to={`/customers/${customer.id}`}>{t('customer.open')}</Link>}
      </header>
      <div className="customer-head">
        <strong>{customer.name ? <Masked field="name" value={customer.name} /> : t('customer.unnamed')}</strong>
        {customer.tier !== 'ordinary' && <span className="customer-tier">{t(`ui:tier.${customer.tier}`)}</span>}
        {customer.lifecycle && <span className="meta">{t(`ui:lifecycle.${customer.lifecycle}`)}</span>}
        {customer.unproven && <Tag>{t('customer.unproven')}</Tag>}
        {customer.kind !== 'person' && <span className="meta">{t(`ui:complainantKind.${customer.kind}`)}</span>}
      </div>
      <Facts
        facts={[
          { label: t('customer.phone'), value: customer.phone && <Masked field="phone" value={customer.phone} /> },
          { label: t('customer.email'), value: customer.email && <Masked field="email" value={customer.email} /> },
          { label: t('customer.customerNo'), value: customer.customerNo },
          {
            label: t('customer.oneYear'),
            value: <Link to={`/cases?customerId=${customer.id}`}>{t('customer.times', { count: customer.caseCountOneYear })}</Link>,
          },
          { label: t('customer.openCases'), value: <OpenCases id={customer.id} count={customer.openCaseCount} /> },
        ]}
      />
      {customer.tags.length > 0 && (
        <div className="customer-tags">
          {customer.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </div>
      )}
    </section>
  )
}

function Masked({ field, value }: { field: RevealedField; value: string }) {
  const { t } = useTranslation('cases')
  const { can } = useCaseOnPage().complaintCase
  const reveal = useReveal()
  const mayReveal = can.reveals?.allowed === true && value.includes('*')
  return (
    <MaskedValue
      masked={value}
      label={t(`reveal.${field}`)}
      {...(mayReveal ? { reveal: (reason: string) => reveal(field, reason) } : {})}
    />
  )
}

/** More than this one: the same customer waits for something else too. */
function OpenCases({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation('cases')
  return (
    <Link to={`/cases?customerId=${id}&open=true`} className={count > 1 ? 'is-warning' : undefined}>
      {t('customer.cases', { count })}
    </Link>
  )
}
