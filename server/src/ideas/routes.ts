import {
  CaseIdeaMarks,
  Competitor,
  CompetitorInput,
  CompetitorList,
  IdeaDetail,
  IdeaInput,
  IdeaList,
  IdeaListQuery,
  IdeaMark,
  IdeaMarkChange,
  IdeaMarkInput,
  IdeaMarkList,
  IdeaMarkListQuery,
  IdeaMergeInput,
  IdeaOwnerInput,
  IdeaStepInput,
  IdeaTellingInput,
  IdParams,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { mergeIdeas, ownIdea, stepIdea, type TellIdeas, voteIdea } from './acts.ts'
import { addIdea, listIdeas } from './board.ts'
import { addCompetitor, endCompetitor, listCompetitors } from './competitors.ts'
import { ideaDetail } from './detail.ts'
import { caseMarks, listMarks, markCase, moveMark, removeMark } from './marks.ts'
import { type AskForCare, type CancelCare, tellCustomer } from './tell.ts'

export type IdeaSources = { tell: TellIdeas; askForCare: AskForCare; cancelCare: CancelCare }

const Done = z.object({ id: z.string() })
const CaseParams = z.object({ id: z.string() })

/** 客户心声与建议: marks in cases, the board, and telling customers what came of it. */
export function ideaRoutes(routes: Routes, deps: Deps, { tell, askForCare, cancelCare }: IdeaSources) {
  const read = mayEither('cases:read', 'cases:readUnit')
  const marks = may('cases:note')
  const manages = may('ideas:manage')
  routes.get('/cases/:id/idea-marks', { ...read, schema: { params: CaseParams, response: { 200: CaseIdeaMarks } } }, (req) =>
    req.read((tx) => caseMarks(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/cases/:id/idea-marks',
    { ...marks, schema: { params: CaseParams, body: IdeaMarkInput, response: { 201: IdeaMark.nullable() } } },
    (req, reply) => reply.write(201, (tx) => markCase(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.get('/idea-marks', { ...read, schema: { querystring: IdeaMarkListQuery, response: { 200: IdeaMarkList } } }, (req) =>
    req.read((tx) => listMarks(tx, req.actor, req.query)),
  )
  routes.put(
    '/idea-marks/:id/idea',
    { ...marks, schema: { params: IdParams, body: IdeaMarkChange, response: { 200: IdeaMark } } },
    (req, reply) => reply.write(200, (tx) => moveMark(actOf(deps, req, tx), req.params.id, req.body.idea)),
  )
  routes.delete('/idea-marks/:id', { ...marks, schema: { params: IdParams, response: { 200: Done } } }, (req, reply) =>
    reply.write(200, (tx) => removeMark(actOf(deps, req, tx), req.params.id)),
  )

  routes.get('/ideas', { ...read, schema: { querystring: IdeaListQuery, response: { 200: IdeaList } } }, (req) =>
    req.read((tx) => listIdeas(tx, req.actor, req.query)),
  )
  routes.post('/ideas', { ...marks, schema: { body: IdeaInput, response: { 201: Done } } }, (req, reply) =>
    reply.write(201, (tx) => addIdea(actOf(deps, req, tx), req.body)),
  )
  routes.get('/ideas/:id', { ...read, schema: { params: IdParams, response: { 200: IdeaDetail } } }, (req) =>
    req.read((tx) => ideaDetail(tx, req.actor, req.params.id)),
  )
  routes.put('/ideas/:id/vote', { ...read, schema: { params: IdParams, response: { 200: Done } } }, (req, reply) =>
    reply.write(200, (tx) => voteIdea(actOf(deps, req, tx), req.params.id, true)),
  )
  routes.delete('/ideas/:id/vote', { ...read, schema: { params: IdParams, response: { 200: Done } } }, (req, reply) =>
    reply.write(200, (tx) => voteIdea(actOf(deps, req, tx), req.params.id, false)),
  )
  routes.post('/ideas/:id/steps', { ...read, schema: { params: IdParams, body: IdeaStepInput, response: { 201: Done } } }, (req, reply) =>
    reply.write(201, (tx) => stepIdea(actOf(deps, req, tx), req.params.id, req.body, cancelCare)),
  )
  routes.put(
    '/ideas/:id/owner',
    { ...manages, schema: { params: IdParams, body: IdeaOwnerInput, response: { 200: Done } } },
    (req, reply) => reply.write(200, (tx) => ownIdea(actOf(deps, req, tx), req.params.id, req.body, tell)),
  )
  routes.post(
    '/ideas/:id/merges',
    { ...manages, schema: { params: IdParams, body: IdeaMergeInput, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => mergeIdeas(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/ideas/:id/tellings',
    { ...may('care:handle'), schema: { params: IdParams, body: IdeaTellingInput, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => tellCustomer(actOf(deps, req, tx), req.params.id, req.body, askForCare)),
  )

  routes.get('/competitors', { ...read, schema: { response: { 200: CompetitorList } } }, (req) =>
    req.read(async (tx) => wholeList(await listCompetitors(tx, req.actor))),
  )
  routes.post('/competitors', { ...manages, schema: { body: CompetitorInput, response: { 201: Competitor } } }, (req, reply) =>
    reply.write(201, (tx) => addCompetitor(actOf(deps, req, tx), req.body)),
  )
  routes.delete('/competitors/:id', { ...manages, schema: { params: IdParams, response: { 200: Done } } }, (req, reply) =>
    reply.write(200, (tx) => endCompetitor(actOf(deps, req, tx), req.params.id)),
  )
}
