import {
  DraftInput,
  Guide,
  GuideItemParams,
  GuideTickInput,
  IdParams,
  ModelDraft,
  ModelService,
  ModelServiceChange,
  PhraseParams,
  PhraseUseInput,
  PromiseCounts,
  PromiseList,
  PromiseQuery,
  PromiseResultInput,
  PromiseRow,
  SpeechCheck,
  SpeechCheckInput,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../platform/http.ts'
import { guideOf } from './lscia/guide.ts'
import { tickItem } from './lscia/tick.ts'
import { askedOf, keepDraft, modelSays } from './model/draft.ts'
import { modelServiceOf, switchModelService } from './model/setting.ts'
import { usePhrase } from './phrases/use.ts'
import { decidePromise } from './promises/decide.ts'
import { countPromises, listPromises, promisesOfCase } from './promises/list.ts'
import { checkSpeech } from './speech/check.ts'

const IdOrNumber = z.object({ id: z.string().min(8).max(40).describe('UUID or case number') })
const Reader = z.strictObject({
  language: z.enum(['zh', 'en']).default('zh').describe('of who reads; what is said to the customer comes in theirs'),
})

export function guidanceRoutes(routes: Routes, deps: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  const writes = mayEither('cases:note', 'cases:message')
  routes.get('/cases/:id/guide', { ...reads, schema: { params: IdOrNumber, querystring: Reader, response: { 200: Guide } } }, async (req) =>
    req.read((tx) => guideOf(tx, req.actor, req.params.id, req.query.language)),
  )
  routes.post(
    '/cases/:id/speech-checks',
    { ...reads, schema: { params: IdOrNumber, body: SpeechCheckInput, response: { 200: SpeechCheck } } },
    async (req) => req.read((tx) => checkSpeech(tx, req.actor, req.params.id, req.body.text)),
  )
  routes.put('/cases/:id/guide/:item', { ...writes, schema: { params: GuideItemParams, body: GuideTickInput } }, async (req, reply) =>
    reply.write(204, (tx) => tickItem(actOf(deps, req, tx), req.params.id, req.params.item, req.body.done)),
  )
  routes.post('/cases/:id/phrases/:phrase', { ...writes, schema: { params: PhraseParams, body: PhraseUseInput } }, async (req, reply) =>
    reply.write(204, (tx) => usePhrase(actOf(deps, req, tx), req.params.id, req.params.phrase, req.body.helped)),
  )

  routes.get('/cases/:id/promises', { ...reads, schema: { params: IdOrNumber, response: { 200: PromiseList } } }, async (req) =>
    req.read((tx) => promisesOfCase(tx, req.actor, req.params.id, deps.clock())),
  )
  routes.get('/promises', { ...reads, schema: { querystring: PromiseQuery, response: { 200: PromiseList } } }, async (req) =>
    req.read((tx) => listPromises(tx, req.actor, req.query, deps.clock())),
  )
  routes.get('/promises/counts', { ...reads, schema: { response: { 200: PromiseCounts } } }, async (req) =>
    req.read((tx) => countPromises(tx, req.actor, deps.clock())),
  )
  routes.post(
    '/promises/:id/result',
    { ...reads, schema: { params: IdParams, body: PromiseResultInput, response: { 201: PromiseRow } } },
    async (req, reply) => reply.write(201, (tx) => decidePromise(actOf(deps, req, tx), req.params.id, req.body)),
  )

  routes.get('/model-service', { ...signedIn, schema: { response: { 200: ModelService } } }, async (req) =>
    req.read((tx) => modelServiceOf(tx, req.actor.tenantId, deps.config)),
  )
  routes.put(
    '/model-service',
    { ...may('settings:manage'), schema: { body: ModelServiceChange, response: { 200: ModelService } } },
    async (req, reply) =>
      reply.write(200, (tx) => switchModelService(actOf(deps, req, tx), deps.config, req.body.enabled, req.body.version)),
  )
  // The model is asked between two transactions: it may take a minute.
  routes.post(
    '/cases/:id/drafts',
    { ...writes, schema: { params: IdOrNumber, body: DraftInput, response: { 201: ModelDraft } } },
    async (req, reply) => {
      const asked = await req.read((tx) => askedOf(tx, req.actor, req.params.id, req.body.kind, deps.config))
      const said = await modelSays(asked, deps.config, deps.clock())
      return reply.write(201, (tx) => keepDraft(actOf(deps, req, tx), asked, said, deps.config))
    },
  )
}
