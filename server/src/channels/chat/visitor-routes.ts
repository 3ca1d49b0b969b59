import {
  ChatDetails,
  ChatFileQuery,
  ChatLeftMessage,
  ChatMessageInput,
  ChatOpening,
  ChatScoreInput,
  ChatVisit,
  ChatVisitor,
  ChatVisitorInput,
  IdParams,
} from '@zhiwei/contract'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Act, dropReceived, systemActor } from '../../cases/index.ts'
import { isTenant, tenantByCode } from '../../identity/index.ts'
import { addressBlock } from '../../platform/address-block.ts'
import { isLockTimeout } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { open, type Routes } from '../../platform/http.ts'
import { languageOf } from '../../platform/plain-page/index.ts'
import { leaveMessage } from './complain.ts'
import { visitorEnds, visitorScores } from './end.ts'
import { findChatFile, receiveImage, sendFileOf } from './files.ts'
import type { LiveChats } from './live.ts'
import { numberOf } from './messages.ts'
import type { ChatSources } from './sources.ts'
import { leaveDetails, requireRoomForPicture, sendFile, visitorSays } from './speak.ts'
import { chatOfVisitor, lockOwnChat, newVisitorToken, openChat, type Visitor, visitOf, visitorOf } from './visitor.ts'

/** Calls of one address a minute: several people of one household or office talk at once. */
const limited = (max: number) => ({ config: { ...open.config, rateLimit: { max, timeWindow: '1 minute' } } })
const windowsOfVisitor = 5
const windowsOfTenant = 5_000
/** A network operator puts many households behind one address; one of them must not take every place. */
const windowsOfAddress = 100
const Done = z.object({ id: z.string() })
const Numbered = z.object({ no: z.number().int() })

/** What a visitor's window asks; the token stands in the header X-Chat-Visitor, never in an address. Source: docs/rules/chat.md */
export function visitorRoutes(routes: Routes, deps: Deps, sources: ChatSources, live: LiveChats) {
  const { database, keys, clock, files } = deps

  async function asVisitor<T>(request: FastifyRequest, work: (act: Act, visitor: Visitor) => Promise<T>): Promise<T> {
    const visitor = visitorOf(request.headers['x-chat-visitor'])
    const { tenantId } = visitor
    // Nothing is opened for an id somebody made up.
    if (!(await isTenant(database, tenantId))) throw new AppError('NOT_SIGNED_IN', '请刷新聊天窗口后再试')
    try {
      return await database
        .writer(tenantId)
        .transaction()
        .execute(async (tx) => {
          const known = await tx.selectFrom('tenant').select('id').where('id', '=', tenantId).executeTakeFirst()
          if (!known) throw new AppError('NOT_SIGNED_IN', '请刷新聊天窗口后再试')
          return work({ tx, keys, actor: systemActor(tenantId), now: clock(), log: request.log }, visitor)
        })
    } catch (error) {
      if (isLockTimeout(error)) throw new AppError('IN_PROGRESS', '请稍后重试', { retryAfterSeconds: 1 })
      throw error
    }
  }

  routes.post(
    '/portal/chat/visitors',
    { ...limited(120), schema: { body: ChatVisitorInput, response: { 201: ChatVisitor } } },
    async (req, reply) => {
      const tenant = await tenantByCode(database, req.body.tenant)
      if (!tenant) throw new AppError('NOT_FOUND', '没有这家企业')
      return reply.code(201).send({ token: newVisitorToken(tenant.id) })
    },
  )
  routes.get('/portal/chat', { ...limited(120), schema: { response: { 200: ChatVisit } } }, (req) =>
    asVisitor(req, (act, visitor) => visitOf(act, visitor, languageOf(req.headers['accept-language']), sources)),
  )
  routes.post('/portal/chat', { ...limited(120), schema: { body: ChatOpening, response: { 201: Done } } }, async (req, reply) => {
    const chat = await asVisitor(req, (act, visitor) => openChat(act, visitor, req.ip, req.body, sources))
    return reply.code(201).send({ id: chat.id })
  })
  routes.post(
    '/portal/chat/messages',
    { ...limited(300), schema: { body: ChatMessageInput, response: { 201: Numbered } } },
    async (req, reply) => reply.code(201).send(await asVisitor(req, (act, visitor) => visitorSays(act, visitor, req.body, sources))),
  )
  routes.post(
    '/portal/chat/files',
    { ...limited(30), schema: { consumes: ['multipart/form-data'], querystring: ChatFileQuery, response: { 201: Numbered } } },
    async (req, reply) => {
      // Nobody's bytes are stored without a talk, nor more than it takes; a picture sent again is answered as before.
      await asVisitor(req, async (act, visitor) => {
        const chat = await lockOwnChat(act, visitor)
        if ((await numberOf(act, chat.id, req.query.clientId)) === undefined) await requireRoomForPicture(act, chat)
      })
      const file = await receiveImage(files, req)
      try {
        const { no, isRepeat } = await asVisitor(req, async (act, visitor) =>
          sendFile(act, await lockOwnChat(act, visitor), 'customer', req.query.clientId, file),
        )
        if (isRepeat) await files.remove(file.storageName)
        return reply.code(201).send({ no })
      } catch (error) {
        await dropReceived(files, file.storageName, error)
        throw error
      }
    },
  )
  routes.get('/portal/chat/files/:id', { ...limited(120), schema: { params: IdParams } }, async (req, reply) => {
    const file = await asVisitor(req, async ({ tx }, visitor) => {
      const chat = await chatOfVisitor(tx, visitor)
      if (!chat) throw new AppError('NOT_FOUND', '图片不存在')
      return findChatFile(tx, visitor.tenantId, chat.id, req.params.id)
    })
    return sendFileOf(reply, files, file)
  })
  routes.put('/portal/chat/details', { ...limited(30), schema: { body: ChatDetails } }, async (req, reply) => {
    await asVisitor(req, (act, visitor) => leaveDetails(act, visitor, req.body))
    return reply.code(204).send()
  })
  routes.post(
    '/portal/chat/left-messages',
    { ...limited(10), schema: { body: ChatLeftMessage, response: { 201: Done } } },
    async (req, reply) =>
      reply.code(201).send(await asVisitor(req, (act, visitor) => leaveMessage(act, visitor, req.ip, req.body, sources))),
  )
  routes.post('/portal/chat/end', limited(30), async (req, reply) => {
    await asVisitor(req, visitorEnds)
    return reply.code(204).send()
  })
  routes.put('/portal/chat/score', { ...limited(30), schema: { body: ChatScoreInput } }, async (req, reply) => {
    await asVisitor(req, (act, visitor) => visitorScores(act, visitor, req.body.score))
    return reply.code(204).send()
  })
  routes.get('/portal/chat/stream', { ...limited(60), schema: { summary: '会话的新消息 (text/event-stream)' } }, async (req, reply) => {
    const visitor = visitorOf(req.headers['x-chat-visitor'])
    const { tenantId, hash } = visitor
    const address = addressBlock(req.ip)
    const isFull = live.count(tenantId, hash) >= windowsOfVisitor || live.countFrom(address) >= windowsOfAddress
    if (isFull || live.count(tenantId) >= windowsOfTenant)
      throw new AppError('RATE_LIMITED', '打开的聊天窗口太多', { retryAfterSeconds: 30 })
    await asVisitor(req, async () => undefined)
    const [chatId = '', no = ''] = String(req.headers['last-event-id'] ?? '').split('.')
    const stream = live.joinVisitor(tenantId, hash, { address, chatId: chatId || null, lastNo: Number.parseInt(no, 10) || 0 })
    req.raw.once('close', () => stream.destroy())
    return reply.header('Content-Type', 'text/event-stream; charset=utf-8').header('X-Accel-Buffering', 'no').send(stream)
  })
}
