import { ActDone, actInputs, IdParams, TreeCode, TreeNode, TreeNodeChange, TreeNodeInput, TreeRows } from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { addCategory, changeCategory, changingCategories, listCategories } from './categories.ts'
import { classifyCase } from './classify.ts'
import { priorityRoutes } from './priority-routes.ts'
import { textRoutes } from './text-routes.ts'

const CodeParams = z.object({ code: TreeCode })

export function classificationRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/cases/:id/classification',
    { ...may('cases:classify'), schema: { params: IdParams, body: actInputs.classification, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => classifyCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  textRoutes(routes, deps)
  priorityRoutes(routes, deps)
  routes.get('/categories', { ...signedIn, schema: { response: { 200: TreeRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listCategories(tx, request.actor.tenantId))),
  )
  routes.post(
    '/categories',
    { ...may('categories:manage'), schema: { body: TreeNodeInput, response: { 201: TreeNode } } },
    (request, reply) => changingCategories(() => reply.write(201, (tx) => addCategory(actOf(deps, request, tx), request.body))),
  )
  routes.patch(
    '/categories/:code',
    { ...may('categories:manage'), schema: { params: CodeParams, body: TreeNodeChange, response: { 200: TreeNode } } },
    (request, reply) =>
      changingCategories(() => reply.write(200, (tx) => changeCategory(actOf(deps, request, tx), request.params.code, request.body))),
  )
}
