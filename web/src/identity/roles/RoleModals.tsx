import type { Permission, Role } from '@zhiwei/contract'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../../platform/index.ts'
import { FormModal, useProblemWords } from '../../ui/index.ts'
import { PermissionPicker } from '../PermissionPicker.tsx'
import { useChangeRole, useCreateRole, useDeleteRole } from './queries.ts'

type Values = { name: string; code: string; permissions: Permission[]; remedyLimitYuan: number | null }

const widthPx = 760
const fenOf = (yuan: number | null) => Math.round((yuan ?? 0) * 100)

export function NewRoleModal({ roles, onClose }: { roles: Role[]; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const create = useCreateRole()
  return (
    <FormModal<Values>
      open
      width={widthPx}
      title={t('roles.new')}
      okText={t('roles.create')}
      initialValues={{ permissions: [], remedyLimitYuan: 0 }}
      onSubmit={({ name, code, permissions, remedyLimitYuan }) =>
        create.mutateAsync({ name, code, permissions, remedyLimitFen: fenOf(remedyLimitYuan) })
      }
      onClose={onClose}
    >
      <CopyFrom roles={roles} />
      <RoleFields />
      <Form.Item
        name="code"
        label={t('field.code')}
        extra={t('roles.codeHint')}
        rules={[{ required: true, whitespace: true, message: t('roles.codeRequired') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <PermissionItem />
    </FormModal>
  )
}

/** Starts from the permissions of another role. */
function CopyFrom({ roles }: { roles: Role[] }) {
  const { t } = useTranslation('identity')
  const form = Form.useFormInstance<Values>()
  const named = useShippedName()
  return (
    <Form.Item label={t('roles.copyFrom')}>
      <Select
        allowClear
        placeholder={t('roles.fromNothing')}
        options={roles.map(({ id, name }) => ({ value: id, label: named(name) }))}
        onChange={(id?: string) => {
          const role = roles.find((one) => one.id === id)
          form.setFieldsValue({ permissions: role?.permissions ?? [], remedyLimitYuan: (role?.remedyLimitFen ?? 0) / 100 })
        }}
      />
    </Form.Item>
  )
}

export function EditRoleModal({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const change = useChangeRole(role)
  return (
    <FormModal<Values>
      open
      width={widthPx}
      title={t('roles.edit', { name: role.name })}
      okText={t('save')}
      initialValues={{ name: role.name, permissions: role.permissions, remedyLimitYuan: role.remedyLimitFen / 100 }}
      onSubmit={({ name, permissions, remedyLimitYuan }) =>
        change.mutateAsync({ name, permissions, remedyLimitFen: fenOf(remedyLimitYuan) })
      }
      onClose={onClose}
    >
      <p className="meta">{t('roles.editHint', { count: role.userCount })}</p>
      <RoleFields />
      <PermissionItem />
      {!role.shipped && <DeleteRole role={role} onDone={onClose} />}
    </FormModal>
  )
}

function RoleFields() {
  const { t } = useTranslation('identity')
  return (
    <div className="role-fields">
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('roles.nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="remedyLimitYuan" label={t('roles.remedyLimit')} extra={t('roles.remedyLimitHint')}>
        <InputNumber min={0} max={100_000_000} precision={2} prefix="¥" style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}

function PermissionItem() {
  const { t } = useTranslation('identity')
  return (
    <Form.Item name="permissions" label={t('field.permissions')}>
      <PermissionPicker />
    </Form.Item>
  )
}

function DeleteRole({ role, onDone }: { role: Role; onDone: () => void }) {
  const { t } = useTranslation('identity')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const { mutateAsync } = useDeleteRole()
  function ask() {
    void modal.confirm({
      title: t('roles.deleteTitle', { name: role.name }),
      content: t('roles.deleteDetail'),
      okText: t('roles.delete'),
      okButtonProps: { danger: true },
      onOk: () => mutateAsync(role.id).then(onDone, (error: unknown) => void message.error(words(error).detail ?? words(error).title)),
    })
  }
  return (
    <Button danger onClick={ask}>
      {t('roles.delete')}
    </Button>
  )
}
