import { DashboardFigures, DashboardParams, DashboardQuery } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { mayEither, type Routes } from '../../platform/http.ts'
import { dashboardFigures } from './answer.ts'
import { shippedDashboards } from './shipped.ts'

/** 看板: one request a dashboard. */
export function dashboardRoutes(routes: Routes, { clock }: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  routes.get(
    '/dashboards/:name/figures',
    { ...reads, schema: { params: DashboardParams, querystring: DashboardQuery, response: { 200: DashboardFigures } } },
    (req) => req.read((tx) => dashboardFigures(tx, req.actor, shippedDashboards[req.params.name], req.query, clock()), 'ofOneMoment'),
  )
}
