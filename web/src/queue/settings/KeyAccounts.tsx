import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { CustomerRow } from '@zhiwei/contract'
import { App, Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonSelect } from '../../identity/index.ts'
import { api, usePaused } from '../../platform/index.ts'
import { EmptyState, FormModal, ProblemNotice, TableBones, useProblemWords } from '../../ui/index.ts'
import { useKeyAccounts, useNameKeyHandler } from './queries.ts'

/** 大客户专属承办人 */
export function KeyAccounts() {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const words = useProblemWords()
  const accounts = useKeyAccounts()
  const name = useNameKeyHandler()
  const [isOpen, setOpen] = useState(false)
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
      {t('settings.keys.new')}
    </Button>
  )
  if (accounts.isPending) return <TableBones />
  if (accounts.isError) return <ProblemNotice problem={accounts.error} onRetry={accounts.refetch} />
  const { rows } = accounts.data
  const remove = (customerId: string) =>
    name.mutate({ customerId, handlerId: null, deputyId: null }, { onError: (error) => void message.error(words(error).title) })
  return (
    <>
      <div className="routing-head">
        <p className="meta">{t('settings.keys.hint')}</p>
        {rows.length > 0 && add}
      </div>
      {rows.length === 0 && <EmptyState title={t('settings.keys.none')} detail={t('settings.keys.noneDetail')} action={add} />}
      <ul className="skill-groups">
        {rows.map(({ customer, handler, deputy }) => (
          <li key={customer.id} className="card skill-group">
            <header>
              <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
              <span className="meta">{t(`ui:tier.${customer.tier}`)}</span>
              <Button size="small" onClick={() => remove(customer.id)}>
                {t('settings.keys.remove')}
              </Button>
            </header>
            <dl>
              <div>
                <dt className="meta">{t('settings.keys.handler')}</dt>
                <dd>{handler.name}</dd>
              </div>
              <div>
                <dt className="meta">{t('settings.keys.deputy')}</dt>
                <dd>{deputy?.name ?? '–'}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
      {isOpen && <KeyAccountModal onClose={() => setOpen(false)} />}
    </>
  )
}

type Values = { customerId: string; handlerId: string; deputyId?: string }

function KeyAccountModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('queue')
  const name = useNameKeyHandler()
  return (
    <FormModal<Values>
      open
      title={t('settings.keys.new')}
      okText={t('settings.keys.save')}
      onSubmit={({ deputyId, ...values }) => name.mutateAsync({ ...values, deputyId: deputyId ?? null })}
      onClose={onClose}
    >
      <Form.Item
        name="customerId"
        label={t('settings.keys.customer')}
        extra={t('settings.keys.customerHint')}
        rules={[{ required: true, message: t('settings.keys.customerRequired') }]}
      >
        <CustomerField />
      </Form.Item>
      <Form.Item
        name="handlerId"
        label={t('settings.keys.handler')}
        rules={[{ required: true, message: t('settings.keys.handlerRequired') }]}
      >
        <PersonSelect permission="cases:accept" />
      </Form.Item>
      <Form.Item name="deputyId" label={t('settings.keys.deputy')}>
        <PersonSelect permission="cases:accept" />
      </Form.Item>
    </FormModal>
  )
}

type FieldProps = { id?: string; value?: string; onChange?: (id: string) => void }

/** Finds as the list of customers does: by a whole name, number or phone. */
function CustomerField({ id, value, onChange }: FieldProps) {
  const { t } = useTranslation('queue')
  const [words, setWords] = useState('')
  const q = usePaused(words, 300).trim()
  const found = useQuery({
    queryKey: ['customers', 'key', q],
    queryFn: ({ signal }) =>
      api.get<{ rows: CustomerRow[] }>('/customers', q ? { q, limit: 20 } : { tier: 'keyAccount', limit: 20 }, signal),
    placeholderData: (before) => before,
  })
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: [row.name, row.phone, t(`ui:tier.${row.tier}`)].filter(Boolean).join(' · '),
  }))
  return (
    <Select<string>
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={found.isFetching}
      options={options}
      {...(onChange ? { onChange } : {})}
    />
  )
}
