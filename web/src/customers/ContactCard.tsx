import type { CustomerDetail } from '@zhiwei/contract'
import { App, Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { comma } from '../platform/punctuation.ts'
import { Instant, MaskedValue, useProblemWords } from '../ui/index.ts'
import { type RevealField, revealCustomer, useProveContact } from './queries.ts'

/** 联系资料, masked; the eye asks why, and shows all of a kind at once. */
export function ContactCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { id, contactPoints, kind } = customer
  const pointsOf = (wanted: 'phone' | 'email') =>
    [...contactPoints]
      .filter((point) => point.kind === wanted)
      .sort((a, b) => Number(b.primary) - Number(a.primary))
      .map(({ value }) => value)
      .join(comma())
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
        <Unproven customer={customer} />
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

/** 未核实: what anybody could have typed, and the word of a colleague who asked. */
function Unproven({ customer: { id, contactPoints, can } }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { message } = App.useApp()
  const words = useProblemWords()
  const prove = useProveContact(id)
  return contactPoints
    .filter(({ unproven }) => unproven)
    .map((point) => (
      <div key={point.id}>
        <dt>
          <Tag title={t('page.unprovenWhy')}>{t('page.unproven')}</Tag>
        </dt>
        <dd>
          {point.value}{' '}
          {can.edit && (
            <Button
              size="small"
              loading={prove.isPending}
              onClick={() =>
                prove.mutate(point.id, {
                  onSuccess: () => void message.success(t('page.proven')),
                  onError: (error) => void message.error(words(error).detail ?? words(error).title),
                })
              }
            >
              {t('page.prove')}
            </Button>
          )}
        </dd>
      </div>
    ))
}
