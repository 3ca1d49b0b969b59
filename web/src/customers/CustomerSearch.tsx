import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

type Props = {
  value?: string | undefined
  onSearch: (q: string | undefined) => void
  /** `/` leads here. */
  isPageSearch?: boolean
  isBusy?: boolean
  autoFocus?: boolean
}

/** Looks up a customer by what can be looked up: personal data is stored encrypted, so only whole values are found. */
export function CustomerSearch({ value, onSearch, isPageSearch = false, isBusy = false, autoFocus = false }: Props) {
  const { t } = useTranslation('customers')
  return (
    <Input.Search
      className="customer-search"
      data-search={isPageSearch || undefined}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      title={t('search.placeholder')}
      defaultValue={value}
      maxLength={200}
      allowClear
      autoFocus={autoFocus}
      loading={isBusy}
      onSearch={(typed) => onSearch(typed.trim() || undefined)}
    />
  )
}
