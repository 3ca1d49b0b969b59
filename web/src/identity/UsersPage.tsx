import { PlusOutlined } from '@ant-design/icons'
import { type User, UserListQuery } from '@zhiwei/contract'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { UnitSelect } from './UnitSelect.tsx'
import { type UserFilter, useUsers } from './users/queries.ts'
import { EditUserModal, NewUserModal } from './users/UserModals.tsx'
import { UserTable } from './users/UserTable.tsx'
import './settings.css'

/** 用户: who may sign in, where they belong and what they may do. */
export function UsersPage() {
  const { t } = useTranslation('identity')
  const [filter, setFilter] = useUrlState(UserListQuery)
  const [editing, setEditing] = useState<User | 'new'>()
  const users = useUsers(filter)
  const change = (next: Partial<UserFilter>) => setFilter({ ...filter, cursor: undefined, ...next })
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('users.new')}
    </Button>
  )
  return (
    <Page title={t('ui:settings.users')} actions={create}>
      <UserFilterBar filter={filter} onChange={change} />
      {users.isPending && <TableBones />}
      {users.isError && <ProblemNotice problem={users.error} onRetry={users.refetch} />}
      {users.data && (
        <>
          <UserTable
            rows={users.data.rows}
            empty={<EmptyState title={t('users.nobody')} detail={t('users.nobodyDetail')} />}
            onEdit={setEditing}
          />
          <Pager
            cursor={filter.cursor}
            nextCursor={users.data.nextCursor}
            total={users.data.total}
            onChange={(cursor) => change({ cursor })}
          />
        </>
      )}
      {editing === 'new' && <NewUserModal onClose={() => setEditing(undefined)} />}
      {editing && editing !== 'new' && (
        <EditUserModal user={users.data?.rows.find(({ id }) => id === editing.id) ?? editing} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  )
}

function UserFilterBar({ filter, onChange }: { filter: UserFilter; onChange: (next: Partial<UserFilter>) => void }) {
  const { t } = useTranslation('identity')
  return (
    <div className="settings-filter">
      <Input.Search
        key={filter.q}
        data-search
        aria-label={t('users.search')}
        placeholder={t('users.search')}
        defaultValue={filter.q}
        maxLength={60}
        allowClear
        onSearch={(q) => onChange({ q: q.trim() || undefined })}
      />
      <div className="settings-filter-unit">
        <UnitSelect
          value={filter.unitId}
          placeholder={t('users.anyUnit')}
          label={t('field.unit')}
          onChange={(unitId) => onChange({ unitId })}
        />
      </div>
      <Select<'true' | 'false' | null>
        aria-label={t('field.state')}
        placeholder={t('users.anyState')}
        value={filter.active ?? null}
        allowClear
        options={[
          { value: 'true', label: t('users.active') },
          { value: 'false', label: t('users.inactive') },
        ]}
        onChange={(active) => onChange({ active: active ?? undefined })}
      />
    </div>
  )
}
