import {
  ChatComplaint,
  ChatComplaintInput,
  ChatDesk,
  ChatDeskInput,
  ChatDetail,
  ChatFileQuery,
  ChatHandover,
  ChatList,
  ChatListQuery,
  ChatMessageDone,
  ChatMessageInput,
  ChatReceivers,
  ChatSettingsInput,
  ChatSettingsShown,
  ChatTaken,
  IdParams,
} from '@zhiwei/contract'
import { actOf, dropReceived } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { complainFrom } from './complain.ts'
import { setDesk } from './desk.ts'
import { staffEnds } from './end.ts'
import { findChatFile, receiveImage, sendFileOf } from './files.ts'
import { handOver, receiversOf } from './hand-over.ts'
import { chatDetail, listChats } from './list.ts'
import type { LiveChats } from './live.ts'
import { lockChat } from './messages.ts'
import { setSettings, showSettings } from './settings.ts'
import type { ChatSources } from './sources.ts'
import { requireOwn, sendFile, staffSays } from './speak.ts'
import { takeChat, takeNextChat } from './take.ts'

const windowsOfTenant = 2_000
const answers = may('chats:answer')
const sets = may('settings:manage')

/** 在线客服: the staff's side of talks. Source: docs/rules/chat.md */
export function staffChatRoutes(routes: Routes, deps: Deps, sources: ChatSources, live: LiveChats) {
  const { keys, files } = deps
  routes.get('/chats', { ...answers, schema: { querystring: ChatListQuery, response: { 200: ChatList } } }, (req) =>
    req.read((tx) => listChats(tx, keys, req.actor, req.query, sources)),
  )
  routes.get(
    '/chats/stream',
    { config: { ...answers.config, unattended: true }, schema: { summary: '会话有变化 (text/event-stream)' } },
    async (req, reply) => {
      if (live.count(req.actor.tenantId) >= windowsOfTenant) throw new AppError('RATE_LIMITED', '打开的页面太多', { retryAfterSeconds: 60 })
      const stream = live.joinStaff(req.actor.tenantId)
      req.raw.once('close', () => stream.destroy())
      return reply.header('Content-Type', 'text/event-stream; charset=utf-8').header('X-Accel-Buffering', 'no').send(stream)
    },
  )
  routes.post('/chats/next', { ...answers, schema: { response: { 201: ChatTaken } } }, (req, reply) =>
    reply.write(201, (tx) => takeNextChat(actOf(deps, req, tx), sources)),
  )
  routes.get('/chats/receivers', { ...answers, schema: { response: { 200: ChatReceivers } } }, (req) =>
    req.read((tx) => receiversOf(tx, req.actor, sources)),
  )
  routes.get('/chats/:id', { ...answers, schema: { params: IdParams, response: { 200: ChatDetail } } }, (req) =>
    req.read((tx) => chatDetail(tx, keys, req.actor, req.params.id, sources)),
  )
  routes.post('/chats/:id/taking', { ...answers, schema: { params: IdParams, response: { 201: ChatTaken } } }, (req, reply) =>
    reply.write(201, (tx) => takeChat(actOf(deps, req, tx), req.params.id, sources)),
  )
  routes.post(
    '/chats/:id/messages',
    { ...answers, schema: { params: IdParams, body: ChatMessageInput, response: { 201: ChatMessageDone } } },
    (req, reply) => reply.write(201, (tx) => staffSays(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/chats/:id/files',
    {
      ...answers,
      schema: { consumes: ['multipart/form-data'], params: IdParams, querystring: ChatFileQuery, response: { 201: ChatMessageDone } },
    },
    async (req, reply) => {
      const file = await receiveImage(files, req)
      try {
        return await reply.write(
          201,
          async (tx) => {
            const act = actOf(deps, req, tx)
            const chat = await lockChat(act, req.params.id)
            requireOwn(act, chat)
            const { no, isRepeat } = await sendFile(act, chat, 'staff', req.query.clientId, file)
            if (isRepeat) await files.remove(file.storageName)
            return { no }
          },
          { contentHash: file.sha256, onReplay: () => files.remove(file.storageName) },
        )
      } catch (error) {
        await dropReceived(files, file.storageName, error)
        throw error
      }
    },
  )
  routes.get(
    '/chats/:id/files/:fileId',
    { ...answers, schema: { params: IdParams.extend({ fileId: IdParams.shape.id }) } },
    async (req, reply) => {
      const file = await req.read(async (tx) => {
        await chatDetail(tx, keys, req.actor, req.params.id, sources) // whether the person may see the talk
        return findChatFile(tx, req.actor.tenantId, req.params.id, req.params.fileId)
      })
      return sendFileOf(reply, files, file)
    },
  )
  routes.post(
    '/chats/:id/handovers',
    { ...answers, schema: { params: IdParams, body: ChatHandover, response: { 201: ChatTaken } } },
    (req, reply) => reply.write(201, (tx) => handOver(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/chats/:id/complaint',
    { ...may('complaints:register'), schema: { params: IdParams, body: ChatComplaintInput, response: { 201: ChatComplaint } } },
    (req, reply) => reply.write(201, (tx) => complainFrom(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post('/chats/:id/end', { ...answers, schema: { params: IdParams, response: { 201: ChatTaken } } }, (req, reply) =>
    reply.write(201, async (tx) => ({ id: (await staffEnds(actOf(deps, req, tx), req.params.id)).id })),
  )
  routes.put('/chat-desk', { ...answers, schema: { body: ChatDeskInput, response: { 200: ChatDesk } } }, (req, reply) =>
    reply.write(200, (tx) => setDesk(actOf(deps, req, tx), req.body)),
  )
  routes.get(
    '/chat-settings',
    { ...mayEither('settings:manage', 'chats:answer'), schema: { response: { 200: ChatSettingsShown } } },
    (req) => req.read((tx) => showSettings(tx, req.actor.tenantId, deps, sources)),
  )
  routes.put('/chat-settings', { ...sets, schema: { body: ChatSettingsInput, response: { 200: ChatSettingsShown } } }, (req, reply) =>
    reply.write(200, async (tx) => {
      await setSettings(actOf(deps, req, tx), req.body, sources)
      return showSettings(tx, req.actor.tenantId, deps, sources)
    }),
  )
}
