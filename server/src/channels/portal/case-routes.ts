import {
  IdParams,
  PortalAppeal,
  PortalCase,
  PortalConfirmation,
  PortalFileAdded,
  PortalMessageInput,
  PortalQuery,
  PortalRating,
  PortalReminder,
  PortalWithdrawal,
} from '@zhiwei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actOf, dropReceived, receiveFile } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Routes } from '../../platform/http.ts'
import { languageOf } from '../../platform/plain-page/index.ts'
import type { WriteOptions } from '../../platform/write-once.ts'
import { addFile, appealCase, confirmCase, type PortalAct, rateCase, remindUs, requireRoomForFile, sendMessage, takeBack } from './acts.ts'
import { findPortalFile } from './files.ts'
import { doors } from './limits.ts'
import { requireSession } from './sessions.ts'
import type { PortalSources } from './sources.ts'
import { portalCase } from './view.ts'
import { portalActor } from './who.ts'

/** The session's case and what its customer does on it. Source: docs/rules/portal.md */
export function portalCaseRoutes(routes: Routes, deps: Deps, sources: PortalSources) {
  const { clock, database, keys } = deps
  const { acts, reads } = doors
  const spoken = (request: FastifyRequest) => languageOf(request.headers['accept-language'])

  routes.get(
    '/portal/case',
    { ...reads, schema: { querystring: PortalQuery.pick({ language: true }), response: { 200: PortalCase } } },
    async (req) => {
      const { tenantId, caseId } = await requireSession(deps, req)
      return database
        .tenant(tenantId)
        .transaction()
        .execute((tx) => portalCase({ tx, keys, tenantId, now: clock() }, caseId, req.query.language ?? spoken(req), sources))
    },
  )
  routes.get('/portal/case/files/:id', { ...reads, schema: { params: IdParams } }, async (req, reply) => {
    const { tenantId, caseId } = await requireSession(deps, req)
    const file = await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => findPortalFile(tx, tenantId, caseId, req.params.id))
    reply
      .header('Content-Type', file.content_type)
      .header('Content-Length', file.size_bytes)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('X-Content-Type-Options', 'nosniff')
    return reply.send(deps.files.read(file.storage_name))
  })

  /** One act on the session's case; an Idempotency-Key is the case's own. */
  const act = async (req: FastifyRequest, reply: FastifyReply, work: (to: PortalAct) => Promise<unknown>, options?: WriteOptions) => {
    const { tenantId, caseId } = await requireSession(deps, req)
    req.actor = portalActor(tenantId, caseId)
    return reply.write(201, (tx) => work({ act: actOf(deps, req, tx), caseId, language: spoken(req), sources }), options)
  }
  const response = { 201: PortalCase }
  routes.post('/portal/case/messages', { ...acts, schema: { body: PortalMessageInput, response } }, (req, reply) =>
    act(req, reply, (to) => sendMessage(to, req.body.text)),
  )
  routes.post('/portal/case/confirmation', { ...acts, schema: { body: PortalConfirmation, response } }, (req, reply) =>
    act(req, reply, (to) => confirmCase(to, req.body)),
  )
  routes.post('/portal/case/rating', { ...acts, schema: { body: PortalRating, response } }, (req, reply) =>
    act(req, reply, (to) => rateCase(to, req.body)),
  )
  routes.post('/portal/case/reminders', { ...acts, schema: { body: PortalReminder, response } }, (req, reply) =>
    act(req, reply, (to) => remindUs(to, req.body.text)),
  )
  routes.post('/portal/case/appeals', { ...acts, schema: { body: PortalAppeal, response } }, (req, reply) =>
    act(req, reply, (to) => appealCase(to, req.body.reason)),
  )
  routes.post('/portal/case/withdrawal', { ...acts, schema: { body: PortalWithdrawal, response } }, (req, reply) =>
    act(req, reply, (to) => takeBack(to, req.body.reason)),
  )
  routes.post(
    '/portal/case/files',
    { ...acts, schema: { consumes: ['multipart/form-data'], response: { 201: PortalFileAdded } } },
    async (req, reply) => {
      // Nothing is received for nobody, nor more than is kept.
      const { tenantId, caseId } = await requireSession(deps, req)
      await database
        .tenant(tenantId)
        .transaction()
        .execute((tx) => requireRoomForFile(tx, tenantId, caseId))
      const file = await receiveFile(deps.files, await req.file())
      const contentHash = file.sha256
      try {
        return await act(req, reply, (to) => addFile(to, file), { contentHash, onReplay: () => deps.files.remove(file.storageName) })
      } catch (error) {
        await dropReceived(deps.files, file.storageName, error)
        throw error
      }
    },
  )
}
