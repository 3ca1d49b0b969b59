import { CloseOutlined } from '@ant-design/icons'
import { CustomerTier } from '@zhiwei/contract'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerSearch } from './CustomerSearch.tsx'
import type { CustomerFilter } from './queries.ts'

type Props = { filter: CustomerFilter; onChange: (change: Partial<CustomerFilter>) => void }

export function CustomerFilterBar({ filter, onChange }: Props) {
  const { t } = useTranslation('customers')
  const isFiltered = Boolean(filter.q || filter.tier || filter.tag)
  return (
    <div className="customer-filter">
      <CustomerSearch key={filter.q} value={filter.q} onSearch={(q) => onChange({ q })} isPageSearch />
      <Select<CustomerTier | null>
        aria-label={t('field.tier')}
        placeholder={t('list.anyTier')}
        value={filter.tier ?? null}
        options={CustomerTier.options.map((tier) => ({ value: tier, label: t(`ui:tier.${tier}`) }))}
        allowClear
        onChange={(tier) => onChange({ tier: tier ?? undefined })}
      />
      <Input
        key={filter.tag}
        aria-label={t('list.tag')}
        placeholder={t('list.tag')}
        defaultValue={filter.tag}
        maxLength={40}
        allowClear
        onClear={() => onChange({ tag: undefined })}
        onPressEnter={({ currentTarget }) => onChange({ tag: currentTarget.value.trim() || undefined })}
      />
      {isFiltered && (
        <Button type="text" icon={<CloseOutlined />} onClick={() => onChange({ q: undefined, tier: undefined, tag: undefined })}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  )
}
