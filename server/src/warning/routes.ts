import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http.ts'
import type { TellPeople } from './governance/notice.ts'
import { governanceRoutes } from './governance/routes.ts'
import { topicRoutes } from './topics/routes.ts'

/** One line a concept. */
export function warningRoutes(routes: Routes, deps: Deps, tell: TellPeople) {
  governanceRoutes(routes, deps, tell)
  topicRoutes(routes, deps)
}
