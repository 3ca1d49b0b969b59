import { IdParams, Role, RoleChange, RoleInput, RoleRows } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { writeRights } from '../write-rights.ts'
import { changeRole, createRole, deleteRole, findRoles } from './roles.ts'

export function roleRoutes(routes: Routes, deps: Deps) {
  routes.get('/roles', { ...may('identity:read'), schema: { response: { 200: RoleRows } } }, (req) =>
    req.read(async (tx) => wholeList(await findRoles(tx, req.actor.tenantId))),
  )

  routes.post('/roles', { ...may('roles:manage'), schema: { body: RoleInput, response: { 201: Role } } }, (req, reply) =>
    writeRights(reply, 201, (tx) => createRole(tx, req.actor, req.body, deps.clock())),
  )

  routes.patch(
    '/roles/:id',
    { ...may('roles:manage'), schema: { params: IdParams, body: RoleChange, response: { 200: Role } } },
    (req, reply) => writeRights(reply, 200, (tx) => changeRole(tx, req.actor, req.params.id, req.body, deps.clock())),
  )

  routes.delete('/roles/:id', { ...may('roles:manage'), schema: { params: IdParams } }, (req, reply) =>
    writeRights(reply, 204, (tx) => deleteRole(tx, req.actor, req.params.id, deps.clock())),
  )
}
