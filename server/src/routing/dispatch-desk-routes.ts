import {
  ActDone,
  CaseLanes,
  DeskList,
  DeskQuery,
  DispatchSettings,
  DispatchSettingsChange,
  DispatchStatistics,
  DispatchStatisticsQuery,
  DisputeDecision,
  DisputeList,
  DisputeListQuery,
  IdParams,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { lanesOfCase } from './case-lanes.ts'
import { decideDispute } from './decide-dispute.ts'
import { dispatchDesk } from './dispatch-desk.ts'
import { listDisputes } from './dispute-queries.ts'
import type { RoutingSources } from './routes.ts'
import { changeDispatchSettings, dispatchSettingsOf } from './settings.ts'
import { dispatchStatistics } from './statistics.ts'

const IdOrNumber = z.object({ id: z.string().min(8).max(40).describe('UUID or case number') })

/** 派单台: what waits for a unit, disputes, the lane chart, figures and the limit of send-backs. */
export function dispatchDeskRoutes(routes: Routes, deps: Deps, { cases, taskDueAt }: RoutingSources) {
  const { clock } = deps
  routes.get('/dispatch-desk', { ...may('cases:dispatch'), schema: { querystring: DeskQuery, response: { 200: DeskList } } }, (request) =>
    request.read((tx) => dispatchDesk(tx, request.actor, request.query, clock(), cases)),
  )
  routes.get(
    '/disputes',
    { ...mayEither('disputes:decide', 'cases:dispatch'), schema: { querystring: DisputeListQuery, response: { 200: DisputeList } } },
    (request) => request.read((tx) => listDisputes(tx, request.actor, request.query)),
  )
  routes.post(
    '/disputes/:id/decision',
    { ...may('disputes:decide'), schema: { params: IdParams, body: DisputeDecision, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => decideDispute(actOf(deps, request, tx), request.params.id, request.body, taskDueAt)),
  )
  routes.get(
    '/dispatch-statistics',
    { ...may('cases:read'), schema: { querystring: DispatchStatisticsQuery, response: { 200: DispatchStatistics } } },
    (request) =>
      request.read((tx) => dispatchStatistics(tx, request.actor.tenantId, new Date(request.query.from), new Date(request.query.to))),
  )
  routes.get(
    '/cases/:id/lanes',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdOrNumber, response: { 200: CaseLanes } } },
    (request) => request.read((tx) => lanesOfCase(tx, request.actor, request.params.id, clock()), 'byKey'),
  )
  routes.get(
    '/dispatch-settings',
    { ...mayEither('cases:dispatch', 'settings:manage'), schema: { response: { 200: DispatchSettings } } },
    (request) => request.read((tx) => dispatchSettingsOf(tx, request.actor.tenantId)),
  )
  routes.put(
    '/dispatch-settings',
    { ...may('settings:manage'), schema: { body: DispatchSettingsChange, response: { 200: DispatchSettings } } },
    (request, reply) => reply.write(200, (tx) => changeDispatchSettings(tx, request.actor, request.body, clock())),
  )
}
