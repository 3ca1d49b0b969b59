import { Readable } from 'node:stream'
import {
  IdParams,
  MailDetail,
  MailFiling,
  MailList,
  MailListQuery,
  MailOpening,
  MailRelease,
  MailRemoval,
  MailSettled,
} from '@zhiwei/contract'
import { recordAudit } from '../../../audit/index.ts'
import { actOf, dropReceived } from '../../../cases/index.ts'
import { mayReveal } from '../../../customers/index.ts'
import type { IntakeSources } from '../../../intake/index.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { may, type Routes } from '../../../platform/http.ts'
import { readRaw } from '../keep/raw.ts'
import { takeFiles } from '../process/attachments.ts'
import { mailOf } from '../process/process-mail.ts'
import { fileMail, type ReadForDecision, releaseMail, removeMail, retryMail } from './decide.ts'
import { listMails, mailDetail } from './list.ts'

/** 来信: what mailboxes took in; held and failed mails are decided on here. */
export function mailRoutes(routes: Routes, deps: Deps, sources: IntakeSources) {
  const { files, keys } = deps
  const review = may('mails:review')
  routes.get('/mails', { ...review, schema: { querystring: MailListQuery, response: { 200: MailList } } }, (request) =>
    request.read((tx) => listMails(tx, request.actor, request.query)),
  )
  routes.get('/mails/:id', { ...review, schema: { params: IdParams, response: { 200: MailDetail } } }, (request) =>
    request.read((tx) => mailDetail({ tx, keys, actor: request.actor }, deps, request.params.id)),
  )
  routes.post(
    '/mails/:id/releases',
    { ...review, schema: { params: IdParams, body: MailRelease, response: { 201: MailSettled } } },
    async (request, reply) =>
      withRead(request.actor.tenantId, request.params.id, (read) =>
        reply.write(201, (tx) => releaseMail(actOf(deps, request, tx), request.params.id, read, request.body.reason, sources)),
      ),
  )
  routes.post(
    '/mails/:id/filings',
    { ...review, schema: { params: IdParams, body: MailFiling, response: { 201: MailSettled } } },
    async (request, reply) =>
      withRead(request.actor.tenantId, request.params.id, (read) =>
        reply.write(201, (tx) => fileMail(actOf(deps, request, tx), request.params.id, read, request.body)),
      ),
  )
  routes.post('/mails/:id/removal', { ...review, schema: { params: IdParams, body: MailRemoval } }, async (request, reply) => {
    let storageName: string | null = null
    await reply.write(204, async (tx) => {
      storageName = await removeMail(actOf(deps, request, tx), request.params.id, request.body.reason)
    })
    if (storageName) await files.remove(storageName)
    return reply
  })
  routes.post('/mails/:id/retries', { ...review, schema: { params: IdParams } }, (request, reply) =>
    reply.write(204, (tx) => retryMail(actOf(deps, request, tx), request.params.id)),
  )
  // 看原文: with a reason, and recorded. Downloaded, never shown as a page of ours.
  routes.get('/mails/:id/raw', { ...review, schema: { params: IdParams, querystring: MailOpening } }, async (request, reply) => {
    const { tenantId, userId } = request.actor
    const row = await rowOf(tenantId, request.params.id)
    if (!row.storage_name || !row.raw_key_cipher) throw new AppError('GONE', '原始邮件已删除')
    await deps.database
      .writer(tenantId)
      .transaction()
      .execute(async (tx) => {
        if (!(await mayReveal(tx, request.actor))) throw new AppError('NOT_PERMITTED', '需要权限 customers:reveal')
        await recordAudit(tx, {
          tenantId,
          kind: 'mail.opened',
          actorId: userId,
          subjectId: row.id,
          reason: request.query.reason,
          at: deps.clock(),
        })
      })
    const raw = await readRaw(files, keys, row.storage_name, row.raw_key_cipher)
    reply
      .header('Content-Type', 'message/rfc822')
      .header('Content-Disposition', `attachment; filename="mail-${row.id}.eml"`)
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('X-Content-Type-Options', 'nosniff')
    return reply.send(Readable.from([raw]))
  })

  async function rowOf(tenantId: string, id: string) {
    const row = await deps.database
      .tenant(tenantId)
      .selectFrom('incoming_mail')
      .select(['id', 'storage_name', 'raw_key_cipher', 'head_cipher'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND', '没有这封来信')
    return row
  }

  /** Reads the mail and stores its files before the act; a failed act leaves none. */
  async function withRead<T>(tenantId: string, id: string, decide: (read: ReadForDecision) => Promise<T>): Promise<T> {
    const row = await rowOf(tenantId, id)
    // Its head is kept once it could be read: what killed whoever read it is read by the worker alone.
    if (row.storage_name && !row.head_cipher) throw new AppError('INPUT_INVALID', '这封来信还没有读出来过：可以重试、查看原文或删除')
    const mail = await mailOf(deps, row).catch((error: unknown) => {
      if (error instanceof AppError) throw error
      throw new AppError('INPUT_INVALID', '这封来信读不出来，只能查看原文或删除')
    })
    const taken = await takeFiles(files, mail)
    try {
      return await decide({ mail, taken })
    } catch (error) {
      for (const { storageName } of taken.files) await dropReceived(files, storageName, error)
      throw error
    }
  }
}
