import { IdParams, PageQuery, PaymentBatch, PaymentBatchList, PaymentFileQuery } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { findBatch, listBatches, makeBatch } from './batches.ts'
import { paymentFile } from './file.ts'

/** 付款: what was granted, handed to the cashier in files. */
export function paymentRoutes(routes: Routes, { clock, keys }: Deps) {
  const reads = mayEither('payments:export', 'ledger:read')
  routes.get('/payment-batches', { ...reads, schema: { querystring: PageQuery, response: { 200: PaymentBatchList } } }, async (req) =>
    req.read((tx) => listBatches(tx, req.actor.tenantId, req.query)),
  )
  routes.post('/payment-batches', { ...may('payments:export'), schema: { response: { 201: PaymentBatch } } }, async (req, reply) =>
    reply.write(201, (tx) => makeBatch(tx, req.actor, clock())),
  )
  routes.get('/payment-batches/:id', { ...reads, schema: { params: IdParams, response: { 200: PaymentBatch } } }, async (req) =>
    req.read((tx) => findBatch(tx, req.actor.tenantId, req.params.id)),
  )
  routes.get(
    '/payment-batches/:id/file',
    { ...may('payments:export'), schema: { params: IdParams, querystring: PaymentFileQuery } },
    async (req, reply) => {
      const file = await req.read((tx) => paymentFile(tx, keys, req.actor, req.params.id, req.query, clock()))
      reply.header('Content-Type', file.contentType).header('Content-Disposition', `attachment; filename="${file.name}"`)
      return reply.send(file.bytes)
    },
  )
}
