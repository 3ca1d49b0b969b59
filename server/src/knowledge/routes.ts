import {
  ClaimCheck,
  ClaimChecked,
  ClaimCheckInput,
  Entitlement,
  EntitlementChange,
  EntitlementInput,
  EntitlementList,
  EntitlementQuery,
  FilledLetter,
  IdParams,
  KnowledgeAct,
  KnowledgeCare,
  KnowledgeDecision,
  KnowledgeDetail,
  KnowledgeDone,
  KnowledgeDraft,
  KnowledgeInput,
  KnowledgeList,
  KnowledgeListQuery,
  KnowledgeRetirement,
  KnowledgeReview,
  LawDetail,
  LawEnding,
  LawInput,
  LawList,
  LawListQuery,
  LawTextInput,
  LetterChoices,
  LetterFill,
  PlanUse,
  PlanUsed,
  StarterSet,
  SuggestedPlans,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { proposePlan } from './candidate.ts'
import { checkCaseClaim, findClaimCheck } from './claim-check.ts'
import { todayOf } from './days.ts'
import { decideVersion, retireKnowledge, reviewKnowledge, submitDraft } from './decide.ts'
import { findKnowledge } from './detail.ts'
import { addEntitlement, changeEntitlement, listEntitlements } from './entitlements.ts'
import { addLaw, addLawText, endLaw, findLaw, listLaws } from './laws.ts'
import { fillLetter, lettersFor } from './letters.ts'
import { listKnowledge } from './list.ts'
import type { KnowledgeSources } from './sources.ts'
import { addStarterSet } from './starter.ts'
import { suggestPlans, usePlan } from './suggest.ts'
import { addKnowledge, changeDraft, setCare, startDraft } from './write.ts'

// Whoever sees cases reads what the company knows; partner firms see neither.
const read = mayEither('cases:read', 'cases:readUnit', 'knowledge:manage')
const manage = may('knowledge:manage')
// Whoever proposed a plan from a case writes on that one; the acts hold it.
const writes = mayEither('knowledge:manage', 'cases:note')
const onCase = mayEither('cases:read', 'cases:readUnit')
const done = { 201: KnowledgeDone }

export function knowledgeRoutes(routes: Routes, deps: Deps, sources: KnowledgeSources) {
  const today = (tx: Tx, tenantId: string) => todayOf(tx, tenantId, deps.clock())
  entryRoutes(routes, deps, sources, today)
  lawRoutes(routes, deps, sources, today)
  caseRoutes(routes, deps, sources, today)
}
type Today = (tx: Tx, tenantId: string) => Promise<string>

function entryRoutes(routes: Routes, deps: Deps, sources: KnowledgeSources, today: Today) {
  routes.get('/knowledge', { ...read, schema: { querystring: KnowledgeListQuery, response: { 200: KnowledgeList } } }, (req) =>
    req.read(async (tx) => listKnowledge(tx, req.actor, req.query, await today(tx, req.actor.tenantId))),
  )
  routes.post('/knowledge', { ...manage, schema: { body: KnowledgeInput, response: done } }, (req, reply) =>
    reply.write(201, (tx) => addKnowledge(actOf(deps, req, tx), req.body)),
  )
  routes.post('/knowledge/starter-set', { ...manage, schema: { response: { 201: StarterSet } } }, (req, reply) =>
    reply.write(201, (tx) => addStarterSet(tx, req.actor.tenantId, deps.clock())),
  )
  routes.get('/knowledge/:id', { ...read, schema: { params: IdParams, response: { 200: KnowledgeDetail } } }, (req) =>
    req.read(async (tx) => findKnowledge(tx, req.actor, req.params.id, await today(tx, req.actor.tenantId))),
  )
  routes.patch(
    '/knowledge/:id',
    { ...manage, schema: { params: IdParams, body: KnowledgeCare, response: { 200: KnowledgeDone } } },
    (req, reply) => reply.write(200, (tx) => setCare(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/knowledge/:id/drafts', { ...manage, schema: { params: IdParams, body: KnowledgeAct, response: done } }, (req, reply) =>
    reply.write(201, (tx) => startDraft(actOf(deps, req, tx), req.params.id, req.body.version)),
  )
  routes.put(
    '/knowledge/:id/draft',
    { ...writes, schema: { params: IdParams, body: KnowledgeDraft, response: { 200: KnowledgeDone } } },
    (req, reply) => reply.write(200, (tx) => changeDraft(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/knowledge/:id/submission', { ...writes, schema: { params: IdParams, body: KnowledgeAct, response: done } }, (req, reply) =>
    reply.write(201, (tx) => submitDraft(actOf(deps, req, tx), sources, req.params.id, req.body.version)),
  )
  routes.post(
    '/knowledge/:id/decision',
    { ...manage, schema: { params: IdParams, body: KnowledgeDecision, response: done } },
    (req, reply) => reply.write(201, (tx) => decideVersion(actOf(deps, req, tx), sources, req.params.id, req.body)),
  )
  routes.post('/knowledge/:id/reviews', { ...manage, schema: { params: IdParams, body: KnowledgeReview, response: done } }, (req, reply) =>
    reply.write(201, (tx) => reviewKnowledge(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/knowledge/:id/retirement',
    { ...manage, schema: { params: IdParams, body: KnowledgeRetirement, response: done } },
    (req, reply) => reply.write(201, (tx) => retireKnowledge(actOf(deps, req, tx), req.params.id, req.body)),
  )
}

function lawRoutes(routes: Routes, deps: Deps, sources: KnowledgeSources, today: Today) {
  routes.get('/laws', { ...read, schema: { querystring: LawListQuery, response: { 200: LawList } } }, (req) =>
    req.read(async (tx) => listLaws(tx, req.actor.tenantId, req.query, await today(tx, req.actor.tenantId))),
  )
  routes.post('/laws', { ...manage, schema: { body: LawInput, response: { 201: LawDetail } } }, (req, reply) =>
    reply.write(201, (tx) => addLaw(actOf(deps, req, tx), req.body)),
  )
  routes.get('/laws/:id', { ...read, schema: { params: IdParams, response: { 200: LawDetail } } }, (req) =>
    req.read(async (tx) => findLaw(tx, req.actor.tenantId, req.params.id, await today(tx, req.actor.tenantId))),
  )
  routes.post(
    '/laws/:id/texts',
    { ...manage, schema: { params: IdParams, body: LawTextInput, response: { 201: LawDetail } } },
    (req, reply) => reply.write(201, (tx) => addLawText(actOf(deps, req, tx), sources, req.params.id, req.body)),
  )
  routes.post(
    '/laws/:id/ending',
    { ...manage, schema: { params: IdParams, body: LawEnding, response: { 201: LawDetail } } },
    (req, reply) => reply.write(201, (tx) => endLaw(actOf(deps, req, tx), sources, req.params.id, req.body)),
  )
  routes.get('/entitlements', { ...read, schema: { querystring: EntitlementQuery, response: { 200: EntitlementList } } }, (req) =>
    req.read(async (tx) => listEntitlements(tx, req.actor.tenantId, req.query, await today(tx, req.actor.tenantId))),
  )
  routes.post('/entitlements', { ...manage, schema: { body: EntitlementInput, response: { 201: Entitlement } } }, (req, reply) =>
    reply.write(201, (tx) => addEntitlement(actOf(deps, req, tx), req.body)),
  )
  routes.put(
    '/entitlements/:id',
    { ...manage, schema: { params: IdParams, body: EntitlementChange, response: { 200: Entitlement } } },
    (req, reply) => reply.write(200, (tx) => changeEntitlement(actOf(deps, req, tx), req.params.id, req.body)),
  )
}

function caseRoutes(routes: Routes, deps: Deps, sources: KnowledgeSources, today: Today) {
  routes.get('/cases/:id/plans', { ...onCase, schema: { params: IdParams, response: { 200: SuggestedPlans } } }, (req) =>
    req.read(async (tx) => suggestPlans(tx, req.actor, req.params.id, await today(tx, req.actor.tenantId))),
  )
  routes.post(
    '/cases/:id/plan-uses',
    { ...onCase, schema: { params: IdParams, body: PlanUse, response: { 201: PlanUsed } } },
    (req, reply) => reply.write(201, (tx) => usePlan(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post('/cases/:id/plan-candidates', { ...may('cases:note'), schema: { params: IdParams, response: done } }, (req, reply) =>
    reply.write(201, (tx) => proposePlan(actOf(deps, req, tx), sources, req.params.id)),
  )
  routes.get('/cases/:id/claim-checks', { ...onCase, schema: { params: IdParams, response: { 200: ClaimCheck } } }, (req) =>
    req.read((tx) => findClaimCheck(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/cases/:id/claim-checks',
    { ...onCase, schema: { params: IdParams, body: ClaimCheckInput, response: { 201: ClaimChecked } } },
    (req, reply) => reply.write(201, (tx) => checkCaseClaim(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.get('/cases/:id/letters', { ...onCase, schema: { params: IdParams, response: { 200: LetterChoices } } }, (req) =>
    req.read(async (tx) => lettersFor(tx, req.actor, req.params.id, await today(tx, req.actor.tenantId))),
  )
  routes.post(
    '/cases/:id/letters',
    { ...onCase, schema: { params: IdParams, body: LetterFill, response: { 201: FilledLetter } } },
    (req, reply) => reply.write(201, (tx) => fillLetter(actOf(deps, req, tx), sources, req.params.id, req.body.entryId)),
  )
}
