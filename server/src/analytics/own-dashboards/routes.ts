import {
  DashboardFigures,
  DashboardQuery,
  IdParams,
  OwnDashboard,
  OwnDashboardChange,
  OwnDashboardInput,
  OwnDashboards,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { mayEither, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dashboardFigures } from '../dashboards/answer.ts'
import {
  changeOwnDashboard,
  findOwnDashboard,
  listOwnDashboards,
  makeOwnDashboard,
  removeOwnDashboard,
  takeOverOwnDashboard,
} from './own-dashboards.ts'

/** 我的看板: what a person puts together of the measures; the figures are those of whoever looks. */
export function ownDashboardRoutes(routes: Routes, deps: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  const one = { params: IdParams }
  routes.get('/own-dashboards', { ...reads, schema: { response: { 200: OwnDashboards } } }, (req) =>
    req.read(async (tx) => wholeList(await listOwnDashboards(tx, req.actor))),
  )
  routes.post('/own-dashboards', { ...reads, schema: { body: OwnDashboardInput, response: { 201: OwnDashboard } } }, (req, reply) =>
    reply.write(201, (tx) => makeOwnDashboard(actOf(deps, req, tx), req.body)),
  )
  routes.get('/own-dashboards/:id', { ...reads, schema: { ...one, response: { 200: OwnDashboard } } }, (req) =>
    req.read((tx) => findOwnDashboard(tx, req.actor, req.params.id)),
  )
  routes.put(
    '/own-dashboards/:id',
    { ...reads, schema: { ...one, body: OwnDashboardChange, response: { 200: OwnDashboard } } },
    (req, reply) => reply.write(200, (tx) => changeOwnDashboard(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/own-dashboards/:id/takeovers', { ...reads, schema: { ...one, response: { 201: OwnDashboard } } }, (req, reply) =>
    reply.write(201, (tx) => takeOverOwnDashboard(actOf(deps, req, tx), req.params.id)),
  )
  routes.delete('/own-dashboards/:id', { ...reads, schema: one }, (req, reply) =>
    reply.write(204, (tx) => removeOwnDashboard(actOf(deps, req, tx), req.params.id)),
  )
  routes.get(
    '/own-dashboards/:id/figures',
    { ...reads, schema: { ...one, querystring: DashboardQuery, response: { 200: DashboardFigures } } },
    (req) =>
      req.read(async (tx) => {
        const { cards } = await findOwnDashboard(tx, req.actor, req.params.id)
        return dashboardFigures(tx, req.actor, cards, req.query, deps.clock())
      }, 'ofOneMoment'),
  )
}
