import { CustomerTier, type Entitlement, type EntitlementInput, RemedyKind } from '@zhiwei/contract'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueMultiSelect } from '../../classification/index.ts'
import { FormModal, GrowingText } from '../../ui/index.ts'
import { useSaveEntitlement } from '../queries.ts'
import { LawSelect } from './LawSelect.tsx'

type Typed = Omit<EntitlementInput, 'maxFen' | 'conditions'> & { maxYuan?: number | null; conditions?: string }

/** 登记或修改权益. */
export function EntitlementModal({ entitlement, onClose }: { entitlement?: Entitlement; onClose: () => void }) {
  const { t } = useTranslation('knowledge')
  const save = useSaveEntitlement()
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Typed>
      open
      width={680}
      title={t(entitlement ? 'entitlement.edit' : 'new.entitlement')}
      okText={t('save')}
      initialValues={
        entitlement ? typedOf(entitlement) : { kind: 'membership', tiers: [], categories: [], products: [], remedy: 'compensation' }
      }
      onSubmit={(typed) =>
        save.mutateAsync({ ...inputOf(typed), ...(entitlement && { id: entitlement.id, version: entitlement.version }) })
      }
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('entitlement.kindLabel')}>
        <Radio.Group
          options={(['membership', 'contract', 'law'] as const).map((value) => ({ value, label: t(`entitlement.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('field.title')} rules={required}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="clause" label={t('entitlement.clause')} rules={required}>
        <GrowingText minRows={2} maxRows={8} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="lawId" label={t('entitlement.law')}>
        <LawSelect />
      </Form.Item>
      <div className="kb-fields">
        <Form.Item name="remedy" label={t('entitlement.remedy')}>
          <Select options={RemedyKind.options.map((value) => ({ value, label: t(`ui:remedyKind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="maxYuan" label={t('entitlement.max')}>
          <InputNumber min={0} max={1_000_000_000} precision={2} suffix={t('yuan')} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="withinDays" label={t('entitlement.withinDays')}>
          <InputNumber min={1} max={3_650} precision={0} suffix={t('days')} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="conditions" label={t('entitlement.conditions')} extra={t('oneALine')}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_200} />
      </Form.Item>
      <div className="kb-fields">
        <Form.Item name="tiers" label={t('entitlement.tiers')}>
          <Select mode="multiple" options={CustomerTier.options.map((value) => ({ value, label: t(`ui:tier.${value}`) }))} />
        </Form.Item>
        <Form.Item name="categories" label={t('field.categories')}>
          <CatalogueMultiSelect catalogue="categories" />
        </Form.Item>
        <Form.Item name="products" label={t('entitlement.products')}>
          <Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} suffixIcon={null} />
        </Form.Item>
      </div>
      <div className="kb-fields">
        <Form.Item name="validFrom" label={t('law.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validTo" label={t('entitlement.validTo')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="source" label={t('law.source')} rules={required}>
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
      </div>
    </FormModal>
  )
}

const typedOf = ({
  maxFen,
  conditions,
  kind,
  title,
  clause,
  lawId,
  tiers,
  categories,
  products,
  remedy,
  withinDays,
  validFrom,
  validTo,
  source,
}: Entitlement): Typed => ({
  kind,
  title,
  clause,
  lawId,
  tiers,
  categories,
  products,
  remedy,
  withinDays,
  validFrom,
  validTo,
  source,
  maxYuan: maxFen === null ? null : maxFen / 100,
  conditions: conditions.join('\n'),
})

const inputOf = ({ maxYuan, conditions = '', ...typed }: Typed): EntitlementInput => ({
  kind: typed.kind,
  title: typed.title,
  clause: typed.clause,
  lawId: typed.lawId ?? null,
  tiers: typed.tiers ?? [],
  categories: typed.categories ?? [],
  products: typed.products ?? [],
  remedy: typed.remedy,
  maxFen: maxYuan == null ? null : Math.round(maxYuan * 100),
  withinDays: typed.withinDays ?? null,
  conditions: conditions
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  validFrom: typed.validFrom,
  validTo: typed.validTo || null,
  source: typed.source,
})
