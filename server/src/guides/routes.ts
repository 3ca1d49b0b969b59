import {
  GuideAct,
  GuideChoices,
  GuideDecision,
  GuideDetail,
  GuideDismissal,
  GuideDraft,
  GuideInput,
  GuideList,
  GuideListQuery,
  GuideProposals,
  GuideWithdrawal,
  IdParams,
} from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actOf, findCase } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { dismissProposal, proposeGuides } from './propose.ts'
import { guideDetail, guidesForCase, listGuides } from './read.ts'
import type { GuideSources } from './sources.ts'
import { addGuide, decideGuide, submitGuide, withdrawGuide, writeDraft } from './write.ts'

const reads = mayEither('cases:read', 'cases:readUnit', 'knowledge:manage')
const manages = may('knowledge:manage')

/** 客户指南: proposed where misuse piles up, written, published by another, read by customers. */
export function guideRoutes(routes: Routes, deps: Deps, sources: GuideSources) {
  const { clock } = deps
  routes.get('/guides', { ...reads, schema: { querystring: GuideListQuery, response: { 200: GuideList } } }, (request) =>
    request.read((tx) => listGuides(tx, request.actor, request.query, clock(), deps)),
  )
  routes.get('/guide-proposals', { ...manages, schema: { response: { 200: GuideProposals } } }, (request) =>
    request.read((tx) => proposeGuides(tx, request.actor, clock())),
  )
  routes.post(
    '/guide-proposals/dismissal',
    { ...manages, schema: { body: GuideDismissal, response: { 201: GuideProposals } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        await dismissProposal(actOf(deps, request, tx), request.body)
        return proposeGuides(tx, request.actor, clock())
      }),
  )
  routes.post('/guides', { ...manages, schema: { body: GuideInput, response: { 201: GuideDetail } } }, (request, reply) =>
    reply.write(201, async (tx) => {
      const { id } = await addGuide(actOf(deps, request, tx), request.body)
      return guideDetail(tx, request.actor, id, clock(), deps)
    }),
  )
  routes.get('/guides/:id', { ...reads, schema: { params: IdParams, response: { 200: GuideDetail } } }, (request) =>
    request.read((tx) => guideDetail(tx, request.actor, request.params.id, clock(), deps)),
  )
  /** An act on one guide, answered with the guide as it is then. */
  const step = <Body extends z.ZodType>(noun: string, body: Body, run: (act: Act, id: string, input: z.output<Body>) => Promise<void>) =>
    routes.post(
      `/guides/:id/${noun}`,
      { ...manages, schema: { params: IdParams, body, response: { 201: GuideDetail } } },
      (request, reply) => {
        const { id } = request.params as z.infer<typeof IdParams>
        return reply.write(201, async (tx) => {
          await run(actOf(deps, request, tx), id, request.body as z.output<Body>)
          return guideDetail(tx, request.actor, id, clock(), deps)
        })
      },
    )
  step('drafts', GuideDraft, writeDraft)
  step('submission', GuideAct, (act, id, { version }) => submitGuide(act, id, version, sources))
  step('decisions', GuideDecision, (act, id, input) => decideGuide(act, id, input, sources))
  step('withdrawal', GuideWithdrawal, withdrawGuide)

  routes.get(
    '/cases/:id/guides',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdParams, response: { 200: GuideChoices } } },
    (request) =>
      request.read(async (tx) => {
        const { product } = await findCase(tx, request.actor, request.params.id)
        return guidesForCase(tx, request.actor, product, deps)
      }),
  )
}
