import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import type { OnCallShift } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { UnitSelect } from '../identity/index.ts'
import { useMay } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { CalledNow } from './CalledNow.tsx'
import { ImportModal } from './ImportModal.tsx'
import { useShifts } from './queries.ts'
import { ShiftModal } from './ShiftModal.tsx'
import { ShiftTable } from './ShiftTable.tsx'
import './workflow.css'

/** 值班表: who is called at each level, now and by the week. */
export function OnCallPage() {
  const { t } = useTranslation('workflow')
  const mayManage = useMay('escalation:manage')
  const [params, setParams] = useSearchParams()
  const unitId = params.get('unit') ?? undefined
  const shifts = useShifts()
  const [open, setOpen] = useState<OnCallShift | 'new' | 'import'>()
  const close = () => setOpen(undefined)
  const rows = shifts.data?.rows ?? []
  const shown = unitId ? rows.filter((row) => row.unitId === unitId || row.unitId === null) : rows
  const actions = (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen('import')}>
        {t('onCall.import')}
      </Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
        {t('onCall.new')}
      </Button>
    </>
  )
  return (
    <Page title={t('ui:settings.onCall')} actions={mayManage && actions}>
      <div className="workflow-bar">
        <UnitSelect
          className="unit-filter"
          label={t('onCall.unit')}
          placeholder={t('onCall.allUnits')}
          value={unitId}
          onChange={(unit) => setParams(unit ? { unit } : {})}
        />
      </div>
      <CalledNow unitId={unitId} />
      {shifts.isPending && <TableBones />}
      {shifts.isError && <ProblemNotice problem={shifts.error} onRetry={shifts.refetch} />}
      {shifts.data && rows.length === 0 && <EmptyState title={t('onCall.none')} detail={t('onCall.noneDetail')} />}
      {shown.length > 0 && <ShiftTable rows={shown} mayManage={mayManage} onEdit={setOpen} />}
      {open === 'import' && <ImportModal onClose={close} />}
      {open && open !== 'import' && <ShiftModal shift={open === 'new' ? undefined : open} unitId={unitId} onClose={close} />}
    </Page>
  )
}
