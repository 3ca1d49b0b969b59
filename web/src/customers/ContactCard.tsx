import type { CustomerDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant, MaskedValue } from '../ui/index.ts'
import { type RevealField, revealCustomer } from './queries.ts'

/** 联系资料, masked; the eye asks why, and shows all of a kind at once. */
export function ContactCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { id, contactPoints, kind } = customer
  const pointsOf = (wanted: 'phone' | 'email') =>
    [...contactPoints]
      .filter((point) => point.kind === wanted)
      .sort((a, b) => Number(b.primary) - Number(a.primary))
      .map(({ value }) => value)
      .join('、')
  const masked: [RevealField, string | null][] = [
    ['name', customer.name],
    ['phone', pointsOf('phone')],
    ['email', pointsOf('email')],
    ['customerNo', customer.customerNo],
  ]
  return (
    <section className="card customer-card">
      <h2>{t('page.contact')}</h2>
      <dl>
        {masked.map(([field, value]) => (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>
              {value ? (
                <MaskedValue
                  masked={value}
                  label={t(`field.${field}`)}
                  {...(customer.can.reveal && { reveal: (reason: string) => revealCustomer(id, field, reason) })}
                />
              ) : (
                <span className="meta">{t('page.none')}</span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('field.kind')}</dt>
          <dd>{t(`ui:complainantKind.${kind}`)}</dd>
        </div>
        <div>
          <dt>{t('page.since')}</dt>
          <dd>
            <Instant at={customer.createdAt} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
