import { CaseFindings, FindingAppealInput, FindingDone, FindingInput, FindingOverview, IdParams } from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { appealFinding, makeFinding, reviewFinding } from './find.ts'
import { findingOverview, findingsOfCase } from './queries.ts'

export function findingRoutes(routes: Routes, deps: Deps) {
  routes.get(
    '/cases/:id/findings',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdParams, response: { 200: CaseFindings } } },
    (req) => req.read((tx) => findingsOfCase(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/cases/:id/findings',
    { ...mayEither('cases:handle', 'cases:review'), schema: { params: IdParams, body: FindingInput, response: { 201: FindingDone } } },
    (req, reply) => reply.write(201, (tx) => makeFinding(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/findings/:id/appeals',
    { ...may('cases:note'), schema: { params: IdParams, body: FindingAppealInput, response: { 201: FindingDone } } },
    (req, reply) => reply.write(201, (tx) => appealFinding(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/findings/:id/reviews',
    { ...may('findings:review'), schema: { params: IdParams, body: FindingInput, response: { 201: FindingDone } } },
    (req, reply) => reply.write(201, (tx) => reviewFinding(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.get('/finding-overview', { ...may('surveys:read'), schema: { response: { 200: FindingOverview } } }, (req) =>
    req.read((tx) => findingOverview(tx, req.actor, deps.clock())),
  )
}
