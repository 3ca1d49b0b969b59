import {
  ActionApproval,
  ActionCancellation,
  ActionChange,
  ActionCompletion,
  ActionConclusion,
  ActionDetail,
  ActionEffect,
  ActionInput,
  ActionList,
  ActionListQuery,
  ActionSpread,
  ActionVerification,
  Id,
  IdParams,
} from '@zhiwei/contract'
import { z } from 'zod'
import { type Act, actOf, dropReceived, receiveFile } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { findAction } from './act.ts'
import { actionDetail } from './detail.ts'
import { effectOf } from './effect.ts'
import { addEvidence, findEvidence } from './files.ts'
import { listActions } from './list.ts'
import { openAction, spreadAction } from './open.ts'
import type { ImprovementSources } from './sources.ts'
import { approveAction, cancelAction, completeAction, concludeAction, editAction, verifyAction } from './steps.ts'

const reads = mayEither('cases:read', 'actions:handle', 'actions:manage')
const handles = mayEither('actions:handle', 'actions:manage')
const manages = may('actions:manage')
const FileParams = z.object({ id: Id, fileId: Id })

/** 措施: opened, approved, done, verified by somebody else, judged by counts. */
export function actionRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  const { clock, files } = deps
  routes.get('/actions', { ...reads, schema: { querystring: ActionListQuery, response: { 200: ActionList } } }, (request) =>
    request.read((tx) => listActions(tx, request.actor, request.query, clock(), sources)),
  )
  routes.post('/actions', { ...manages, schema: { body: ActionInput, response: { 201: ActionDetail } } }, (request, reply) =>
    reply.write(201, async (tx) => {
      const { id } = await openAction(actOf(deps, request, tx), request.body, sources)
      return actionDetail(tx, request.actor, id, clock(), sources)
    }),
  )
  routes.get('/actions/:id', { ...reads, schema: { params: IdParams, response: { 200: ActionDetail } } }, (request) =>
    request.read((tx) => actionDetail(tx, request.actor, request.params.id, clock(), sources)),
  )
  routes.get('/actions/:id/effect', { ...reads, schema: { params: IdParams, response: { 200: ActionEffect } } }, (request) =>
    request.read(async (tx) => effectOf(tx, await findAction(tx, request.actor, request.params.id), clock(), sources)),
  )
  routes.patch(
    '/actions/:id',
    { ...manages, schema: { params: IdParams, body: ActionChange, response: { 200: ActionDetail } } },
    (request, reply) =>
      reply.write(200, async (tx) => {
        await editAction(actOf(deps, request, tx), request.params.id, request.body)
        return actionDetail(tx, request.actor, request.params.id, clock(), sources)
      }),
  )

  /** An act on one action, answered with the action as it is then. */
  const step = <Body extends z.ZodType>(
    noun: string,
    permission: typeof handles,
    body: Body,
    run: (act: Act, id: string, input: z.output<Body>) => Promise<unknown>,
  ) =>
    routes.post(
      `/actions/:id/${noun}`,
      { ...permission, schema: { params: IdParams, body, response: { 201: ActionDetail } } },
      (request, reply) => {
        const { id } = request.params as z.infer<typeof IdParams>
        return reply.write(201, async (tx) => {
          await run(actOf(deps, request, tx), id, request.body as z.output<Body>)
          return actionDetail(tx, request.actor, id, clock(), sources)
        })
      },
    )
  step('approval', mayEither('actions:manage'), ActionApproval, (act, id, input) => approveAction(act, id, input, sources))
  step('completion', handles, ActionCompletion, (act, id, input) => completeAction(act, id, input, sources))
  step('verification', handles, ActionVerification, (act, id, input) => verifyAction(act, id, input, sources))
  step('conclusion', handles, ActionConclusion, concludeAction)
  step('cancellation', mayEither('actions:manage'), ActionCancellation, cancelAction)
  step('spread', mayEither('actions:manage'), ActionSpread, spreadAction)

  routes.post(
    '/actions/:id/files',
    { ...handles, schema: { params: IdParams, consumes: ['multipart/form-data'], response: { 201: IdParams } } },
    async (request, reply) => {
      const file = await receiveFile(files, await request.file())
      try {
        return await reply.write(201, (tx) => addEvidence(actOf(deps, request, tx), request.params.id, file), {
          contentHash: file.sha256,
          onReplay: () => files.remove(file.storageName),
        })
      } catch (error) {
        await dropReceived(files, file.storageName, error)
        throw error
      }
    },
  )
  routes.get('/actions/:id/files/:fileId', { ...reads, schema: { params: FileParams } }, async (request, reply) => {
    const { id, fileId } = request.params
    const file = await request.read((tx) => findEvidence(tx, request.actor, id, fileId))
    reply
      .header('Content-Type', file.content_type)
      .header('Content-Length', file.size_bytes)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('X-Content-Type-Options', 'nosniff')
    return reply.send(files.read(file.storage_name))
  })
}
