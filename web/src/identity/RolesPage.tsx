import { PlusOutlined } from '@ant-design/icons'
import type { Role } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { useRoles } from './roles/queries.ts'
import { RoleMatrix } from './roles/RoleMatrix.tsx'
import { EditRoleModal, NewRoleModal } from './roles/RoleModals.tsx'
import './settings.css'

/** 角色: who may do what, side by side. */
export function RolesPage() {
  const { t } = useTranslation('identity')
  const mayManage = useMay('roles:manage')
  const roles = useRoles()
  const [open, setOpen] = useState<Role | 'new'>()
  const close = () => setOpen(undefined)
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('roles.new')}
    </Button>
  )
  const rows = roles.data?.rows ?? []
  return (
    <Page title={t('ui:settings.roles')} actions={mayManage && create}>
      {roles.isPending && <TableBones />}
      {roles.isError && <ProblemNotice problem={roles.error} onRetry={roles.refetch} />}
      {rows.length > 0 && <RoleMatrix roles={rows} onEdit={mayManage ? setOpen : undefined} />}
      {open === 'new' && <NewRoleModal roles={rows} onClose={close} />}
      {open && open !== 'new' && <EditRoleModal role={rows.find(({ id }) => id === open.id) ?? open} onClose={close} />}
    </Page>
  )
}
