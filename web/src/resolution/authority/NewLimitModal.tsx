import { useQuery } from '@tanstack/react-query'
import { CustomerTier, type Role } from '@zhiwei/contract'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { InstantField, MoneyField } from '../../cases/index.ts'
import { CatalogueSelect } from '../../classification/index.ts'
import { api, useShippedName } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useRefresh } from '../queries.ts'

type Values = {
  roleId: string
  category?: string
  tier?: string
  perCaseFen: number
  perDayFen?: number
  perMonthFen?: number
  effectiveFrom?: string
  effectiveTo?: string
}

/** A new line of the limits. */
export function NewLimitModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('resolution')
  const refresh = useRefresh('authority-limits', 'cases')
  const named = useShippedName()
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<{ rows: Role[] }>('/roles', undefined, signal),
    enabled: open,
  })
  async function add({ effectiveFrom, ...values }: Values) {
    await api.post('/authority-limits', { ...values, effectiveFrom: effectiveFrom ?? new Date().toISOString() })
    await refresh()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Values> open={open} title={t('limit.add')} okText={t('limit.add')} onSubmit={add} onClose={onClose} width={560}>
      <Form.Item name="roleId" label={t('limit.role')} rules={required}>
        <Select options={(roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: named(name) }))} />
      </Form.Item>
      <Form.Item name="category" label={t('limit.category')}>
        <CatalogueSelect catalogue="categories" placeholder={t('limit.everyCategory')} />
      </Form.Item>
      <Form.Item name="tier" label={t('limit.tier')}>
        <Select
          allowClear
          placeholder={t('limit.everyTier')}
          options={CustomerTier.options.map((tier) => ({ value: tier, label: t(`ui:tier.${tier}`) }))}
        />
      </Form.Item>
      <div className="limit-money">
        <Form.Item name="perCaseFen" label={t('limit.perCase')} rules={required}>
          <MoneyField />
        </Form.Item>
        <Form.Item name="perDayFen" label={t('limit.perDay')}>
          <MoneyField placeholder={t('limit.noSuch')} />
        </Form.Item>
        <Form.Item name="perMonthFen" label={t('limit.perMonth')}>
          <MoneyField placeholder={t('limit.noSuch')} />
        </Form.Item>
      </div>
      <Form.Item name="effectiveFrom" label={t('limit.from')}>
        <InstantField placeholder={t('limit.now')} />
      </Form.Item>
      <Form.Item name="effectiveTo" label={t('limit.to')}>
        <InstantField placeholder={t('limit.open')} />
      </Form.Item>
    </FormModal>
  )
}
