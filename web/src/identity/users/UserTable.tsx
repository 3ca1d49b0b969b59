import type { User } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRowCursor, useShippedName } from '../../platform/index.ts'
import { comma } from '../../platform/punctuation.ts'
import { Instant } from '../../ui/index.ts'
import { UserActs } from './UserActs.tsx'
import { UserState } from './UserState.tsx'

type Props = { rows: User[]; empty: ReactNode; onEdit: (user: User) => void }

export function UserTable({ rows, empty, onEdit }: Props) {
  const { t } = useTranslation('identity')
  const named = useShippedName()
  const cursor = useRowCursor(rows, { open: onEdit, edit: onEdit })
  const columns: TableColumnsType<User> = [
    {
      title: t('field.person'),
      key: 'name',
      minWidth: 112,
      render: (_, user) => (
        <span className="settings-name">
          <button type="button" className="settings-link" onClick={() => onEdit(user)}>
            {user.name}
          </button>
          <span className="meta">{user.username}</span>
          <span className="meta settings-phone-only">{user.unitName}</span>
        </span>
      ),
    },
    { title: t('field.unit'), key: 'unit', responsive: ['sm'], render: (_, { unitName }) => unitName ?? '–' },
    {
      title: t('field.roles'),
      key: 'roles',
      responsive: ['md'],
      render: (_, { roles }) =>
        roles.map(({ name }) => named(name)).join(comma()) || <span className="settings-warn">{t('users.noRole')}</span>,
    },
    { title: t('field.state'), key: 'state', render: (_, user) => <UserState user={user} /> },
    {
      title: t('users.lastSignIn'),
      key: 'lastSignInAt',
      responsive: ['lg'],
      render: (_, { lastSignInAt }) => (lastSignInAt ? <Instant at={lastSignInAt} /> : t('users.never')),
    },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, user) => (
        <span className="settings-acts">
          <Button type="text" size="small" onClick={() => onEdit(user)}>
            {t('edit')}
          </Button>
          <UserActs user={user} />
        </span>
      ),
    },
  ]
  return (
    <Table<User>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: empty }}
      rowClassName={({ active }) => (active ? '' : 'is-inactive')}
      onRow={(_row, index) => cursor.rowProps(index ?? 0)}
    />
  )
}
