import { ActDone, actInputs, IdParams, TreeCode, TreeNode, TreeNodeChange, TreeNodeInput, TreeRows } from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { actionRoutes, type ImprovementSources } from './actions/index.ts'
import { addCause, changeCause, listCauses } from './causes.ts'
import { eightDRoutes } from './eight-d/index.ts'
import { findRootCause } from './find-root-cause.ts'
import { partnerRoutes } from './partners/index.ts'
import { causeTreeRoutes } from './trees/index.ts'

const CodeParams = z.object({ code: TreeCode })

export function improvementRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  actionRoutes(routes, deps, sources)
  causeTreeRoutes(routes, deps, sources)
  eightDRoutes(routes, deps, sources)
  partnerRoutes(routes, deps, sources)
  routes.post(
    '/cases/:id/rootCauses',
    { ...may('cases:findCause'), schema: { params: IdParams, body: actInputs.rootCauses, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => findRootCause(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get('/causes', { ...signedIn, schema: { response: { 200: TreeRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listCauses(tx, request.actor.tenantId))),
  )
  routes.post('/causes', { ...may('categories:manage'), schema: { body: TreeNodeInput, response: { 201: TreeNode } } }, (request, reply) =>
    reply.write(201, (tx) => addCause(actOf(deps, request, tx), request.body)),
  )
  routes.patch(
    '/causes/:code',
    { ...may('categories:manage'), schema: { params: CodeParams, body: TreeNodeChange, response: { 200: TreeNode } } },
    (request, reply) => reply.write(200, (tx) => changeCause(actOf(deps, request, tx), request.params.code, request.body)),
  )
}
