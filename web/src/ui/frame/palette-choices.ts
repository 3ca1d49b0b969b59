import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { topics } from '../../help/sections.ts'
import { wordsOfAllModules } from '../../platform/i18n.ts'
import { usePageActs } from '../../platform/page-acts.ts'
import { setPreferences, usePreferences } from '../../platform/preferences.ts'
import { useMay, useSignOut } from '../../platform/session.ts'
import { type SettingsPage, useSettingsPages } from '../../settings/use-settings.ts'
import { densities, languages, themeChoices } from './choices.ts'
import { openHelp } from './dialog-state.ts'
import { useInnerPages } from './inner-pages.ts'
import { isSaid } from './is-said.ts'
import { useNavigation } from './navigation.tsx'
import { useFoundCases, useFoundCustomers } from './palette-found.ts'

export type Choice = {
  id: string
  group: 'here' | 'pages' | 'acts' | 'help' | 'cases' | 'customers'
  label: string
  detail?: string
  /** Other words people say for it. */
  alias?: string
  to?: string
  act?: () => void
}

/**
 * What the page one is on can do, pages and acts that contain the words typed or begin with their pinyin initials, then the cases and customers the
 * server finds; before anything is typed, the pages of the rail.
 */
export function useChoices(typed: string) {
  const words = typed.trim().toLowerCase()
  const isTyped = words !== ''
  const own = [...useHere(), ...usePages(isTyped), ...useActs(), ...useGuides(isTyped)].filter(({ label, alias = '' }) =>
    isSaid(words, `${label} ${alias}`),
  )
  const cases = useFoundCases(typed.trim())
  const customers = useFoundCustomers(typed.trim())
  return {
    choices: [...own, ...cases.choices, ...customers.choices],
    isSearching: cases.isSearching || customers.isSearching,
  }
}

function useHere(): Choice[] {
  return usePageActs().map(({ id, label, act }) => ({ id: `here-${id}`, group: 'here', label, act }))
}

function usePages(isTyped: boolean): Choice[] {
  const { t, i18n } = useTranslation('ui')
  const entries = useNavigation()
  const inner = useInnerPages()
  const settings = useSettingsPages()
  // The names of pages below the rail stand in the words of their modules.
  useQuery({ queryKey: ['words'], queryFn: () => wordsOfAllModules().then(() => true), staleTime: Number.POSITIVE_INFINITY })
  const pages = [...entries, ...(isTyped ? inner : [])].map(({ to, words }): Choice => {
    const alias = `palette.alias.${to.split('/').filter(Boolean).at(-1) ?? 'workbench'}`
    return { id: to, group: 'pages', label: t(words), to, ...(i18n.exists(`ui:${alias}`) && { alias: t(alias) }) }
  })
  if (!isTyped) return pages
  const toChoice = ({ to, name, groupName, alias }: SettingsPage): Choice => ({
    id: to,
    group: 'pages',
    label: name,
    detail: t('palette.setting', { group: groupName }),
    alias,
    to,
  })
  return [...pages, ...settings.map(toChoice)]
}

function useActs(): Choice[] {
  const { t } = useTranslation('ui')
  const { theme, language, density } = usePreferences()
  const mayRegister = useMay('complaints:register')
  const mayImport = useMay('imports:run')
  const { mutate: signOut } = useSignOut()
  const otherThan = <Name extends string>(all: readonly Name[], current: Name) => all.filter((one) => one !== current)
  return [
    ...(mayRegister ? [{ ...act('new', t('palette.newCase')), alias: t('palette.alias.new'), to: '/cases/new' }] : []),
    ...(mayImport ? [{ ...act('import', t('palette.import')), to: '/imports' }] : []),
    act('help', t('top.help'), () => openHelp()),
    ...otherThan(themeChoices, theme).map((choice) =>
      act(`theme-${choice}`, t('palette.theme', { choice: t(`theme.${choice}`) }), () => setPreferences({ theme: choice })),
    ),
    ...otherThan(densities, density).map((choice) =>
      act(`density-${choice}`, t('palette.density', { choice: t(`density.${choice}`) }), () => setPreferences({ density: choice })),
    ),
    ...otherThan(languages, language).map((choice) =>
      act(`language-${choice}`, t('palette.language', { choice: t(`language.${choice}`) }), () => setPreferences({ language: choice })),
    ),
    act('signOut', t('top.signOut'), () => signOut()),
  ]
}

const act = (id: string, label: string, run?: () => void): Choice => ({ id, group: 'acts', label, ...(run && { act: run }) })

function useGuides(isTyped: boolean): Choice[] {
  const { t } = useTranslation('ui')
  if (!isTyped) return []
  return topics.map((topic) => ({ id: `help-${topic}`, group: 'help', label: t(`help.topic.${topic}`), act: () => openHelp(`${topic}#`) }))
}
