import {
  Id,
  IdParams,
  PartAnswerInput,
  PartAskInput,
  PartDecision,
  PartDetail,
  PartDetails,
  PartInput,
  PartList,
  PartListQuery,
  PartnerDetail,
  PartnerList,
  PartnerScore,
  PartWithdrawal,
} from '@zhiwei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Act, actOf, dropReceived, receiveFile } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { answerAsk, decideAnswer } from './answer.ts'
import { addPartFile, findPartFile } from './files.ts'
import type { PartPlace } from './find.ts'
import { askMore, invitePartner, withdrawPart } from './invite.ts'
import { listParts, partOfFirm, partOfReport, partsOfReport } from './read.ts'
import { listPartners, ownScore, partnerDetail } from './score.ts'

const reads = mayEither('cases:read', 'cases:readUnit', 'actions:handle', 'actions:manage')
const writes = mayEither('actions:handle', 'actions:manage')
const compares = mayEither('cases:read', 'actions:manage')
const answers = may('eightD:answer')
const PartParams = z.object({ id: Id, partId: Id })
const FileParams = z.object({ id: Id, fileId: Id })
const PartFileParams = z.object({ id: Id, partId: Id, fileId: Id })
const upload = { consumes: ['multipart/form-data'], response: { 201: IdParams } }

/** 8D 协同: what a partner firm is asked and sees, what the company decides of it, and the firm's score. */
export function partnerRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  const { clock } = deps
  companyRoutes(routes, deps, sources)
  firmRoutes(routes, deps, sources)
  routes.get('/partners', { ...compares, schema: { response: { 200: PartnerList } } }, (request) =>
    request.read((tx) => listPartners(tx, request.actor.tenantId, clock())),
  )
  routes.get('/partners/:id', { ...compares, schema: { params: IdParams, response: { 200: PartnerDetail } } }, (request) =>
    request.read((tx) => partnerDetail(tx, request.actor.tenantId, request.params.id, clock())),
  )
}

function companyRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  const { clock } = deps
  const placeOf = ({ id, partId }: z.infer<typeof PartParams>): PartPlace => ({ of: 'report', reportId: id, id: partId })
  routes.get('/eight-d/:id/parts', { ...reads, schema: { params: IdParams, response: { 200: PartDetails } } }, (request) =>
    request.read((tx) => partsOfReport(tx, request.actor, request.params.id, clock())),
  )
  routes.post(
    '/eight-d/:id/parts',
    { ...writes, schema: { params: IdParams, body: PartInput, response: { 201: PartDetail } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        const { id } = await invitePartner(actOf(deps, request, tx), request.params.id, request.body, sources)
        return partOfReport(tx, request.actor, request.params.id, id, clock())
      }),
  )
  /** An act on one firm's part, answered with the part as it is then. */
  const step = <Body extends z.ZodType>(
    noun: string,
    body: Body,
    run: (act: Act, reportId: string, id: string, input: z.output<Body>, sources: ImprovementSources) => Promise<void>,
  ) =>
    routes.post(
      `/eight-d/:id/parts/:partId/${noun}`,
      { ...writes, schema: { params: PartParams, body, response: { 201: PartDetail } } },
      (request, reply) => {
        const params = request.params as z.infer<typeof PartParams>
        return reply.write(201, async (tx) => {
          await run(actOf(deps, request, tx), params.id, params.partId, request.body as z.output<Body>, sources)
          return partOfReport(tx, request.actor, params.id, params.partId, clock())
        })
      },
    )
  step('asks', PartAskInput, askMore)
  step('decisions', PartDecision, decideAnswer)
  step('withdrawal', PartWithdrawal, withdrawPart)
  routes.post('/eight-d/:id/parts/:partId/files', { ...writes, schema: { params: PartParams, ...upload } }, (request, reply) =>
    takeFile(deps, request, reply, placeOf(request.params)),
  )
  routes.get('/eight-d/:id/parts/:partId/files/:fileId', { ...reads, schema: { params: PartFileParams } }, async (request, reply) =>
    sendFile(deps, reply, await request.read((tx) => findPartFile(tx, request.actor, placeOf(request.params), request.params.fileId))),
  )
}

/** All a firm is shown of any 8D. */
function firmRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  const { clock } = deps
  routes.get('/partner-parts', { ...answers, schema: { querystring: PartListQuery, response: { 200: PartList } } }, (request) =>
    request.read((tx) => listParts(tx, request.actor, request.query, clock())),
  )
  routes.get('/partner-score', { ...answers, schema: { response: { 200: PartnerScore } } }, (request) =>
    request.read((tx) => ownScore(tx, request.actor.tenantId, request.actor.unitId, clock())),
  )
  routes.get('/partner-parts/:id', { ...answers, schema: { params: IdParams, response: { 200: PartDetail } } }, (request) =>
    request.read((tx) => partOfFirm(actOf(deps, request, tx), request.params.id, sources)),
  )
  routes.post(
    '/partner-parts/:id/answers',
    { ...answers, schema: { params: IdParams, body: PartAnswerInput, response: { 201: PartDetail } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        const act = actOf(deps, request, tx)
        await answerAsk(act, request.params.id, request.body, sources)
        return partOfFirm(act, request.params.id, sources)
      }),
  )
  routes.post('/partner-parts/:id/files', { ...answers, schema: { params: IdParams, ...upload } }, (request, reply) =>
    takeFile(deps, request, reply, { of: 'firm', id: request.params.id }),
  )
  routes.get('/partner-parts/:id/files/:fileId', { ...answers, schema: { params: FileParams } }, async (request, reply) => {
    const { id, fileId } = request.params
    return sendFile(deps, reply, await request.read((tx) => findPartFile(tx, request.actor, { of: 'firm', id }, fileId)))
  })
}

async function takeFile(deps: Deps, request: FastifyRequest, reply: FastifyReply, place: PartPlace) {
  const { files } = deps
  const file = await receiveFile(files, await request.file())
  try {
    return await reply.write(201, (tx) => addPartFile(actOf(deps, request, tx), place, file), {
      contentHash: file.sha256,
      onReplay: () => files.remove(file.storageName),
    })
  } catch (error) {
    await dropReceived(files, file.storageName, error)
    throw error
  }
}

function sendFile({ files }: Deps, reply: FastifyReply, file: Awaited<ReturnType<typeof findPartFile>>) {
  reply
    .header('Content-Type', file.content_type)
    .header('Content-Length', file.size_bytes)
    .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('Content-Security-Policy', "sandbox; default-src 'none'")
    .header('X-Content-Type-Options', 'nosniff')
  return reply.send(files.read(file.storage_name))
}
