import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http.ts'
import { roleRoutes } from './roles/routes.ts'
import { secondFactorRoutes } from './second-factor/routes.ts'
import { sessionRoutes } from './sign-in/routes.ts'
import { tokenRoutes } from './tokens/routes.ts'
import { unitRoutes } from './units/routes.ts'
import { userRoutes } from './users/routes.ts'

export function identityRoutes(routes: Routes, deps: Deps) {
  sessionRoutes(routes, deps)
  secondFactorRoutes(routes, deps)
  userRoutes(routes, deps)
  unitRoutes(routes, deps)
  roleRoutes(routes, deps)
  tokenRoutes(routes, deps)
}
