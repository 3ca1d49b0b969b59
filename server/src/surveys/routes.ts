import { ActDone, actInputs, IdParams } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { followUpCase } from './follow-up.ts'

export function surveyRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/cases/:id/followUps',
    { ...may('cases:followUp'), schema: { params: IdParams, body: actInputs.followUps, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => followUpCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
