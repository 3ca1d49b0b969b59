import { auditRoutes } from './audit/index.ts'
import { caseSourcesOf, casesForCustomers } from './case-sources.ts'
import { caseRoutes } from './cases/index.ts'
import { classificationRoutes } from './classification/index.ts'
import { customerRoutes } from './customers/index.ts'
import { demoRoutes } from './demo/index.ts'
import { authenticatorOf, identityRoutes } from './identity/index.ts'
import { improvementRoutes } from './improvement/index.ts'
import { intakeRoutes, readSheet } from './intake/index.ts'
import { intakeSources } from './intake-sources.ts'
import { notificationRoutes } from './notifications/index.ts'
import type { Deps } from './platform/deps.ts'
import { mountDocs } from './platform/docs/index.ts'
import { mountHealth } from './platform/health/index.ts'
import { createHttp, type Routes, routesOf } from './platform/http.ts'
import { mountLive } from './platform/live.ts'
import { mountWeb } from './platform/web/index.ts'
import { resolutionRoutes } from './resolution/index.ts'
import { queueRoutes, routingRoutes } from './routing/index.ts'
import { routingSourcesOf } from './routing-sources.ts'
import { calendarRoutes, slaRoutes } from './sla/index.ts'
import { surveyRoutes } from './surveys/index.ts'
import { workflowRoutes } from './workflow/index.ts'

/** What a process answers that only works: whether it is well. */
export async function createWorkerApp(deps: Deps, options: { logger?: object | boolean } = {}) {
  const app = await createHttp({ ...deps, authenticate: authenticatorOf(deps), ...options })
  mountHealth(app, deps)
  return app
}

/** Mounts every module's routes, in the order of a complaint's way. */
export async function createApp(deps: Deps, options: { logger?: object | boolean } = {}) {
  const app = await createHttp({ ...deps, authenticate: authenticatorOf(deps), ...options })
  const caseSources = caseSourcesOf(deps)
  await mountDocs(app, deps)
  mountHealth(app, deps)
  await app.register(
    async (scope) => {
      const routes: Routes = routesOf(scope)
      mountLive(routes, deps)
      identityRoutes(routes, deps)
      auditRoutes(routes, deps)
      customerRoutes(routes, deps, casesForCustomers(deps, caseSources))
      intakeRoutes(routes, deps, intakeSources)
      caseRoutes(routes, deps, caseSources)
      classificationRoutes(routes, deps)
      routingRoutes(routes, deps, routingSourcesOf(caseSources))
      queueRoutes(routes, deps, { ...routingSourcesOf(caseSources), signalsOf: caseSources.signalsOf })
      calendarRoutes(routes, deps, async (path) => (await readSheet(path)).rows)
      slaRoutes(routes, deps)
      workflowRoutes(routes, deps)
      notificationRoutes(routes, deps)
      resolutionRoutes(routes, deps)
      surveyRoutes(routes, deps)
      improvementRoutes(routes, deps)
      demoRoutes(routes, deps)
    },
    { prefix: '/api/v1' },
  )
  await mountWeb(app, deps)
  return app
}
