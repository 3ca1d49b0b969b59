import { ActDone, actInputs, Escalated, IdParams } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { escalateCase } from './escalate.ts'
import { remindOfCase } from './remind.ts'
import { superviseCase } from './supervise.ts'
import { resumeCase, suspendCase } from './suspend.ts'

export function workflowRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/cases/:id/suspensions',
    { ...may('cases:suspend'), schema: { params: IdParams, body: actInputs.suspensions, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => suspendCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/resumptions',
    { ...may('cases:suspend'), schema: { params: IdParams, body: actInputs.resumptions, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => resumeCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/escalations',
    { ...may('cases:escalate'), schema: { params: IdParams, body: actInputs.escalations, response: { 201: Escalated } } },
    (request, reply) => reply.write(201, (tx) => escalateCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/supervisions',
    { ...may('cases:supervise'), schema: { params: IdParams, body: actInputs.supervisions, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => superviseCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/reminders',
    { ...may('cases:remind'), schema: { params: IdParams, body: actInputs.reminders, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => remindOfCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
