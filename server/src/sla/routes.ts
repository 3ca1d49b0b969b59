import { ActDone, actInputs, IdParams } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { clockRuleRoutes } from './clock-rules/routes.ts'
import { extendCase } from './extend.ts'
import { processRoutes } from './processes/routes.ts'

export function slaRoutes(routes: Routes, deps: Deps) {
  processRoutes(routes, deps)
  clockRuleRoutes(routes, deps)
  routes.post(
    '/cases/:id/extensions',
    { ...may('cases:extend'), schema: { params: IdParams, body: actInputs.extensions, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => extendCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
