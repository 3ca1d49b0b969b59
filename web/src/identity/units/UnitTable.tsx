import { PlusOutlined } from '@ant-design/icons'
import type { Unit } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, useMay } from '../../platform/index.ts'
import { useOpenRows } from '../../ui/index.ts'
import { type UnitNode, unitTreeOf } from './tree.ts'

type Props = { units: Unit[]; mayManage: boolean; onEdit: (unit: Unit) => void; onAdd: (parent: Unit) => void }

export function UnitTable({ units, mayManage, onEdit, onAdd }: Props) {
  const { t } = useTranslation('identity')
  const open = useOpenRows<UnitNode>(units, ({ id }) => id)
  const maySeeUsers = useMay('users:manage')
  const columns: TableColumnsType<UnitNode> = [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, unit) => (
        <span className="unit-name">
          {unit.name}
          {!unit.active && <span className="settings-off">{t('units.inactive')}</span>}
        </span>
      ),
    },
    {
      title: t('units.kind'),
      key: 'kind',
      responsive: ['sm'],
      render: (_, { kind }) => <span className={kind === 'partner' ? 'unit-partner' : undefined}>{t(`units.kinds.${kind}`)}</span>,
    },
    { title: t('field.code'), key: 'code', responsive: ['md'], render: (_, { code }) => <code>{code}</code> },
    {
      title: <span className="figures">{t('units.people')}</span>,
      key: 'people',
      align: 'right',
      render: (_, { id, userCount }) =>
        maySeeUsers && userCount > 0 ? (
          <Link className="figures" to={`/settings/users?unitId=${id}`}>
            {numberText(userCount)}
          </Link>
        ) : (
          <span className="figures">{numberText(userCount)}</span>
        ),
    },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      align: 'right',
      hidden: !mayManage,
      render: (_, unit) => (
        <span className="settings-acts">
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            title={t('units.below', { name: unit.name })}
            aria-label={t('units.below', { name: unit.name })}
            disabled={!unit.active}
            onClick={() => onAdd(unit)}
          />
          <Button type="text" size="small" onClick={() => onEdit(unit)}>
            {t('edit')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Table<UnitNode>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={unitTreeOf(units)}
      pagination={false}
      expandable={open}
      rowClassName={({ active }) => (active ? '' : 'is-inactive')}
    />
  )
}
