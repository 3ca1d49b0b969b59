import { ActDone, actInputs, IdParams, TaskResultInput } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { dispatchCase } from './dispatch.ts'
import { giveTaskResult } from './finish-task.ts'
import { receiveCase } from './receive.ts'
import { returnCase } from './return.ts'
import { reviewCase } from './review.ts'
import { sendBackCase } from './send-back.ts'
import { transferCase } from './transfer.ts'

export function routingRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/cases/:id/dispatches',
    { ...may('cases:dispatch'), schema: { params: IdParams, body: actInputs.dispatches, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => dispatchCase(actOf(deps, request, tx), request.params.id, request.body)),
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
    '/tasks/:id/results',
    { ...may('cases:handle'), schema: { params: IdParams, body: TaskResultInput, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => giveTaskResult(actOf(deps, request, tx), request.params.id, request.body)),
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
}
