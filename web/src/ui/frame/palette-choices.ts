import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseList } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api } from '../../platform/api.ts'
import { setPreferences, usePreferences } from '../../platform/preferences.ts'
import { useMay, useSignOut } from '../../platform/session.ts'
import { usePaused } from '../../platform/use-paused.ts'
import { languages, themeChoices } from './choices.ts'
import { useNavigation } from './navigation.tsx'

export type Choice = { id: string; group: 'pages' | 'acts' | 'cases'; label: string; detail?: string; to?: string; act?: () => void }

/** Typing pauses this long before the server is asked. */
const pauseMs = 200
const shortestQuery = 2

/** Pages and acts that contain the words typed, then the cases the server finds for them; before anything is typed, no single settings. */
export function useChoices(typed: string) {
  const pages = usePages(typed.trim() !== '')
  const acts = useActs()
  const found = useFoundCases(typed.trim())
  const words = typed.trim().toLowerCase()
  const own = [...pages, ...acts].filter(({ label }) => label.toLowerCase().includes(words))
  return { choices: [...own, ...found.choices], isSearching: found.isSearching }
}

function usePages(isTyped: boolean): Choice[] {
  const { t } = useTranslation('ui')
  const { entries, settings } = useNavigation()
  return [...entries, ...(isTyped ? settings : [])].map(({ to, words }) => ({ id: to, group: 'pages', label: t(words), to }))
}

function useActs(): Choice[] {
  const { t } = useTranslation('ui')
  const { theme, language } = usePreferences()
  const mayRegister = useMay('complaints:register')
  const { mutate: signOut } = useSignOut()
  const themes = themeChoices.filter((choice) => choice !== theme)
  const others = languages.filter((choice) => choice !== language)
  return [
    ...(mayRegister ? [{ id: 'new', group: 'acts' as const, label: t('palette.newCase'), to: '/cases/new' }] : []),
    ...themes.map((choice) =>
      act(`theme-${choice}`, t('palette.theme', { choice: t(`theme.${choice}`) }), () => setPreferences({ theme: choice })),
    ),
    ...others.map((choice) =>
      act(`language-${choice}`, t('palette.language', { choice: t(`language.${choice}`) }), () => setPreferences({ language: choice })),
    ),
    act('signOut', t('top.signOut'), () => signOut()),
  ]
}

const act = (id: string, label: string, run: () => void): Choice => ({ id, group: 'acts', label, act: run })

function useFoundCases(typed: string) {
  const mayRead = [useMay('cases:read'), useMay('cases:readUnit')].some(Boolean)
  const q = usePaused(typed, pauseMs)
  const isAsked = mayRead && q.length >= shortestQuery
  const found = useQuery({
    queryKey: ['cases', 'palette', q],
    queryFn: ({ signal }) => api.get<z.infer<typeof CaseList>>('/cases', { q, limit: 8 }, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const rows = isAsked ? (found.data?.rows ?? []) : []
  const choices = rows.map(
    ({ id, number, subject }): Choice => ({ id, group: 'cases', label: number, detail: subject, to: `/cases/${id}` }),
  )
  return { choices, isSearching: mayRead && typed.length >= shortestQuery && (q !== typed || found.isFetching) }
}
