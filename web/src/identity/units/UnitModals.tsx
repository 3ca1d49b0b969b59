import { type Unit, UnitKind } from '@zhiwei/contract'
import { Form, Input, Radio, Switch, TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/index.ts'
import { useChangeUnit, useCreateUnit } from './queries.ts'
import { type UnitNode, unitTreeOf, withBelow } from './tree.ts'

type Values = { name: string; code: string; kind: UnitKind; parentId?: string | undefined; active: boolean }

export function NewUnitModal({ units, parent, onClose }: { units: Unit[]; parent: Unit | null; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const create = useCreateUnit()
  return (
    <FormModal<Values>
      open
      title={parent ? t('units.below', { name: parent.name }) : t('units.new')}
      okText={t('units.create')}
      initialValues={{ kind: 'department', code: freeCode(units), ...(parent && { parentId: parent.id }) }}
      onSubmit={({ name, code, kind, parentId }) => create.mutateAsync({ name, code, kind, parentId: parentId ?? null })}
      onClose={onClose}
    >
      <UnitFields units={units} />
      <Form.Item
        name="code"
        label={t('field.code')}
        extra={t('units.codeHint')}
        rules={[{ required: true, whitespace: true, message: t('units.codeRequired') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </FormModal>
  )
}

/** `unit-8`, where no unit has it yet. */
function freeCode(units: readonly Unit[]) {
  const taken = new Set(units.map(({ code }) => code))
  let number = units.length + 1
  while (taken.has(`unit-${number}`)) number += 1
  return `unit-${number}`
}

export function EditUnitModal({ units, unit, onClose }: { units: Unit[]; unit: Unit; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const change = useChangeUnit(unit)
  const places = withBelow(units, unit.id)
  return (
    <FormModal<Values>
      open
      title={t('units.edit', { name: unit.name })}
      okText={t('save')}
      initialValues={{ name: unit.name, kind: unit.kind, active: unit.active, ...(unit.parentId && { parentId: unit.parentId }) }}
      onSubmit={({ name, kind, parentId, active }) => change.mutateAsync({ name, kind, parentId: parentId ?? null, active })}
      onClose={onClose}
    >
      <UnitFields units={units.filter(({ id }) => !places.has(id))} />
      <Form.Item name="active" label={t('units.inUse')} extra={t('units.inUseHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormModal>
  )
}

type Option = { value: string; title: string; children?: Option[] }
const optionsOf = (nodes: UnitNode[]): Option[] =>
  nodes.map(({ id, name, children }) => ({ value: id, title: name, ...(children && { children: optionsOf(children) }) }))

function UnitFields({ units }: { units: Unit[] }) {
  const { t } = useTranslation('identity')
  const kind = Form.useWatch('kind') as UnitKind | undefined
  return (
    <>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('units.nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('units.kind')} extra={kind && t(`units.kindHint.${kind}`)}>
        <Radio.Group options={UnitKind.options.map((value) => ({ value, label: t(`units.kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="parentId" label={t('units.parent')}>
        <TreeSelect
          allowClear
          treeDefaultExpandAll
          placeholder={t('units.top')}
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeData={optionsOf(unitTreeOf(units.filter(({ active }) => active)))}
        />
      </Form.Item>
    </>
  )
}
