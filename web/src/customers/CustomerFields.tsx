import { ComplainantKind, CustomerLifecycle, CustomerTier } from '@zhiwei/contract'
import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'

const text = ['name', 'phone', 'email', 'customerNo'] as const
const lengths = { name: 100, phone: 40, email: 200, customerNo: 100 } as const
export type Identity = Record<(typeof text)[number], string | undefined>

/** Who it is. With `masked`, what is known stands greyed in the field and stays unless something is typed. */
export function IdentityFields({ masked }: { masked?: Record<(typeof text)[number], string | null> }) {
  const { t } = useTranslation('customers')
  return (
    <>
      <Form.Item name="kind" label={t('field.kind')}>
        <Radio.Group options={ComplainantKind.options.map((kind) => ({ value: kind, label: t(`ui:complainantKind.${kind}`) }))} />
      </Form.Item>
      <div className="customer-fields">
        {text.map((field, index) => (
          <Form.Item
            key={field}
            name={field}
            label={t(`field.${field}`)}
            rules={field === 'email' ? [{ type: 'email', message: t('field.emailWrong') }] : []}
          >
            <Input maxLength={lengths[field]} autoComplete="off" autoFocus={index === 0} placeholder={masked?.[field] ?? ''} />
          </Form.Item>
        ))}
      </div>
    </>
  )
}

/** How the company stands with the customer. */
export function StandingFields() {
  const { t } = useTranslation('customers')
  return (
    <div className="customer-fields">
      <Form.Item name="tier" label={t('field.tier')}>
        <Select options={CustomerTier.options.map((tier) => ({ value: tier, label: t(`ui:tier.${tier}`) }))} />
      </Form.Item>
      <Form.Item name="lifecycle" label={t('field.lifecycle')}>
        <Select
          allowClear
          placeholder={t('field.unknown')}
          options={CustomerLifecycle.options.map((stage) => ({ value: stage, label: t(`ui:lifecycle.${stage}`) }))}
        />
      </Form.Item>
      <Form.Item name="tags" label={t('field.tags')} className="is-wide">
        <TagInput />
      </Form.Item>
    </div>
  )
}

type TagProps = { id?: string; label?: string; value?: string[]; onChange?: (tags: string[]) => void }

/** 标签, typed freely: at most 20 of 40 characters. */
export function TagInput({ value, onChange, label, ...rest }: TagProps) {
  const { t } = useTranslation('customers')
  return (
    <Select
      {...rest}
      aria-label={label}
      mode="tags"
      open={false}
      suffixIcon={null}
      value={value ?? []}
      maxCount={20}
      tokenSeparators={[',', '，', '、', ';', '；']}
      placeholder={t('field.tagsHint')}
      onChange={(tags) => onChange?.([...new Set(tags.map((tag) => tag.trim().slice(0, 40)).filter(Boolean))])}
    />
  )
}
