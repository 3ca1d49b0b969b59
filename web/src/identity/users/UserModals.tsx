import type { User } from '@zhiwei/contract'
import { App, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { NewPasswordItem } from '../NewPasswordItem.tsx'
import { useRoles } from '../roles/queries.ts'
import { UnitSelect } from '../UnitSelect.tsx'
import { type UserValues, useChangeUser, useCreateUser } from './queries.ts'

export function NewUserModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const create = useCreateUser()
  async function submit({ unitId = null, ...values }: UserValues) {
    await create.mutateAsync({ ...values, unitId })
    void message.success(t('users.created', { name: values.name }))
  }
  return (
    <FormModal<UserValues> open title={t('users.new')} okText={t('users.create')} onSubmit={submit} onClose={onClose}>
      <Form.Item
        name="username"
        label={t('field.username')}
        extra={t('users.usernameHint')}
        rules={[{ required: true, pattern: /^\s*[\p{L}\p{N}._@-]{2,60}\s*$/u, message: t('users.usernameWrong') }]}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={60} autoFocus />
      </Form.Item>
      <PlaceFields />
      <NewPasswordItem label={t('users.firstPassword')} />
    </FormModal>
  )
}

type Edited = { name: string; unitId?: string | undefined; roleIds: string[] }

export function EditUserModal({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const change = useChangeUser(user)
  return (
    <FormModal<Edited>
      open
      title={t('users.edit', { username: user.username })}
      okText={t('save')}
      initialValues={{ name: user.name, ...(user.unitId && { unitId: user.unitId }), roleIds: user.roles.map(({ id }) => id) }}
      onSubmit={({ name, unitId, roleIds }) => change.mutateAsync({ name, unitId: unitId ?? null, roleIds })}
      onClose={onClose}
    >
      <PlaceFields />
    </FormModal>
  )
}

/** Name, unit and roles. */
function PlaceFields() {
  const { t } = useTranslation('identity')
  const roles = useRoles()
  const named = useShippedName()
  return (
    <>
      <Form.Item name="name" label={t('field.person')} rules={[{ required: true, whitespace: true, message: t('users.nameRequired') }]}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="unitId" label={t('field.unit')}>
        <UnitSelect placeholder={t('users.noUnit')} />
      </Form.Item>
      <Form.Item name="roleIds" label={t('field.roles')} rules={[{ required: true, message: t('users.roleRequired') }]}>
        <Select
          mode="multiple"
          loading={roles.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={(roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: named(name) }))}
        />
      </Form.Item>
    </>
  )
}

/** 设置新密码 for somebody who forgot theirs; they are signed out everywhere. */
export function SetPasswordModal({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const change = useChangeUser(user)
  async function submit({ password }: { password: string }) {
    await change.mutateAsync({ password })
    void message.success(t('users.done.password', { name: user.name }))
  }
  return (
    <FormModal<{ password: string }>
      open
      title={t('users.act.password')}
      okText={t('users.setPassword')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('users.consequence.password', { name: user.name })}</p>
      <NewPasswordItem label={t('field.newPassword')} />
    </FormModal>
  )
}
