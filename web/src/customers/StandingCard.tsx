import { type CustomerChange, type CustomerDetail, CustomerLifecycle, CustomerTier } from '@zhiwei/contract'
import { App, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'
import { useProblemWords } from '../ui/index.ts'
import { TagInput } from './CustomerFields.tsx'
import { useChangeCustomer } from './queries.ts'

/** 等级、生命周期、标签: changed where they stand. */
export function StandingCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { message } = App.useApp()
  const words = useProblemWords()
  const change = useChangeCustomer(customer)
  const { tier, lifecycle, tags } = { ...customer, ...(change.isPending ? change.variables : {}) }

  function save(next: Omit<CustomerChange, 'version'>) {
    change.mutate(next, {
      onError: (error) =>
        void (isProblem(error, 'VERSION_CONFLICT') ? message.warning(t('page.conflict')) : message.error(words(error).title)),
    })
  }

  return (
    <section className="card customer-card">
      <h2>{t('page.standing')}</h2>
      <dl>
        <div>
          <dt>{t('field.tier')}</dt>
          <dd>
            <Choice
              label={t('field.tier')}
              value={tier ?? 'ordinary'}
              options={CustomerTier.options.map((value) => ({ value, label: t(`ui:tier.${value}`) }))}
              mayChange={Boolean(customer.can.edit) && !change.isPending}
              onChange={(value) => value && save({ tier: value })}
            />
          </dd>
        </div>
        <div>
          <dt>{t('field.lifecycle')}</dt>
          <dd>
            <Choice
              label={t('field.lifecycle')}
              value={lifecycle ?? null}
              options={CustomerLifecycle.options.map((value) => ({ value, label: t(`ui:lifecycle.${value}`) }))}
              mayChange={Boolean(customer.can.edit) && !change.isPending}
              isClearable
              onChange={(value) => save({ lifecycle: value })}
            />
          </dd>
        </div>
        <div>
          <dt>{t('field.tags')}</dt>
          <dd>
            {customer.can.edit ? (
              <TagInput value={tags ?? []} label={t('field.tags')} onChange={(next) => save({ tags: next })} />
            ) : (
              customer.tags.join(comma()) || <span className="meta">{t('page.none')}</span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

type ChoiceProps<Value extends string> = {
  label: string
  value: Value | null
  options: { value: Value; label: string }[]
  mayChange: boolean
  isClearable?: boolean
  onChange: (value: Value | null) => void
}

function Choice<Value extends string>({ label, value, options, mayChange, isClearable = false, onChange }: ChoiceProps<Value>) {
  const { t } = useTranslation('customers')
  return (
    <Select<Value | null>
      className="customer-choice"
      aria-label={label}
      value={value}
      options={options}
      disabled={!mayChange}
      allowClear={isClearable}
      placeholder={t('field.unknown')}
      onChange={(next) => onChange(next ?? null)}
    />
  )
}
