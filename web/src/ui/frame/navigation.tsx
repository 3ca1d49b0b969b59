import { AppstoreOutlined, ExperimentOutlined, FileTextOutlined, ImportOutlined, SettingOutlined, TeamOutlined } from '@ant-design/icons'
import type { Permission } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useSession } from '../../platform/session.ts'

export type Entry = { to: string; words: string; icon?: ReactNode; anyOf?: readonly Permission[]; and?: Permission }

/** The rail, in the order of the work. An entry stands here when its page exists. */
const entries: Entry[] = [
  { to: '/', words: 'nav.workbench', icon: <AppstoreOutlined /> },
  { to: '/cases', words: 'nav.cases', icon: <FileTextOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/customers', words: 'nav.customers', icon: <TeamOutlined />, anyOf: ['customers:read'], and: 'cases:read' },
  { to: '/imports', words: 'nav.imports', icon: <ImportOutlined />, anyOf: ['imports:run'] },
  { to: '/text-lab', words: 'nav.textLab', icon: <ExperimentOutlined /> },
  { to: '/settings', words: 'nav.settings', icon: <SettingOutlined /> },
]

const settings: Entry[] = [
  { to: '/settings/users', words: 'settings.users', anyOf: ['users:manage'] },
  { to: '/settings/units', words: 'settings.units', anyOf: ['units:manage', 'identity:read'] },
  { to: '/settings/roles', words: 'settings.roles', anyOf: ['roles:manage', 'identity:read'] },
  { to: '/settings/categories', words: 'settings.categories', anyOf: ['categories:manage'] },
  { to: '/settings/models', words: 'settings.models', anyOf: ['text:read'] },
  { to: '/settings/tokens', words: 'settings.tokens', anyOf: ['tokens:manage'] },
  { to: '/settings/audit', words: 'settings.audit', anyOf: ['audit:read'] },
  { to: '/settings/security', words: 'settings.security' },
]

const permitted = (list: Entry[], permissions: readonly Permission[]) =>
  list.filter(
    ({ anyOf, and }) => (!anyOf || anyOf.some((permission) => permissions.includes(permission))) && (!and || permissions.includes(and)),
  )

/** What this person may go to. */
export function useNavigation() {
  const { permissions } = useSession()
  return { entries: permitted(entries, permissions), settings: permitted(settings, permissions) }
}
