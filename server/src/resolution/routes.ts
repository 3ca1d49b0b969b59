import { ActDone, actInputs, IdParams, RemedyDone, SettlementDone } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { answerCase } from './answer.ts'
import { approveRemedy } from './approve-remedy.ts'
import type { ApprovalDueAt } from './authority/ask.ts'
import { authorityRoutes } from './authority/routes.ts'
import { enterFee } from './fees/enter-fee.ts'
import { findingRoutes } from './findings/routes.ts'
import { grantRemedy, thankCustomer } from './grant-remedy.ts'
import { paymentRoutes } from './payments/routes.ts'
import { reverseGrant } from './reverse.ts'
import { settleCase } from './settle.ts'

export function resolutionRoutes(routes: Routes, deps: Deps, approvalDueAt: ApprovalDueAt) {
  routes.post(
    '/cases/:id/remedies',
    { ...may('cases:grantRemedy'), schema: { params: IdParams, body: actInputs.remedies, response: { 201: RemedyDone } } },
    (request, reply) => reply.write(201, (tx) => grantRemedy(actOf(deps, request, tx), request.params.id, request.body, approvalDueAt)),
  )
  routes.post(
    '/cases/:id/thanks',
    { ...may('cases:grantRemedy'), schema: { params: IdParams, body: actInputs.thanks, response: { 201: RemedyDone } } },
    (request, reply) => reply.write(201, (tx) => thankCustomer(actOf(deps, request, tx), request.params.id, request.body, approvalDueAt)),
  )
  routes.post(
    '/cases/:id/fees',
    { ...may('cases:grantRemedy'), schema: { params: IdParams, body: actInputs.fees, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => enterFee(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/approvals',
    { ...may('cases:approve'), schema: { params: IdParams, body: actInputs.approvals, response: { 201: RemedyDone } } },
    (request, reply) => reply.write(201, (tx) => approveRemedy(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/reversals',
    { ...may('cases:approve'), schema: { params: IdParams, body: actInputs.reversals, response: { 201: RemedyDone } } },
    (request, reply) => reply.write(201, (tx) => reverseGrant(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/settlements',
    { ...may('cases:answer'), schema: { params: IdParams, body: actInputs.settlements, response: { 201: SettlementDone } } },
    (request, reply) => reply.write(201, (tx) => settleCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/answers',
    { ...may('cases:answer'), schema: { params: IdParams, body: actInputs.answers, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => answerCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  findingRoutes(routes, deps)
  authorityRoutes(routes, deps)
  paymentRoutes(routes, deps)
}
