import { FilterOutlined } from '@ant-design/icons'
import { Channel, Priority, Severity, Signal, Status } from '@zhiwei/contract'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueMultiSelect } from '../../classification/index.ts'
import { PersonSelect, UnitSelect } from '../../identity/index.ts'
import { AddressFilters } from './AddressFilters.tsx'
import { ChoiceFilter } from './ChoiceFilter.tsx'
import { DateFilter } from './DateFilter.tsx'
import type { ListState } from './list-state.ts'
import { narrowedBy } from './list-state.ts'
import { SearchField } from './SearchField.tsx'

type Props = { state: ListState; onChange: (change: Partial<ListState>) => void; onClear: () => void }

const stages = ['1', '2', '3', '4', '5']
const emotions = ['0', '1', '2', '3', '4']
const rarelyUsed = ['emotion', 'signal', 'severity', 'priority', 'channel', 'unitId', 'from', 'to'] as const satisfies (keyof ListState)[]

/** Narrows the list; everything chosen stands in the address. */
export function CaseFilterBar({ state, onChange, onClear }: Props) {
  const { t } = useTranslation('cases')
  const [isOpen, setOpen] = useState(() => rarelyUsed.some((name) => state[name] !== undefined))
  const count = narrowedBy(state)
  return (
    <search className={`filter-bar${isOpen ? ' is-open' : ''}`}>
      <SearchField value={state.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <ChoiceFilter name="status" options={Status.options} value={state.status} onChange={(status) => onChange({ status })} />
      <ChoiceFilter name="stage" options={stages} value={state.stage} onChange={(stage) => onChange({ stage })} />
      <div className="filter filter-category">
        <CatalogueMultiSelect
          catalogue="categories"
          label={t('column.category')}
          placeholder={t('column.category')}
          value={state.category}
          onChange={(category) => onChange({ category })}
        />
      </div>
      <div className="filter">
        <PersonSelect
          permission="cases:handle"
          label={t('column.handler')}
          placeholder={t('column.handler')}
          extra={[
            { value: 'me', label: t('list.me') },
            { value: 'none', label: t('list.nobody') },
          ]}
          value={state.handlerId}
          onChange={(handlerId) => onChange({ handlerId })}
        />
      </div>
      <ChoiceFilter isRare name="emotion" options={emotions} value={state.emotion} onChange={(emotion) => onChange({ emotion })} />
      <ChoiceFilter isRare name="signal" options={Signal.options} value={state.signal} onChange={(signal) => onChange({ signal })} />
      <ChoiceFilter
        isRare
        name="severity"
        options={Severity.options}
        value={state.severity}
        onChange={(severity) => onChange({ severity })}
      />
      <ChoiceFilter
        isRare
        name="priority"
        options={Priority.options}
        value={state.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <ChoiceFilter isRare name="channel" options={Channel.options} value={state.channel} onChange={(channel) => onChange({ channel })} />
      <div className="filter is-rare">
        <UnitSelect
          label={t('column.unit')}
          placeholder={t('column.unit')}
          extra={[{ value: 'mine', title: t('list.myUnit') }]}
          value={state.unitId}
          onChange={(unitId) => onChange({ unitId })}
        />
      </div>
      <DateFilter from={state.from} to={state.to} onChange={onChange} />
      <Checkbox checked={state.overdue === true} onChange={({ target }) => onChange({ overdue: target.checked || undefined })}>
        {t('list.overdue')}
      </Checkbox>
      <Checkbox checked={state.open === true} onChange={({ target }) => onChange({ open: target.checked || undefined })}>
        {t('list.open')}
      </Checkbox>
      <AddressFilters state={state} onChange={onChange} />
      <span className="filter-buttons">
        <Button type="text" icon={<FilterOutlined />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'list.fewerFilters' : 'list.moreFilters')}
        </Button>
        {count > 0 && (
          <Button type="link" onClick={onClear}>
            {t('list.clear', { count })}
          </Button>
        )}
      </span>
    </search>
  )
}
