import {
  AdherenceCases,
  AdherenceCasesQuery,
  AdherenceQuery,
  AdherenceTable,
  CaseAdherence,
  IdParams,
  Process,
  ProcessChange,
  ProcessDraftInput,
  ProcessEnd,
  ProcessPublication,
  ProcessRecall,
  ProcessRows,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { adherenceCases, adherenceTable } from './adherence-table.ts'
import { caseAdherence } from './case-adherence.ts'
import { changeDraft, draftProcess, dropDraft, endProcess, publishProcess, recallProcess } from './drafts.ts'
import { listProcesses, processOf } from './process-queries.ts'

const CaseParams = z.object({ id: z.string().max(60) })
const managed = may('settings:manage')

export function processRoutes(routes: Routes, deps: Deps) {
  routes.get('/processes', { ...signedIn, schema: { response: { 200: ProcessRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listProcesses(tx, request.actor.tenantId, deps.clock()))),
  )
  routes.post('/processes', { ...managed, schema: { body: ProcessDraftInput, response: { 201: Process } } }, (request, reply) =>
    reply.write(201, (tx) => draftProcess(actOf(deps, request, tx), request.body)),
  )
  routes.get('/processes/:id', { ...signedIn, schema: { params: IdParams, response: { 200: Process } } }, (request) =>
    request.read((tx) => processOf(tx, request.actor.tenantId, request.params.id, deps.clock())),
  )
  routes.put(
    '/processes/:id',
    { ...managed, schema: { params: IdParams, body: ProcessChange, response: { 200: Process } } },
    (request, reply) => reply.write(200, (tx) => changeDraft(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.delete('/processes/:id', { ...managed, schema: { params: IdParams } }, (request, reply) =>
    reply.write(204, (tx) => dropDraft(actOf(deps, request, tx), request.params.id)),
  )
  routes.post(
    '/processes/:id/publication',
    { ...managed, schema: { params: IdParams, body: ProcessPublication, response: { 200: Process } } },
    (request, reply) => reply.write(200, (tx) => publishProcess(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/processes/:id/recall',
    { ...managed, schema: { params: IdParams, body: ProcessRecall, response: { 200: Process } } },
    (request, reply) => reply.write(200, (tx) => recallProcess(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/processes/:id/end',
    { ...managed, schema: { params: IdParams, body: ProcessEnd, response: { 200: Process } } },
    (request, reply) => reply.write(200, (tx) => endProcess(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get(
    '/adherence',
    { ...may('cases:read'), schema: { querystring: AdherenceQuery, response: { 200: AdherenceTable } } },
    (request) => request.read((tx) => adherenceTable(tx, request.actor.tenantId, request.query, deps.clock())),
  )
  routes.get(
    '/adherence/cases',
    { ...may('cases:read'), schema: { querystring: AdherenceCasesQuery, response: { 200: AdherenceCases } } },
    (request) => request.read((tx) => adherenceCases(tx, request.actor.tenantId, request.query, deps.clock())),
  )
  routes.get(
    '/cases/:id/adherence',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: CaseParams, response: { 200: CaseAdherence } } },
    (request) => request.read((tx) => caseAdherence(tx, request.actor, request.params.id, deps.clock())),
  )
}
