import {
  CrisisCases,
  CrisisClosure,
  CrisisDetail,
  CrisisInput,
  CrisisList,
  CrisisListQuery,
  CrisisMade,
  CrisisNote,
  CrisisTaskDone,
  CrisisTaskInput,
  CrisisTaskParams,
  IdParams,
  OneVoice,
  StatementDecision,
  StatementInput,
  StatementParams,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import type { TellPeople } from '../governance/notice.ts'
import { findCrisis, listCrises } from './detail.ts'
import { closeCrisis, linkCases, noteInCrisis, openCrisis } from './open.ts'
import { decideStatement, draftStatement, oneVoiceFor } from './statements.ts'
import { finishTask, giveTask } from './tasks.ts'

const reads = may('warnings:read')
const manages = may('crisis:manage')
const made = { response: { 201: CrisisMade } }

export function crisisRoutes(routes: Routes, deps: Deps, tell: TellPeople) {
  routes.get('/crises', { ...reads, schema: { querystring: CrisisListQuery, response: { 200: CrisisList } } }, (request) =>
    request.read((tx) => listCrises(tx, request.actor, request.query)),
  )
  routes.get('/crises/:id', { ...reads, schema: { params: IdParams, response: { 200: CrisisDetail } } }, (request) =>
    request.read((tx) => findCrisis(tx, request.actor, request.params.id, deps.clock())),
  )
  routes.get(
    '/cases/:id/one-voice',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdParams, response: { 200: OneVoice } } },
    (request) => request.read((tx) => oneVoiceFor(tx, request.actor, request.params.id)),
  )
  routes.post('/crises', { ...manages, schema: { body: CrisisInput, ...made } }, (request, reply) =>
    reply.write(201, (tx) => openCrisis(actOf(deps, request, tx), tell, request.body)),
  )
  routes.post('/crises/:id/notes', { ...manages, schema: { params: IdParams, body: CrisisNote, ...made } }, (request, reply) =>
    reply.write(201, (tx) => noteInCrisis(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/crises/:id/cases', { ...manages, schema: { params: IdParams, body: CrisisCases, ...made } }, (request, reply) =>
    reply.write(201, (tx) => linkCases(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/crises/:id/tasks', { ...manages, schema: { params: IdParams, body: CrisisTaskInput, ...made } }, (request, reply) =>
    reply.write(201, (tx) => giveTask(actOf(deps, request, tx), tell, request.params.id, request.body)),
  )
  // Whoever has the task says how it went.
  routes.post(
    '/crises/:id/tasks/:taskId/result',
    { ...reads, schema: { params: CrisisTaskParams, body: CrisisTaskDone, ...made } },
    (request, reply) =>
      reply.write(201, (tx) => finishTask(actOf(deps, request, tx), request.params.id, request.params.taskId, request.body)),
  )
  routes.post('/crises/:id/statements', { ...manages, schema: { params: IdParams, body: StatementInput, ...made } }, (request, reply) =>
    reply.write(201, (tx) => draftStatement(actOf(deps, request, tx), tell, request.params.id, request.body)),
  )
  routes.post(
    '/crises/:id/statements/:statementId/decision',
    { ...manages, schema: { params: StatementParams, body: StatementDecision, ...made } },
    (request, reply) =>
      reply.write(201, (tx) =>
        decideStatement(actOf(deps, request, tx), tell, request.params.id, request.params.statementId, request.body),
      ),
  )
  routes.post('/crises/:id/closure', { ...manages, schema: { params: IdParams, body: CrisisClosure, ...made } }, (request, reply) =>
    reply.write(201, (tx) => closeCrisis(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
