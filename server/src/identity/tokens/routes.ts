import { IdParams, TokenInput, TokenMade, TokenRows } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { writeRights } from '../write-rights.ts'
import { createToken, findTokens, revokeToken } from './tokens.ts'

export function tokenRoutes(routes: Routes, deps: Deps) {
  routes.get('/tokens', { ...may('tokens:manage'), schema: { response: { 200: TokenRows } } }, (req) =>
    req.read(async (tx) => wholeList(await findTokens(tx, req.actor.tenantId))),
  )

  routes.post('/tokens', { ...may('tokens:manage'), schema: { body: TokenInput, response: { 201: TokenMade } } }, (req, reply) =>
    writeRights(reply, 201, (tx) => createToken(tx, req.actor, req.body, deps.clock())),
  )

  routes.delete('/tokens/:id', { ...may('tokens:manage'), schema: { params: IdParams } }, (req, reply) =>
    writeRights(reply, 204, (tx) => revokeToken(tx, req.actor, req.params.id, deps.clock())),
  )
}
