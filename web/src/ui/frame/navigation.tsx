import {
  AccountBookOutlined,
  AlertOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  BulbOutlined,
  CarryOutOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  EyeOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  HeartOutlined,
  ImportOutlined,
  MailOutlined,
  MehOutlined,
  MessageOutlined,
  OrderedListOutlined,
  PhoneOutlined,
  ReadOutlined,
  RiseOutlined,
  SafetyOutlined,
  SendOutlined,
  SettingOutlined,
  TeamOutlined,
  ToolOutlined,
  TrophyOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import type { Permission, Session } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useSession } from '../../platform/session.ts'

export type Entry = {
  to: string
  words: string
  icon?: ReactNode
  anyOf?: readonly Permission[]
  and?: Permission
  group?: string
  /** Pages with an address of their own that belong to this one. */
  holds?: readonly string[]
  /** Stays in sight below the others. */
  isLast?: boolean
  /** The letter that leads here after `g`. */
  go?: string
}

const group = (name: string, entries: Entry[]): Entry[] => entries.map((entry) => ({ ...entry, group: `nav.group.${name}` }))

/** The rail, in the order of the work: what everybody opens daily, then by what it is for. An entry stands here when its page exists. */
const entries: Entry[] = [
  { to: '/', words: 'nav.workbench', go: 'w', icon: <AppstoreOutlined /> },
  { to: '/queue', words: 'nav.queue', go: 'q', icon: <OrderedListOutlined />, anyOf: ['cases:accept', 'cases:handle'] },
  { to: '/chats', words: 'nav.chats', icon: <MessageOutlined />, anyOf: ['chats:answer'] },
  { to: '/cases', words: 'nav.cases', go: 'c', icon: <FileTextOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/warnings', words: 'nav.warnings', go: 'a', icon: <AlertOutlined />, anyOf: ['warnings:read'] },
  ...group('handling', [
    { to: '/customers', words: 'nav.customers', go: 'u', icon: <TeamOutlined />, anyOf: ['customers:read'], and: 'cases:read' },
    { to: '/calls', words: 'nav.calls', icon: <PhoneOutlined />, anyOf: ['calls:handle', 'calls:read'] },
    { to: '/mails', words: 'nav.mails', icon: <MailOutlined />, anyOf: ['mails:review'] },
    { to: '/dispatch', words: 'nav.dispatch', go: 'd', icon: <SendOutlined />, anyOf: ['cases:dispatch', 'disputes:decide'] },
    { to: '/supervisions', words: 'nav.supervisions', icon: <EyeOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
    { to: '/approvals', words: 'nav.approvals', icon: <AuditOutlined />, anyOf: ['cases:approve'] },
    { to: '/promises', words: 'nav.promises', icon: <CarryOutOutlined />, anyOf: ['cases:message', 'cases:answer'] },
    { to: '/ledger', words: 'nav.ledger', icon: <AccountBookOutlined />, anyOf: ['ledger:read'] },
    { to: '/imports', words: 'nav.imports', go: 'i', icon: <ImportOutlined />, anyOf: ['imports:run'] },
  ]),
  ...group('prevention', [
    { to: '/latent', words: 'nav.latent', icon: <MehOutlined />, anyOf: ['contacts:read'] },
    { to: '/care', words: 'nav.care', icon: <HeartOutlined />, anyOf: ['care:handle'] },
    { to: '/conduct', words: 'nav.conduct', icon: <SafetyOutlined />, anyOf: ['conduct:propose', 'conduct:review'] },
  ]),
  ...group('improvement', [
    { to: '/follow-ups', words: 'nav.followUps', go: 'f', icon: <CustomerServiceOutlined />, anyOf: ['cases:followUp', 'surveys:read'] },
    {
      to: '/actions',
      words: 'nav.improvement',
      go: 'm',
      icon: <ToolOutlined />,
      anyOf: ['actions:manage', 'actions:handle', 'cases:findCause'],
    },
    {
      to: '/knowledge',
      words: 'nav.knowledge',
      go: 'k',
      icon: <BookOutlined />,
      anyOf: ['cases:read', 'cases:readUnit', 'knowledge:manage'],
    },
    { to: '/ideas', words: 'nav.ideas', icon: <BulbOutlined />, anyOf: ['cases:read', 'cases:readUnit'] },
  ]),
  ...group('analysis', [
    {
      to: '/dashboards',
      words: 'nav.dashboards',
      icon: <BarChartOutlined />,
      anyOf: ['cases:read', 'cases:readUnit'],
      holds: ['/measures'],
    },
    { to: '/periodic-reports', words: 'nav.periodicReports', icon: <FilePdfOutlined />, anyOf: ['reports:read'] },
    { to: '/money', words: 'nav.money', icon: <WalletOutlined />, anyOf: ['money:read', 'exposure:manage'] },
    { to: '/text-lab', words: 'nav.textLab', icon: <ExperimentOutlined /> },
  ]),
  ...group('people', [
    { to: '/team', words: 'nav.team', go: 't', icon: <DashboardOutlined />, anyOf: ['cases:assign'] },
    { to: '/coaching', words: 'nav.coaching', icon: <ReadOutlined /> },
    { to: '/training', words: 'nav.training', icon: <RiseOutlined /> },
    { to: '/performance', words: 'nav.performance', icon: <TrophyOutlined /> },
  ]),
  { to: '/settings', words: 'nav.settings', go: 's', icon: <SettingOutlined />, isLast: true },
]

/** Whether one is on this page, below it, or on one that belongs to it. */
export const isAt = ({ to, holds = [] }: Entry, pathname: string) =>
  [to, ...holds].some((one) => pathname === one || (one !== '/' && pathname.startsWith(`${one}/`)))

/** Of the pages those this person may go to. */
export const permitted = <Page extends Entry>(list: Page[], permissions: readonly Permission[]) =>
  list.filter(
    ({ anyOf, and }) => (!anyOf || anyOf.some((permission) => permissions.includes(permission))) && (!and || permissions.includes(and)),
  )

/** All that people of partner firms (合作单位) may go to. */
const outside: Entry[] = [
  { to: '/tasks', words: 'nav.tasks', icon: <SendOutlined />, anyOf: ['tasks:handle'] },
  { to: '/partner-parts', words: 'nav.partnerParts', icon: <ToolOutlined />, anyOf: ['eightD:answer'] },
  { to: '/settings', words: 'nav.settings', icon: <SettingOutlined /> },
]

/** Of a partner firm, or sees the own unit's tasks and no case. */
export const isOutside = ({ permissions, partner }: Session) =>
  partner || (permissions.includes('tasks:handle') && !permissions.includes('cases:read') && !permissions.includes('cases:readUnit'))

/** Where people from outside begin; null for people of the company. */
export function useOutsideStart(): string | null {
  const session = useSession()
  return isOutside(session) ? (permitted(outside, session.permissions)[0]?.to ?? null) : null
}

/** What this person may go to. */
export function useNavigation() {
  const session = useSession()
  return permitted(isOutside(session) ? outside : entries, session.permissions)
}
