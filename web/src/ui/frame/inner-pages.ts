import { useSession } from '../../platform/session.ts'
import { type Entry, isOutside, permitted } from './navigation.tsx'

/** Pages that stand below one of the rail: for the command palette. */
const inner: Entry[] = [
  { to: '/dashboards/own', words: 'nav.ownDashboards', anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/measures', words: 'nav.measures', anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/topics', words: 'warning:nav.topics', anyOf: ['warnings:read'] },
  { to: '/warnings/risk', words: 'warning:nav.caseWarnings', anyOf: ['warnings:read'] },
  { to: '/warnings/groups', words: 'warning:nav.groups', anyOf: ['warnings:read'] },
  { to: '/warnings/series', words: 'warning:nav.series', anyOf: ['warnings:read'] },
  { to: '/warnings/risk-points', words: 'warning:nav.riskPoints', anyOf: ['warnings:read'] },
  { to: '/warnings/risk-map', words: 'warning:nav.riskMap', anyOf: ['warnings:read'] },
  { to: '/warnings/quality', words: 'warning:nav.quality', anyOf: ['warnings:read'] },
  { to: '/forecast', words: 'warning:nav.forecast', anyOf: ['warnings:read'] },
  { to: '/reports', words: 'warning:nav.reports', anyOf: ['cases:read'] },
  { to: '/crises', words: 'warning:nav.crises', anyOf: ['warnings:read'] },
  { to: '/follow-ups/low-scores', words: 'surveys:tabs.low', anyOf: ['surveys:read'] },
  { to: '/follow-ups/satisfaction', words: 'surveys:tabs.satisfaction', anyOf: ['surveys:read'] },
  { to: '/follow-ups/findings', words: 'surveys:tabs.findings', anyOf: ['surveys:read'] },
  { to: '/follow-ups/plan', words: 'surveys:tabs.plan', anyOf: ['cases:followUp', 'surveys:read'] },
  { to: '/eight-d', words: 'improvement:tab.eightD', anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/cause-trees', words: 'improvement:tab.trees', anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/partners', words: 'improvement:tab.partners', anyOf: ['cases:read', 'actions:manage'] },
  { to: '/lessons', words: 'improvement:tab.lessons', anyOf: ['cases:read', 'cases:readUnit'] },
  { to: '/care/scripts', words: 'nav.careScripts', anyOf: ['care:handle', 'contacts:read'] },
  { to: '/care/effect', words: 'nav.careEffect', anyOf: ['contacts:read'] },
  { to: '/tasks', words: 'nav.tasks', anyOf: ['tasks:handle'] },
  { to: '/notices', words: 'nav.notices' },
  { to: '/start', words: 'nav.start', anyOf: ['settings:manage'] },
]

/** What this person may go to of them. */
export function useInnerPages(): Entry[] {
  const session = useSession()
  return isOutside(session) ? [] : permitted(inner, session.permissions)
}
