import {
  ActDone,
  AnalysisCorrectionInput,
  CaseAnalysis,
  IdParams,
  LearningRun,
  LearningRunInput,
  LearningRunList,
  ModelServiceInput,
  NameListInput,
  NameListRow,
  NameLists,
  nameKinds,
  PageQuery,
  TextAnalysis,
  TextAnalysisInput,
  TextModel,
  TextModelList,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { caseAnalysis } from './case-analysis.ts'
import { correctAnalysis } from './corrections.ts'
import { forgetSpeaker } from './engine.ts'
import { analyseText } from './laboratory.ts'
import { countLabelled } from './learning/labelled-cases.ts'
import { listModels, serveModel } from './learning/models.ts'
import { askForRun, findRun, listRuns } from './learning/runs.ts'
import { listNames, setNames } from './names.ts'

const IdOrNumber = z.object({ id: z.string().min(8).max(40).describe('UUID or case number') })
const NameParams = z.object({ kind: z.enum(nameKinds) })
const ModelParams = z.object({ id: z.string().min(1).max(60).describe('UUID, or what is shipped: category:seeds') })

// 500 turns of some hundred characters, three bytes each.
const conversationLimitBytes = 4 * 1024 * 1024

/** What the text engine says (文本分析), of any text and of a case, and how it learns. */
export function textRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/text/analyses',
    {
      ...signedIn,
      bodyLimit: conversationLimitBytes,
      schema: {
        summary: '分析一段文本 text 或一段对话 turns；什么也不保存。Analyses a text or a conversation; nothing is stored',
        body: TextAnalysisInput,
        response: { 200: TextAnalysis },
      },
    },
    (request) => request.read((tx) => analyseText(tx, request.actor.tenantId, request.body, deps.clock())),
  )
  routes.get(
    '/cases/:id/analysis',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdOrNumber, response: { 200: CaseAnalysis } } },
    (request) => request.read((tx) => caseAnalysis(tx, request.actor, request.params.id)),
  )
  routes.post(
    '/cases/:id/analysis/corrections',
    { ...may('cases:classify'), schema: { params: IdParams, body: AnalysisCorrectionInput, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => correctAnalysis(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get('/text/models', { ...may('text:read'), schema: { response: { 200: TextModelList } } }, (request) =>
    request.read(async (tx) => ({
      ...wholeList(await listModels(tx, request.actor.tenantId)),
      labelled: await countLabelled(tx, request.actor.tenantId),
    })),
  )
  routes.post(
    '/text/models/:id/service',
    {
      ...may('text:manage'),
      schema: {
        summary: '启用模型，或退回早先的。Puts a model into service, or an earlier one again',
        params: ModelParams,
        body: ModelServiceInput,
        response: { 201: TextModel },
      },
    },
    (request, reply) => reply.write(201, (tx) => serveModel(actOf(deps, request, tx), request.params.id, request.body.reason)),
  )
  routes.get('/text/names', { ...may('text:read'), schema: { response: { 200: NameLists } } }, (request) =>
    request.read(async (tx) => wholeList(await listNames(tx, request.actor.tenantId))),
  )
  routes.put(
    '/text/names/:kind',
    {
      ...may('text:manage'),
      schema: {
        summary: '写入产品或地点名单。Writes the list of products or places anew',
        params: NameParams,
        body: NameListInput,
        response: { 200: NameListRow },
      },
    },
    async (request, reply) => {
      const answer = await reply.write(200, (tx) => setNames(actOf(deps, request, tx), request.params.kind, request.body))
      forgetSpeaker(request.actor.tenantId)
      return answer
    },
  )
  routes.get(
    '/text/learning-runs',
    { ...may('text:read'), schema: { querystring: PageQuery, response: { 200: LearningRunList } } },
    (request) => request.read((tx) => listRuns(tx, request.actor.tenantId, request.query)),
  )
  routes.get('/text/learning-runs/:id', { ...may('text:read'), schema: { params: IdParams, response: { 200: LearningRun } } }, (request) =>
    request.read((tx) => findRun(tx, request.actor.tenantId, request.params.id)),
  )
  routes.post(
    '/text/learning-runs',
    {
      ...may('text:manage'),
      schema: {
        summary: '现在训练；已有一次在进行时答复那一次。Trains now; while a run is at work, answers that one',
        body: LearningRunInput,
        response: { 200: LearningRun, 201: LearningRun },
      },
    },
    (request, reply) => reply.write(201, (tx) => askForRun(actOf(deps, request, tx))),
  )
}
