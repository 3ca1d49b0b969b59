import {
  ActDone,
  actInputs,
  FollowUpAssignment,
  FollowUpDetail,
  FollowUpList,
  FollowUpListQuery,
  FollowUpPlanInput,
  FollowUpPlanList,
  IdParams,
  LowScoreDecision,
  LowScoreDismissal,
  LowScoreDone,
  LowScoreList,
  LowScoreListQuery,
  SurveyLink,
  SurveyList,
  SurveyListQuery,
  SurveyMeasures,
  SurveyMeasuresQuery,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { assignFollowUp } from './calls/assign.ts'
import { followUpDetail, listFollowUps } from './calls/list.ts'
import { followUpCase } from './follow-up.ts'
import { issueSurveyLink } from './links/issue.ts'
import { planVersions, writePlan } from './plan/versions.ts'
import { careForLowScore, dismissLowScore, listLowScores, reopenForLowScore } from './scores/low-scores.ts'
import { surveyMeasures } from './scores/measures.ts'
import { listSurveys } from './scores/surveys.ts'
import type { SurveySources } from './sources.ts'

const Done = z.object({ id: z.string() })

export function surveyRoutes(routes: Routes, deps: Deps, sources: SurveySources) {
  const { clock } = deps
  routes.post(
    '/cases/:id/followUps',
    { ...may('cases:followUp'), schema: { params: IdParams, body: actInputs.followUps, response: { 201: ActDone } } },
    (request, reply) => reply.write(201, (tx) => followUpCase(actOf(deps, request, tx), request.params.id, request.body, sources)),
  )
  routes.post(
    '/cases/:id/surveys',
    { ...may('cases:followUp'), schema: { params: IdParams, body: z.strictObject({}), response: { 201: SurveyLink } } },
    (request, reply) => reply.write(201, (tx) => issueSurveyLink(actOf(deps, request, tx), deps, request.params.id)),
  )

  routes.get(
    '/follow-ups',
    { ...may('cases:followUp'), schema: { querystring: FollowUpListQuery, response: { 200: FollowUpList } } },
    (req) => req.read((tx) => listFollowUps(tx, req.actor, req.query, clock())),
  )
  routes.get('/follow-ups/:id', { ...may('cases:followUp'), schema: { params: IdParams, response: { 200: FollowUpDetail } } }, (req) =>
    req.read((tx) => followUpDetail(tx, req.actor, req.params.id, clock())),
  )
  routes.post(
    '/follow-ups/:id/assignment',
    { ...may('cases:assign'), schema: { params: IdParams, body: FollowUpAssignment, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => assignFollowUp(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.get(
    '/follow-up-plans',
    { ...mayEither('cases:followUp', 'surveys:read', 'settings:manage'), schema: { response: { 200: FollowUpPlanList } } },
    (req) => req.read(async (tx) => wholeList(await planVersions(tx, req.actor.tenantId, clock()))),
  )
  routes.post(
    '/follow-up-plans',
    { ...may('settings:manage'), schema: { body: FollowUpPlanInput, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => writePlan(actOf(deps, req, tx), req.body)),
  )

  routes.get('/surveys', { ...may('surveys:read'), schema: { querystring: SurveyListQuery, response: { 200: SurveyList } } }, (req) =>
    req.read((tx) => listSurveys(tx, req.actor, req.query, clock())),
  )
  routes.get(
    '/survey-measures',
    { ...may('surveys:read'), schema: { querystring: SurveyMeasuresQuery, response: { 200: SurveyMeasures } } },
    (req) => req.read((tx) => surveyMeasures(tx, req.actor.tenantId, req.query, clock())),
  )
  routes.get(
    '/low-scores',
    { ...may('surveys:read'), schema: { querystring: LowScoreListQuery, response: { 200: LowScoreList } } },
    (req) => req.read((tx) => listLowScores(tx, req.actor, req.query)),
  )
  routes.post(
    '/low-scores/:id/reopening',
    { ...may('cases:reopen'), schema: { params: IdParams, body: LowScoreDecision, response: { 201: LowScoreDone } } },
    (req, reply) => reply.write(201, (tx) => reopenForLowScore(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/low-scores/:id/care',
    { ...may('care:handle'), schema: { params: IdParams, body: LowScoreDecision, response: { 201: LowScoreDone } } },
    (req, reply) => reply.write(201, (tx) => careForLowScore(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/low-scores/:id/dismissal',
    { ...may('cases:reopen'), schema: { params: IdParams, body: LowScoreDismissal, response: { 201: LowScoreDone } } },
    (req, reply) => reply.write(201, (tx) => dismissLowScore(actOf(deps, req, tx), req.params.id, req.body)),
  )
}
