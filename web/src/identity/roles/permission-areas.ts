import { type Permission, permissions } from '@zhiwei/contract'

/** The permissions in the order and under the headings a manager thinks of them. */
const areas: { name: string; permissions: Permission[] }[] = [
  { name: 'intake', permissions: ['complaints:register', 'imports:run', 'exports:make', 'calls:read', 'calls:handle', 'calls:report'] },
  { name: 'view', permissions: ['cases:read', 'cases:readUnit'] },
  {
    name: 'handling',
    permissions: [
      'cases:accept',
      'cases:classify',
      'cases:note',
      'cases:message',
      'cases:assign',
      'cases:dispatch',
      'cases:handle',
      'tasks:handle',
      'disputes:decide',
      'cases:review',
      'findings:review',
      'cases:findCause',
      'cases:link',
    ],
  },
  { name: 'remedy', permissions: ['cases:grantRemedy', 'cases:approve', 'ledger:read', 'authority:manage', 'payments:export'] },
  {
    name: 'closing',
    permissions: ['cases:answer', 'cases:followUp', 'cases:close', 'cases:reopen', 'cases:archive', 'cases:withdraw', 'surveys:read'],
  },
  {
    name: 'limits',
    permissions: ['cases:suspend', 'cases:extend', 'cases:escalate', 'cases:supervise', 'cases:remind', 'escalation:manage'],
  },
  {
    name: 'warnings',
    permissions: [
      'warnings:read',
      'warnings:handle',
      'warnings:manage',
      'crisis:manage',
      'contacts:register',
      'contacts:read',
      'care:handle',
      'chats:answer',
    ],
  },
  { name: 'improvement', permissions: ['actions:handle', 'actions:manage', 'eightD:answer', 'coaching:give', 'ideas:manage'] },
  { name: 'performance', permissions: ['performance:lead', 'performance:decide', 'performance:manage'] },
  { name: 'analysis', permissions: ['reports:read', 'reports:manage'] },
  { name: 'customers', permissions: ['customers:read', 'customers:edit', 'customers:reveal', 'conduct:propose', 'conduct:review'] },
  { name: 'organisation', permissions: ['identity:read', 'users:manage', 'units:manage', 'roles:manage', 'tokens:manage'] },
  {
    name: 'system',
    permissions: [
      'knowledge:manage',
      'categories:manage',
      'calendars:manage',
      'channels:manage',
      'mails:review',
      'exposure:manage',
      'money:read',
      'money:manage',
      'text:read',
      'text:manage',
      'settings:manage',
      'portal:speak',
      'audit:read',
      'metrics:read',
    ],
  },
]

const placed = new Set(areas.flatMap((area) => area.permissions))

/** A permission that is newer than this list stands at the end. */
export const permissionAreas = [
  ...areas,
  { name: 'other', permissions: permissions.filter((permission) => !placed.has(permission)) },
].filter((area) => area.permissions.length > 0)

/** Where its word stands: `cases:accept` → `permission.cases.accept`. */
export const wordOf = (permission: Permission) => `permission.${permission.replace(':', '.')}`
