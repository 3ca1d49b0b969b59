import { ActDone, actInputs, IdParams } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { extendCase } from './extend.ts'

export function slaRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/cases/:id/extensions',
    { ...may('cases:extend'), schema: { params: IdParams, body: actInputs.extensions, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => extendCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
