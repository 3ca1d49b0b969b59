import type { IdeaCustomer, IdeaDetail } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FormModal, Instant } from '../ui/index.ts'
import { useIdeaActs } from './queries.ts'

/** 要回告的客户: whose words it was; when it has ended, who was told and who is still to be. */
export function CustomersPart({ idea }: { idea: IdeaDetail }) {
  const { t } = useTranslation('ideas')
  const { tell, tried } = useIdeaActs()
  const [calling, setCalling] = useState<IdeaCustomer>()
  const isEnded = idea.endedAt !== null
  const reason = idea.steps.findLast(({ state }) => state === idea.state)?.reason ?? ''
  return (
    <section className="card idea-section" aria-label={t('customers.title')}>
      <h2>{t('customers.title')}</h2>
      <p className="meta">{isEnded ? t('customers.ended', { count: idea.toTell }) : t('customers.later')}</p>
      <ul className="idea-list">
        {idea.customerRows.map((row) => {
          const isOnTheWay = row.careTask !== null && row.careTask.result === null
          return (
            <li key={row.customer.id}>
              <Link to={`/customers/${row.customer.id}`}>{row.customer.name || t('unnamed')}</Link>
              {row.cases.map(({ id, number }) => (
                <Link key={id} className="meta" to={`/cases/${id}`}>
                  {number}
                </Link>
              ))}
              {row.told && row.toldAt && (
                <span className="meta">
                  {t('customers.told', { name: row.toldBy?.name ?? '–' })} <Instant at={row.toldAt} />
                </span>
              )}
              {!row.told && isOnTheWay && <Link to={`/care?of=all&task=${row.careTask?.id}`}>{t('customers.onTheWay')}</Link>}
              {!row.told && row.careTask?.result === 'unreached' && <span className="meta">{t('customers.unreached')}</span>}
              {idea.can.tell && !row.told && !isOnTheWay && (
                <Button size="small" onClick={() => setCalling(row)}>
                  {t('customers.call')}
                </Button>
              )}
              {idea.can.tell && !row.told && (
                <Button size="small" type="link" onClick={() => tried(tell(idea.id, { customerId: row.customer.id, how: 'told' }))}>
                  {t('customers.mark')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {calling && <CallModal idea={idea} customer={calling} reason={reason} onClose={() => setCalling(undefined)} />}
    </section>
  )
}

type Calling = { idea: IdeaDetail; customer: IdeaCustomer; reason: string; onClose: () => void }

function CallModal({ idea, customer, reason, onClose }: Calling) {
  const { t } = useTranslation('ideas')
  const { message } = App.useApp()
  const { tell } = useIdeaActs()
  return (
    <FormModal<{ about: string }>
      open
      title={t('customers.call')}
      okText={t('customers.call')}
      initialValues={{ about: t('customers.about', { title: idea.title, state: t(`state.${idea.state}`), reason }).slice(0, 1_000) }}
      onSubmit={async ({ about }) => {
        await tell(idea.id, { customerId: customer.customer.id, how: 'care', about })
        message.success(t('customers.called'))
      }}
      onClose={onClose}
    >
      <Form.Item name="about" label={t('customers.say')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={4} maxLength={1_000} />
      </Form.Item>
    </FormModal>
  )
}
