import { PlusOutlined } from '@ant-design/icons'
import type { Unit } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { useUnits } from './queries.ts'
import { EditUnitModal, NewUnitModal } from './units/UnitModals.tsx'
import { UnitTable } from './units/UnitTable.tsx'
import './settings.css'

type Open = { parent: Unit | null } | { unit: Unit }

/** 部门: the tree of units and the partner firms (合作方) that handle for us. */
export function UnitsPage() {
  const { t } = useTranslation('identity')
  const mayManage = useMay('units:manage')
  const units = useUnits()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ parent: null })}>
      {t('units.new')}
    </Button>
  )
  const rows = units.data?.rows ?? []
  return (
    <Page title={t('ui:settings.units')} actions={mayManage && create}>
      {units.isPending && <TableBones />}
      {units.isError && <ProblemNotice problem={units.error} onRetry={units.refetch} />}
      {units.data && rows.length === 0 && (
        <EmptyState title={t('units.none')} detail={t('units.noneDetail')} action={mayManage && create} />
      )}
      {rows.length > 0 && (
        <UnitTable units={rows} mayManage={mayManage} onEdit={(unit) => setOpen({ unit })} onAdd={(parent) => setOpen({ parent })} />
      )}
      {open && 'parent' in open && <NewUnitModal units={rows} parent={open.parent} onClose={close} />}
      {open && 'unit' in open && (
        <EditUnitModal units={rows} unit={rows.find(({ id }) => id === open.unit.id) ?? open.unit} onClose={close} />
      )}
    </Page>
  )
}
