import {
  AccountBookOutlined,
  AppstoreOutlined,
  AuditOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  EyeOutlined,
  FileTextOutlined,
  ImportOutlined,
  OrderedListOutlined,
  SendOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Permission } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useSession } from '../../platform/session.ts'

export type Entry = { to: string; words: string; icon?: ReactNode; anyOf?: readonly Permission[]; and?: Permission }

/** The rail, in the order of the work. An entry stands here when its page exists. */
const entries: Entry[] = [
  { to: '/', words: 'nav.workbench', icon: <AppstoreOutlined /> },
  { to: '/queue', words: 'nav.queue', icon: <OrderedListOutlined />, anyOf: ['cases:accept', 'cases:handle'] },
  { to: '/team', words: 'nav.team', icon: <DashboardOutlined />, anyOf: ['cases:assign'] },
  { to: '/cases', words: 'nav.cases', icon: <FileTextOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/approvals', words: 'nav.approvals', icon: <AuditOutlined />, anyOf: ['cases:approve'] },
  { to: '/ledger', words: 'nav.ledger', icon: <AccountBookOutlined />, anyOf: ['ledger:read'] },
  { to: '/dispatch', words: 'nav.dispatch', icon: <SendOutlined />, anyOf: ['cases:dispatch', 'disputes:decide'] },
  { to: '/supervisions', words: 'nav.supervisions', icon: <EyeOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/customers', words: 'nav.customers', icon: <TeamOutlined />, anyOf: ['customers:read'], and: 'cases:read' },
  { to: '/imports', words: 'nav.imports', icon: <ImportOutlined />, anyOf: ['imports:run'] },
  { to: '/text-lab', words: 'nav.textLab', icon: <ExperimentOutlined /> },
  { to: '/settings', words: 'nav.settings', icon: <SettingOutlined /> },
]

const settings: Entry[] = [
  { to: '/settings/users', words: 'settings.users', anyOf: ['users:manage'] },
  { to: '/settings/units', words: 'settings.units', anyOf: ['units:manage', 'identity:read'] },
  { to: '/settings/roles', words: 'settings.roles', anyOf: ['roles:manage', 'identity:read'] },
  { to: '/settings/authority', words: 'settings.authority', anyOf: ['authority:manage', 'ledger:read'] },
  { to: '/settings/categories', words: 'settings.categories', anyOf: ['categories:manage'] },
  { to: '/settings/processes', words: 'settings.processes', anyOf: ['settings:manage', 'cases:read'] },
  { to: '/settings/clock-rules', words: 'settings.clockRules', anyOf: ['settings:manage', 'cases:read'] },
  { to: '/settings/calendars', words: 'settings.calendars', anyOf: ['calendars:manage', 'identity:read'] },
  { to: '/settings/priority', words: 'settings.priority', anyOf: ['settings:manage'] },
  { to: '/settings/routing', words: 'settings.routing', anyOf: ['settings:manage'] },
  { to: '/settings/escalation-rules', words: 'settings.escalationRules', anyOf: ['escalation:manage', 'cases:read'] },
  { to: '/settings/on-call', words: 'settings.onCall', anyOf: ['escalation:manage', 'cases:read'] },
  { to: '/settings/notices', words: 'settings.notices', anyOf: ['settings:manage'] },
  { to: '/settings/models', words: 'settings.models', anyOf: ['text:read'] },
  { to: '/settings/tokens', words: 'settings.tokens', anyOf: ['tokens:manage'] },
  { to: '/settings/audit', words: 'settings.audit', anyOf: ['audit:read'] },
  { to: '/settings/security', words: 'settings.security' },
]

const permitted = (list: Entry[], permissions: readonly Permission[]) =>
  list.filter(
    ({ anyOf, and }) => (!anyOf || anyOf.some((permission) => permissions.includes(permission))) && (!and || permissions.includes(and)),
  )

/** All that people of partner firms (合作单位) may go to. */
const outside: Entry[] = [
  { to: '/tasks', words: 'nav.tasks', icon: <SendOutlined />, anyOf: ['tasks:handle'] },
  { to: '/settings', words: 'nav.settings', icon: <SettingOutlined /> },
]

/** Sees the own unit's tasks and no case. */
export const isOutside = (permissions: readonly Permission[]) =>
  permissions.includes('tasks:handle') && !permissions.includes('cases:read') && !permissions.includes('cases:readUnit')

/** What this person may go to. */
export function useNavigation() {
  const { permissions } = useSession()
  if (isOutside(permissions)) return { entries: permitted(outside, permissions), settings: permitted(settings, permissions) }
  return { entries: permitted(entries, permissions), settings: permitted(settings, permissions) }
}
