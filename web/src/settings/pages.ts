import type { Entry } from '../ui/frame/navigation.tsx'

export const settingsGroups = ['people', 'handling', 'time', 'channels', 'warning', 'text', 'security'] as const
export type SettingsGroup = (typeof settingsGroups)[number]
export type SettingsEntry = Entry & { group: SettingsGroup }

const group = (name: SettingsGroup, entries: Entry[]): SettingsEntry[] => entries.map((entry) => ({ ...entry, group: name }))

/** The pages of 设置, by what they settle; a page enters with a line here and the words people look for in `alias`. */
export const settingsPages: SettingsEntry[] = [
  ...group('people', [
    { to: '/settings/users', words: 'settings.users', anyOf: ['users:manage'] },
    { to: '/settings/units', words: 'settings.units', anyOf: ['units:manage', 'identity:read'] },
    { to: '/settings/roles', words: 'settings.roles', anyOf: ['roles:manage', 'identity:read'] },
    { to: '/settings/authority', words: 'settings.authority', anyOf: ['authority:manage', 'ledger:read'] },
  ]),
  ...group('handling', [
    { to: '/settings/categories', words: 'settings.categories', anyOf: ['categories:manage'] },
    { to: '/settings/processes', words: 'settings.processes', anyOf: ['settings:manage', 'cases:read'] },
    { to: '/settings/priority', words: 'settings.priority', anyOf: ['settings:manage'] },
    { to: '/settings/routing', words: 'settings.routing', anyOf: ['settings:manage'] },
    { to: '/settings/escalation-rules', words: 'settings.escalationRules', anyOf: ['escalation:manage', 'cases:read'] },
  ]),
  ...group('time', [
    { to: '/settings/clock-rules', words: 'settings.clockRules', anyOf: ['settings:manage', 'cases:read'] },
    { to: '/settings/calendars', words: 'settings.calendars', anyOf: ['calendars:manage', 'identity:read'] },
  ]),
  ...group('channels', [
    { to: '/settings/channels', words: 'settings.channels', anyOf: ['channels:manage'] },
    { to: '/settings/portal', words: 'settings.portal', anyOf: ['settings:manage'] },
    { to: '/settings/chats', words: 'settings.chats', anyOf: ['settings:manage'] },
    { to: '/settings/calls', words: 'settings.calls', anyOf: ['settings:manage'] },
    { to: '/settings/outgoing', words: 'settings.outgoing', anyOf: ['channels:manage'] },
    { to: '/settings/webhooks', words: 'settings.webhooks', anyOf: ['channels:manage'] },
    { to: '/settings/drop-folder', words: 'settings.dropFolder', anyOf: ['channels:manage'] },
  ]),
  ...group('warning', [
    { to: '/settings/warning-rules', words: 'settings.warningRules', anyOf: ['warnings:read'] },
    { to: '/settings/on-call', words: 'settings.onCall', anyOf: ['escalation:manage', 'cases:read'] },
    { to: '/settings/notices', words: 'settings.notices', anyOf: ['settings:manage'] },
  ]),
  ...group('text', [
    { to: '/settings/models', words: 'settings.models', anyOf: ['text:read'] },
    { to: '/settings/model-service', words: 'settings.modelService', anyOf: ['settings:manage'] },
  ]),
  ...group('security', [
    { to: '/settings/security', words: 'settings.security' },
    { to: '/settings/tokens', words: 'settings.tokens', anyOf: ['tokens:manage'] },
    { to: '/settings/audit', words: 'settings.audit', anyOf: ['audit:read'] },
  ]),
]
