import {
  ActDone,
  actInputs,
  BulkAssigned,
  BulkAssignment,
  CaseDetail,
  CaseIdOrNumber,
  CaseList,
  CaseListQuery,
  DefaultViewChange,
  IdParams,
  Revealed,
  SavedView,
  SavedViewInput,
  SavedViewList,
  SavedViewsQuery,
  SimilarCases,
  SplitDone,
  Timeline,
  Workbench,
} from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { actOf } from './act.ts'
import type { ReadingsOf } from './analysis.ts'
import { assignCases } from './assign.ts'
import { type CaseDetailSources, caseDetail, timelineOf } from './detail.ts'
import { archiveCase, closeCase, type ExcuseTasks, reopenCase, withdrawCase } from './end.ts'
import { attachFile, dropReceived, findFile, receiveFile } from './files.ts'
import { linkCases, mergeCases, splitCase } from './link.ts'
import { listCases } from './list.ts'
import { listSavedViews, removeView, saveView, setDefaultView } from './saved-views.ts'
import { type OutcomesOf, similarCases } from './similar.ts'
import { messageCase, noteCase, type Reveal, revealOnCase } from './speak.ts'
import { type LowScoresWaiting, type SignalsOf, workbenchOf } from './workbench.ts'

const IdOrNumber = z.object({ id: CaseIdOrNumber })
export type CaseSources = CaseDetailSources &
  Reveal & {
    readingsOf: ReadingsOf
    excuseTasks: ExcuseTasks
    outcomesOf: OutcomesOf
    signalsOf: SignalsOf
    lowScoresWaiting: LowScoresWaiting
  }

/** Cases (工单): lists, the case page, and the acts that belong to no single stage. */
export function caseRoutes(routes: Routes, deps: Deps, sources: CaseSources) {
  const { clock, files } = deps
  const reads = mayEither('cases:read', 'cases:readUnit')
  const act = <Noun extends keyof typeof actInputs>(noun: Noun) => ({ params: IdParams, body: actInputs[noun], response: { 201: ActDone } })

  routes.get('/workbench', { ...reads, schema: { response: { 200: Workbench } } }, async (req) =>
    req.read((tx) => workbenchOf(tx, req.actor, clock(), sources)),
  )
  routes.get('/cases', { ...reads, schema: { querystring: CaseListQuery, response: { 200: CaseList } } }, async (req) =>
    req.read((tx) => listCases(tx, req.actor, req.query, clock(), sources)),
  )
  routes.get('/cases/:id', { ...reads, schema: { params: IdOrNumber, response: { 200: CaseDetail } } }, async (req) =>
    req.read((tx) => caseDetail(tx, req.actor, req.params.id, clock(), sources), 'byKey'),
  )
  routes.get('/cases/:id/timeline', { ...reads, schema: { params: IdOrNumber, response: { 200: Timeline } } }, async (req) =>
    req.read(async (tx) => wholeList(await timelineOf(tx, req.actor, req.params.id)), 'byKey'),
  )
  routes.get('/cases/:id/similar', { ...reads, schema: { params: IdOrNumber, response: { 200: SimilarCases } } }, async (req) =>
    req.read((tx) => similarCases(tx, req.actor, req.params.id, clock(), sources.outcomesOf), 'byKey'),
  )

  routes.post('/cases/:id/notes', { ...may('cases:note'), schema: act('notes') }, async (req, reply) =>
    reply.write(201, (tx) => noteCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/cases/:id/messages', { ...may('cases:message'), schema: act('messages') }, async (req, reply) =>
    reply.write(201, (tx) => messageCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/cases/:id/reveals',
    { ...may('customers:reveal'), schema: { ...act('reveals'), response: { 201: Revealed } } },
    async (req, reply) => reply.write(201, (tx) => revealOnCase(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post('/cases/:id/links', { ...may('cases:link'), schema: act('links') }, async (req, reply) =>
    reply.write(201, (tx) => linkCases(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/cases/:id/merges', { ...may('cases:link'), schema: act('merges') }, async (req, reply) =>
    reply.write(201, (tx) => mergeCases(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/cases/:id/splits',
    { ...may('cases:link'), schema: { ...act('splits'), response: { 201: SplitDone } } },
    async (req, reply) => reply.write(201, (tx) => splitCase(actOf(deps, req, tx), req.params.id, req.body, sources.readingsOf)),
  )
  routes.post('/cases/:id/closure', { ...may('cases:close'), schema: act('closure') }, async (req, reply) =>
    reply.write(201, (tx) => closeCase(actOf(deps, req, tx), req.params.id, req.body, sources.excuseTasks)),
  )
  routes.post('/cases/:id/reopening', { ...may('cases:reopen'), schema: act('reopening') }, async (req, reply) =>
    reply.write(201, (tx) => reopenCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/cases/:id/archiving', { ...may('cases:archive'), schema: act('archiving') }, async (req, reply) =>
    reply.write(201, (tx) => archiveCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/cases/:id/withdrawal', { ...may('cases:withdraw'), schema: act('withdrawal') }, async (req, reply) =>
    reply.write(201, (tx) => withdrawCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/cases/bulk/assignments',
    { ...may('cases:assign'), schema: { body: BulkAssignment, response: { 201: BulkAssigned } } },
    async (req, reply) => reply.write(201, (tx) => assignCases(actOf(deps, req, tx), req.body)),
  )

  routes.post(
    '/cases/:id/files',
    { ...may('cases:note'), schema: { params: IdParams, consumes: ['multipart/form-data'], response: { 201: ActDone } } },
    async (req, reply) => {
      const file = await receiveFile(files, await req.file())
      try {
        return await reply.write(201, (tx) => attachFile(actOf(deps, req, tx), req.params.id, file), {
          contentHash: file.sha256,
          onReplay: () => files.remove(file.storageName),
        })
      } catch (error) {
        await dropReceived(files, file.storageName, error)
        throw error
      }
    },
  )
  routes.get('/files/:id', { ...reads, schema: { params: IdParams } }, async (req, reply) => {
    const file = await req.read((tx) => findFile(tx, req.actor, req.params.id))
    // Never shown as a page of ours: downloaded, sandboxed, not sniffed.
    reply
      .header('Content-Type', file.content_type)
      .header('Content-Length', file.size_bytes)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('Content-Security-Policy', "sandbox; default-src 'none'")
      .header('X-Content-Type-Options', 'nosniff')
    return reply.send(files.read(file.storage_name))
  })

  routes.get('/saved-views', { ...signedIn, schema: { querystring: SavedViewsQuery, response: { 200: SavedViewList } } }, async (req) =>
    req.read(async (tx) => wholeList(await listSavedViews(tx, req.actor, req.query.page))),
  )
  routes.post('/saved-views', { ...signedIn, schema: { body: SavedViewInput, response: { 201: SavedView } } }, async (req, reply) =>
    reply.write(201, (tx) => saveView(tx, req.actor, req.body, clock())),
  )
  routes.put(
    '/saved-views/:id/default',
    { ...signedIn, schema: { params: IdParams, body: DefaultViewChange, response: { 200: SavedView } } },
    async (req, reply) => reply.write(200, (tx) => setDefaultView(tx, req.actor, req.params.id, req.body.isDefault)),
  )
  routes.delete('/saved-views/:id', { ...signedIn, schema: { params: IdParams } }, async (req, reply) =>
    reply.write(204, (tx) => removeView(tx, req.actor, req.params.id)),
  )
}
