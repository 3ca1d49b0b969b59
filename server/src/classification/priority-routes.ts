import { PriorityPreview, PriorityPreviewInput, PrioritySchemeInput, PrioritySchemeRow, PrioritySchemeRows } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { previewScheme } from './priority-preview.ts'
import { listSchemes, setScheme } from './priority-schemes.ts'

/** 优先级方案: to see, to try on the last cases, and to set. */
export function priorityRoutes(routes: Routes, deps: Deps) {
  const manages = may('settings:manage')
  routes.get('/priority-schemes', { ...manages, schema: { response: { 200: PrioritySchemeRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listSchemes(tx, request.actor.tenantId, deps.clock()))),
  )
  routes.post(
    '/priority-schemes',
    { ...manages, schema: { body: PrioritySchemeInput, response: { 201: PrioritySchemeRow } } },
    (request, reply) => reply.write(201, (tx) => setScheme(actOf(deps, request, tx), request.body)),
  )
  // Asks with a body and changes nothing.
  routes.post(
    '/priority-schemes/preview',
    { ...manages, schema: { body: PriorityPreviewInput, response: { 200: PriorityPreview } } },
    (request) => request.read((tx) => previewScheme(actOf(deps, request, tx), request.body.definition)),
  )
}
