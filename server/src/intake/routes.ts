import { ActDone, actInputs, BatchResult, ComplaintBatch, IdParams, IncomingComplaint, RegisteredComplaint } from '@zhiwei/contract'
import pLimit from 'p-limit'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { acceptCase, declineCase } from './accept.ts'
import { importRoutes } from './imports/index.ts'
import type { IntakeSources } from './proposals.ts'
import { registerComplaint, registerComplaints } from './register.ts'

// 1,000 complaints of 20,000 characters, three bytes each.
const batchLimitBytes = 64 * 1024 * 1024
// One is read while another is stored. More would only wait for each other's new customers, in the end past the lock's time limit.
const batchesAtOnce = pLimit(2)

export function intakeRoutes(routes: Routes, deps: Deps, sources: IntakeSources) {
  routes.post(
    '/complaints',
    {
      ...may('complaints:register'),
      schema: { body: IncomingComplaint, response: { 200: RegisteredComplaint, 201: RegisteredComplaint } },
    },
    async (req, reply) => reply.write(201, (tx) => registerComplaint(actOf(deps, req, tx), req.body, sources)),
  )
  routes.post(
    '/complaints/batch',
    { ...may('complaints:register'), bodyLimit: batchLimitBytes, schema: { body: ComplaintBatch, response: { 200: BatchResult } } },
    async (req, reply) =>
      batchesAtOnce(() => reply.write(200, (tx) => registerComplaints(actOf(deps, req, tx), req.body.complaints, sources))),
  )
  routes.post(
    '/cases/:id/acceptance',
    { ...may('cases:accept'), schema: { params: IdParams, body: actInputs.acceptance, response: { 201: ActDone } } },
    async (req, reply) => reply.write(201, (tx) => acceptCase(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/cases/:id/declination',
    { ...may('cases:accept'), schema: { params: IdParams, body: actInputs.declination, response: { 201: ActDone } } },
    async (req, reply) => reply.write(201, (tx) => declineCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  importRoutes(routes, deps)
}
