import { ActDone, actInputs, IdParams } from '@zhiwei/contract'
import { actOf, type CaseListSources } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { dispatchCase } from './dispatch.ts'
import { dispatchDeskRoutes } from './dispatch-desk-routes.ts'
import { recallCase } from './recall.ts'
import { receiveCase } from './receive.ts'
import { returnCase } from './return.ts'
import { reviewCase } from './review.ts'
import { sendBackCase } from './send-back.ts'
import type { TaskDueAt } from './task-clock.ts'
import { taskRoutes } from './task-routes.ts'
import { transferCase } from './transfer.ts'
import type { CustomerOfTask } from './unit-tasks.ts'

/** What dispatching needs of others, wired in app.ts. */
export type RoutingSources = { cases: CaseListSources; customerOf: CustomerOfTask; taskDueAt: TaskDueAt }

export function routingRoutes(routes: Routes, deps: Deps, sources: RoutingSources) {
  routes.post(
    '/cases/:id/dispatches',
    { ...may('cases:dispatch'), schema: { params: IdParams, body: actInputs.dispatches, response: { 201: ActDone } } },
    (request, reply) =>
      reply.write(201, (tx) => dispatchCase(actOf(deps, request, tx), request.params.id, request.body, sources.taskDueAt)),
  )
  routes.post(
    '/cases/:id/recalls',
    { ...may('cases:dispatch'), schema: { params: IdParams, body: actInputs.recalls, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => recallCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/receipts',
    { ...may('cases:handle'), schema: { params: IdParams, body: actInputs.receipts, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => receiveCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/transfers',
    { ...may('cases:handle'), schema: { params: IdParams, body: actInputs.transfers, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => transferCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/sendBacks',
    { ...may('cases:handle'), schema: { params: IdParams, body: actInputs.sendBacks, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => sendBackCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/returns',
    { ...may('cases:handle'), schema: { params: IdParams, body: actInputs.returns, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => returnCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/reviews',
    { ...may('cases:review'), schema: { params: IdParams, body: actInputs.reviews, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => reviewCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  taskRoutes(routes, deps, sources)
  dispatchDeskRoutes(routes, deps, sources)
}
