import type { RiskPoint, RiskPointInput, RiskPointKind } from '@zhiwei/contract'
import { Form, Input, InputNumber, Radio, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueMultiSelect } from '../classification/index.ts'
import { PersonSelect, UnitSelect } from '../identity/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'

export const kinds: readonly RiskPointKind[] = ['product', 'service', 'process']

type Values = {
  name: string
  kind: RiskPointKind
  parentId?: string | null
  description?: string
  ownerId?: string | null
  unitId?: string | null
  measure?: string
  measureDueOn?: string
  measureDoneOn?: string
  categories?: string[]
  products?: string[]
  nodes?: string[]
  words?: string[]
  weeklyThreshold?: number | null
  per10kThreshold?: number | null
  active?: boolean
}
type Props = {
  title: string
  initial: Partial<Values>
  points: RiskPoint[]
  /** Its own id: it cannot be put below itself. */
  self?: string
  onSubmit: (input: RiskPointInput) => Promise<unknown>
  onClose: () => void
}

/** A risk point as people write it down: what it is, whose, what prevents it, and which complaints belong to it. */
export function PointModal({ title, initial, points, self, onSubmit, onClose }: Props) {
  const { t } = useTranslation('risk-points')
  const parents = points.filter(({ id }) => id !== self).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormModal<Values>
      open
      width={640}
      title={title}
      okText={t('save')}
      initialValues={{ kind: 'service', active: true, ...initial }}
      onSubmit={(values) => onSubmit(inputOf(values))}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <div className="point-fields">
        <Form.Item name="kind" label={t('kind.label')}>
          <Radio.Group options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="parentId" label={t('parent')}>
          <Select allowClear options={parents} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="ownerId" label={t('owner')}>
          <PersonSelect />
        </Form.Item>
        <Form.Item name="unitId" label={t('unit')}>
          <UnitSelect />
        </Form.Item>
      </div>
      <Form.Item name="measure" label={t('measure')}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
      <div className="point-fields">
        <Form.Item name="measureDueOn" label={t('measureDueOn')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="measureDoneOn" label={t('measureDoneOn')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <p className="meta">{t('rule.hint')}</p>
      <Form.Item name="categories" label={t('rule.categories')}>
        <CatalogueMultiSelect catalogue="categories" />
      </Form.Item>
      {(['products', 'nodes', 'words'] as const).map((field) => (
        <Form.Item key={field} name={field} label={t(`rule.${field}`)}>
          <Select mode="tags" tokenSeparators={['、', '，', ',', ' ']} open={false} suffixIcon={null} placeholder={t('rule.typed')} />
        </Form.Item>
      ))}
      <div className="point-fields">
        <Form.Item name="weeklyThreshold" label={t('weeklyThreshold')}>
          <InputNumber min={1} max={1_000_000} suffix={t('aWeek')} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="per10kThreshold" label={t('per10kThreshold')}>
          <InputNumber min={0.01} max={10_000} step={0.1} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {self && (
        <Form.Item name="active" label={t('active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormModal>
  )
}

const inputOf = ({ categories = [], products = [], nodes = [], words = [], ...values }: Values): RiskPointInput => ({
  name: values.name,
  kind: values.kind,
  parentId: values.parentId ?? null,
  description: values.description ?? '',
  ownerId: values.ownerId ?? null,
  unitId: values.unitId ?? null,
  measure: values.measure ?? '',
  measureDueOn: values.measureDueOn || null,
  measureDoneOn: values.measureDoneOn || null,
  rule: { categories, products, nodes, words },
  weeklyThreshold: values.weeklyThreshold ?? null,
  per10kThreshold: values.per10kThreshold ?? null,
  active: values.active ?? true,
})

export const valuesOf = ({ owner, unit, rule, ...point }: RiskPoint): Partial<Values> => ({
  name: point.name,
  kind: point.kind,
  parentId: point.parentId,
  description: point.description,
  measure: point.measure,
  active: point.active,
  weeklyThreshold: point.weeklyThreshold,
  per10kThreshold: point.per10kThreshold,
  ...(owner && { ownerId: owner.id }),
  ...(unit && { unitId: unit.id }),
  ...(point.measureDueOn && { measureDueOn: point.measureDueOn }),
  ...(point.measureDoneOn && { measureDoneOn: point.measureDoneOn }),
  ...rule,
})
