import { type LedgerFilter, ledgerKinds } from '@zhiwei/contract'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../../classification/index.ts'
import { PersonSelect } from '../../identity/index.ts'

type Props = { filter: LedgerFilter; onChange: (next: Partial<LedgerFilter>) => void }

const dayText = 'YYYY-MM-DD'

/** By what happened, who decided, the category, and whole days. */
export function LedgerFilterBar({ filter, onChange }: Props) {
  const { t } = useTranslation('resolution')
  const last = filter.to ? dayjs(filter.to).subtract(1, 'day') : null
  return (
    <div className="resolution-bar">
      <Select
        mode="multiple"
        className="ledger-kinds"
        aria-label={t('ledger.kinds')}
        placeholder={t('ledger.kinds')}
        maxTagCount="responsive"
        value={filter.kind ?? []}
        options={ledgerKinds.map((kind) => ({ value: kind, label: t(`ledger.kind.${kind}`) }))}
        onChange={(kind) => onChange({ kind: kind.length > 0 ? kind : undefined })}
      />
      <span className="ledger-person">
        <PersonSelect
          value={filter.personId}
          label={t('ledger.person')}
          placeholder={t('ledger.person')}
          extra={[{ value: 'me', label: t('ledger.me') }]}
          onChange={(personId) => onChange({ personId })}
        />
      </span>
      <span className="ledger-category">
        <CatalogueSelect
          catalogue="categories"
          value={filter.category}
          label={t('ledger.category')}
          placeholder={t('ledger.everyCategory')}
          onChange={(category) => onChange({ category })}
        />
      </span>
      <DatePicker.RangePicker
        aria-label={t('ledger.when')}
        allowEmpty={[true, true]}
        value={[filter.from ? dayjs(filter.from) : null, last]}
        onChange={(days) => onChange({ from: days?.[0]?.format(dayText), to: days?.[1]?.add(1, 'day').format(dayText) })}
      />
    </div>
  )
}
