import { useTranslation } from 'react-i18next'
import { useSession } from '../platform/session.ts'
import { isSaid } from '../ui/frame/is-said.ts'
import { permitted } from '../ui/frame/navigation.tsx'
import { type SettingsGroup, settingsGroups, settingsPages } from './pages.ts'

export type SettingsPage = { to: string; name: string; group: SettingsGroup; groupName: string; alias: string }

/** The settings this person may open, with what people call them. */
export function useSettingsPages(): SettingsPage[] {
  const { t } = useTranslation('settings')
  const { permissions } = useSession()
  return permitted(settingsPages, permissions).map(({ to, words, group }) => ({
    to,
    group,
    name: t(`ui:${words}`),
    groupName: t(`group.${group}`),
    alias: t(`alias.${to.split('/').at(-1)}`),
  }))
}

/** Those whose name, group or other words contain what is typed or begin with its pinyin initials, group by group. */
export function foundIn(pages: SettingsPage[], typed: string) {
  const words = typed.trim().toLowerCase()
  const found = pages.filter(({ name, groupName, alias }) => isSaid(words, `${name} ${groupName} ${alias}`))
  return settingsGroups
    .map((group) => ({ group, pages: found.filter((page) => page.group === group) }))
    .filter((part) => part.pages.length > 0)
}
