import { IdParams, Unit, UnitChange, UnitInput, UnitRows } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { changeUnit, createUnit, findUnits } from './units.ts'

export function unitRoutes(routes: Routes, deps: Deps) {
  routes.get('/units', { ...may('identity:read'), schema: { response: { 200: UnitRows } } }, (req) =>
    req.read(async (tx) => wholeList(await findUnits(tx, req.actor.tenantId))),
  )

  routes.post('/units', { ...may('units:manage'), schema: { body: UnitInput, response: { 201: Unit } } }, (req, reply) =>
    reply.write(201, (tx) => createUnit(tx, req.actor, req.body, deps.clock())),
  )

  routes.patch(
    '/units/:id',
    { ...may('units:manage'), schema: { params: IdParams, body: UnitChange, response: { 200: Unit } } },
    (req, reply) => reply.write(200, (tx) => changeUnit(tx, req.actor, req.params.id, req.body, deps.clock())),
  )
}
