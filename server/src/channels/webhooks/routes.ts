import {
  IdParams,
  PageQuery,
  WebhookDeliveryList,
  WebhookDeliveryQuery,
  WebhookInChange,
  WebhookInInput,
  WebhookInList,
  WebhookOutChange,
  WebhookOutInput,
  WebhookOutList,
  WebhookPreview,
  WebhookPreviewInput,
  WebhookReceiptList,
  WebhookSecret,
  WebhookTaken,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { IntakeSources } from '../../intake/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, open, type Routes, routesOf } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { deliveriesOf, receiptsOf } from './log.ts'
import {
  addWebhookIn,
  addWebhookOut,
  changeWebhookIn,
  changeWebhookOut,
  listWebhooksIn,
  listWebhooksOut,
  removeWebhook,
  requireWebhook,
  rotateSecret,
  tellDeadAgain,
} from './manage.ts'
import { complaintOf } from './mapping.ts'
import { receiveWebhook } from './receive.ts'

const manages = may('channels:manage')
const KeyParams = z.object({ key: z.string().max(100) })
const DeliveryParams = z.object({ id: z.uuid(), deliveryId: z.uuid() })
const Replayed = z.object({ count: z.number().int() })

/** POST /hooks/in/:key takes its body as it came: the signature is over the bytes. */
export function webhookRoutes(routes: Routes, deps: Deps, sources: IntakeSources) {
  void routes.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    routesOf(scope).post(
      '/hooks/in/:key',
      {
        ...open,
        schema: {
          params: KeyParams,
          summary: '接收回调 (签名见 docs/rules/webhooks.md)',
          response: { 200: WebhookTaken, 201: WebhookTaken },
        },
      },
      async (req, reply) => {
        const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
        const { status, ...taken } = await receiveWebhook(deps, req, req.params.key, body, sources)
        return reply.code(status as 200).send(taken)
      },
    )
  })
  inRoutes(routes, deps)
  outRoutes(routes, deps)
}

function inRoutes(routes: Routes, deps: Deps) {
  routes.get('/webhooks/in', { ...manages, schema: { response: { 200: WebhookInList } } }, (req) =>
    req.read(async (tx) => wholeList(await listWebhooksIn(actOf(deps, req, tx), deps))),
  )
  routes.post('/webhooks/in', { ...manages, schema: { body: WebhookInInput, response: { 201: WebhookSecret } } }, (req, reply) =>
    reply.write(201, (tx) => addWebhookIn(actOf(deps, req, tx), req.body)),
  )
  routes.post(
    '/webhooks/in/previews',
    { ...manages, schema: { body: WebhookPreviewInput, response: { 200: WebhookPreview } } },
    async (req) => complaintOf(req.body.sample, req.body.mapping, req.body.channel),
  )
  routes.patch('/webhooks/in/:id', { ...manages, schema: { params: IdParams, body: WebhookInChange } }, (req, reply) =>
    reply.write(204, (tx) => changeWebhookIn(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/webhooks/in/:id/secrets', { ...manages, schema: { params: IdParams, response: { 201: WebhookSecret } } }, (req, reply) =>
    reply.write(201, (tx) => rotateSecret(actOf(deps, req, tx), 'webhook_in', req.params.id)),
  )
  routes.delete('/webhooks/in/:id', { ...manages, schema: { params: IdParams } }, (req, reply) =>
    reply.write(204, (tx) => removeWebhook(actOf(deps, req, tx), 'webhook_in', req.params.id)),
  )
  routes.get(
    '/webhooks/in/:id/receipts',
    { ...manages, schema: { params: IdParams, querystring: PageQuery, response: { 200: WebhookReceiptList } } },
    (req) =>
      req.read(async (tx) => {
        await requireWebhook({ tx, actor: req.actor }, 'webhook_in', req.params.id)
        return receiptsOf(tx, req.actor.tenantId, req.params.id, req.query)
      }),
  )
}

function outRoutes(routes: Routes, deps: Deps) {
  routes.get('/webhooks/out', { ...manages, schema: { response: { 200: WebhookOutList } } }, (req) =>
    req.read(async (tx) => wholeList(await listWebhooksOut(actOf(deps, req, tx)))),
  )
  routes.post('/webhooks/out', { ...manages, schema: { body: WebhookOutInput, response: { 201: WebhookSecret } } }, (req, reply) =>
    reply.write(201, (tx) => addWebhookOut(actOf(deps, req, tx), req.body)),
  )
  routes.patch('/webhooks/out/:id', { ...manages, schema: { params: IdParams, body: WebhookOutChange } }, (req, reply) =>
    reply.write(204, (tx) => changeWebhookOut(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/webhooks/out/:id/secrets', { ...manages, schema: { params: IdParams, response: { 201: WebhookSecret } } }, (req, reply) =>
    reply.write(201, (tx) => rotateSecret(actOf(deps, req, tx), 'webhook_out', req.params.id)),
  )
  routes.delete('/webhooks/out/:id', { ...manages, schema: { params: IdParams } }, (req, reply) =>
    reply.write(204, (tx) => removeWebhook(actOf(deps, req, tx), 'webhook_out', req.params.id)),
  )
  routes.get(
    '/webhooks/out/:id/deliveries',
    { ...manages, schema: { params: IdParams, querystring: WebhookDeliveryQuery, response: { 200: WebhookDeliveryList } } },
    (req) =>
      req.read(async (tx) => {
        await requireWebhook({ tx, actor: req.actor }, 'webhook_out', req.params.id)
        return deliveriesOf(tx, req.actor.tenantId, req.params.id, req.query)
      }),
  )
  routes.post('/webhooks/out/:id/replays', { ...manages, schema: { params: IdParams, response: { 201: Replayed } } }, (req, reply) =>
    reply.write(201, (tx) => tellDeadAgain(actOf(deps, req, tx), req.params.id)),
  )
  routes.post(
    '/webhooks/out/:id/deliveries/:deliveryId/replays',
    { ...manages, schema: { params: DeliveryParams, response: { 201: Replayed } } },
    (req, reply) => reply.write(201, (tx) => tellDeadAgain(actOf(deps, req, tx), req.params.id, req.params.deliveryId)),
  )
}
