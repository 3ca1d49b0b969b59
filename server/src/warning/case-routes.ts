import {
  CaseGroupDetail,
  CaseGroupDismissal,
  CaseGroupList,
  CaseGroupListQuery,
  CaseGroupRemoval,
  CaseOutlook,
  CaseRule,
  CaseRuleChange,
  CaseRuleInput,
  CaseRuleQuery,
  CaseRules,
  CommonAnswer,
  CommonAnswered,
  IdParams,
  MajorCaseDecision,
  MajorCaseProposal,
  RiskList,
  RiskListQuery,
  RiskQuality,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf, type CaseListSources, type ReadingsOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { addCaseRule, changeCaseRule, listCaseRules } from './course/rule-settings.ts'
import { caseOutlook, listRisks, riskQuality } from './escalation-risk/list.ts'
import { type AnswerCase, answerGroup } from './groups/answer.ts'
import { decideMajorCase, dismissGroup, proposeMajorCase, removeFromGroup } from './groups/decide.ts'
import { groupDetail, listGroups } from './groups/list.ts'
import type { LimitOf } from './stages/raise.ts'

/** What warnings of cases need of the stages they may not import; wired in warning-sources.ts. */
export type CaseWarningSources = {
  cases: CaseListSources
  readingsOf: ReadingsOf
  limitOf: LimitOf
  answerCase: AnswerCase
}

export function caseWarningRoutes(routes: Routes, deps: Deps, sources: CaseWarningSources) {
  risks(routes, deps, sources)
  rules(routes, deps)
  groups(routes, deps, sources)
}

function risks(routes: Routes, deps: Deps, { cases, limitOf }: CaseWarningSources) {
  routes.get('/case-risks', { ...may('warnings:read'), schema: { querystring: RiskListQuery, response: { 200: RiskList } } }, (request) =>
    request.read((tx) => listRisks(tx, request.actor, request.query, deps.clock(), cases)),
  )
  routes.get('/case-risks/quality', { ...may('warnings:read'), schema: { response: { 200: RiskQuality } } }, (request) =>
    request.read((tx) => riskQuality(tx, request.actor.tenantId)),
  )
  routes.get(
    '/cases/:id/outlook',
    {
      ...mayEither('cases:read', 'cases:readUnit'),
      schema: { params: z.object({ id: z.string().max(40) }), response: { 200: CaseOutlook } },
    },
    (request) => request.read((tx) => caseOutlook(tx, request.actor, request.params.id, deps.clock(), limitOf)),
  )
}

function rules(routes: Routes, deps: Deps) {
  routes.get('/case-rules', { ...may('warnings:read'), schema: { querystring: CaseRuleQuery, response: { 200: CaseRules } } }, (request) =>
    request.read(async (tx) => wholeList(await listCaseRules(tx, request.actor.tenantId, request.query.purpose))),
  )
  routes.post(
    '/case-rules',
    { ...may('warnings:manage'), schema: { body: CaseRuleInput, response: { 201: CaseRule } } },
    (request, reply) => reply.write(201, (tx) => addCaseRule(actOf(deps, request, tx), request.body)),
  )
  routes.patch(
    '/case-rules/:id',
    { ...may('warnings:manage'), schema: { params: IdParams, body: CaseRuleChange, response: { 200: CaseRule } } },
    (request, reply) => reply.write(200, (tx) => changeCaseRule(actOf(deps, request, tx), request.params.id, request.body)),
  )
}

function groups(routes: Routes, deps: Deps, { readingsOf, answerCase }: CaseWarningSources) {
  const detail = { params: IdParams, response: { 200: CaseGroupDetail } }
  routes.get(
    '/case-groups',
    { ...may('warnings:read'), schema: { querystring: CaseGroupListQuery, response: { 200: CaseGroupList } } },
    (request) => request.read((tx) => listGroups(tx, request.actor, request.query)),
  )
  routes.get('/case-groups/:id', { ...may('warnings:read'), schema: detail }, (request) =>
    request.read((tx) => groupDetail(tx, request.actor, request.params.id)),
  )
  routes.post(
    '/case-groups/:id/proposals',
    { ...may('warnings:handle'), schema: { ...detail, body: MajorCaseProposal } },
    (request, reply) => reply.write(200, (tx) => proposeMajorCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/case-groups/:id/decisions',
    { ...may('cases:supervise'), schema: { ...detail, body: MajorCaseDecision } },
    (request, reply) => reply.write(200, (tx) => decideMajorCase(actOf(deps, request, tx), request.params.id, request.body, readingsOf)),
  )
  routes.post(
    '/case-groups/:id/dismissals',
    { ...may('warnings:handle'), schema: { ...detail, body: CaseGroupDismissal } },
    (request, reply) => reply.write(200, (tx) => dismissGroup(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/case-groups/:id/removals', { ...may('warnings:handle'), schema: { ...detail, body: CaseGroupRemoval } }, (request, reply) =>
    reply.write(200, (tx) => removeFromGroup(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/case-groups/:id/answers',
    { ...may('cases:answer'), schema: { params: IdParams, body: CommonAnswer, response: { 200: CommonAnswered } } },
    (request, reply) => reply.write(200, (tx) => answerGroup(actOf(deps, request, tx), request.params.id, request.body, answerCase)),
  )
}
