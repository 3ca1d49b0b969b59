import {
  ActDone,
  CaseConduct,
  ConductAppealDecision,
  ConductAppealInput,
  ConductNoticeQuery,
  ConductNotices,
  CustomerConduct,
  IdParams,
  ProtectionEnding,
  ProtectionInput,
  RestrictionDone,
  RestrictionEnding,
  RestrictionInput,
  RestrictionList,
  RestrictionListQuery,
  RestrictionReview,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { noticesFor } from './notices.ts'
import { beginProtection, conductOfCase, endProtection, type ProtectionSources } from './protection/protect.ts'
import { decideAppeal, recordAppeal } from './restrictions/appeal.ts'
import { endRestriction } from './restrictions/end.ts'
import { proposeRestriction } from './restrictions/propose.ts'
import { conductOfCustomer, listRestrictions } from './restrictions/queries.ts'
import { reviewRestriction } from './restrictions/review.ts'

/** 恶意投诉: evidence, restrictions with review, end and appeal, and the protection of staff. */
export function conductRoutes(routes: Routes, deps: Deps, sources: ProtectionSources) {
  const { tell } = sources
  const seesCases = mayEither('cases:read', 'cases:readUnit')
  const decides = mayEither('conduct:propose', 'conduct:review')
  routes.get('/customers/:id/conduct', { ...decides, schema: { params: IdParams, response: { 200: CustomerConduct } } }, (req) =>
    req.read((tx) => conductOfCustomer(tx, req.actor, req.params.id, deps.clock())),
  )
  routes.get(
    '/conduct-restrictions',
    { ...decides, schema: { querystring: RestrictionListQuery, response: { 200: RestrictionList } } },
    (req) => req.read((tx) => listRestrictions(tx, req.actor, req.query, deps.clock())),
  )
  routes.post(
    '/conduct-restrictions',
    { ...may('conduct:propose'), schema: { body: RestrictionInput, response: { 201: RestrictionDone } } },
    (req, reply) => reply.write(201, (tx) => proposeRestriction(actOf(deps, req, tx), req.body, tell)),
  )
  routes.post(
    '/conduct-restrictions/:id/reviews',
    { ...may('conduct:review'), schema: { params: IdParams, body: RestrictionReview, response: { 201: RestrictionDone } } },
    (req, reply) => reply.write(201, (tx) => reviewRestriction(actOf(deps, req, tx), req.params.id, req.body, tell)),
  )
  routes.post(
    '/conduct-restrictions/:id/ending',
    { ...decides, schema: { params: IdParams, body: RestrictionEnding, response: { 201: RestrictionDone } } },
    (req, reply) => reply.write(201, (tx) => endRestriction(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/conduct-restrictions/:id/appeals',
    {
      ...mayEither('cases:note', 'conduct:propose', 'conduct:review'),
      schema: { params: IdParams, body: ConductAppealInput, response: { 201: RestrictionDone } },
    },
    (req, reply) => reply.write(201, (tx) => recordAppeal(actOf(deps, req, tx), req.params.id, req.body, tell)),
  )
  routes.post(
    '/conduct-restrictions/:id/appeal-decisions',
    { ...may('conduct:review'), schema: { params: IdParams, body: ConductAppealDecision, response: { 201: RestrictionDone } } },
    (req, reply) => reply.write(201, (tx) => decideAppeal(actOf(deps, req, tx), req.params.id, req.body, tell)),
  )
  routes.get('/conduct-notices', { ...seesCases, schema: { querystring: ConductNoticeQuery, response: { 200: ConductNotices } } }, (req) =>
    req.read(async (tx) => wholeList(await noticesFor({ tx, actor: req.actor, now: deps.clock() }, req.query.customerId ?? []))),
  )
  routes.get('/cases/:id/conduct', { ...seesCases, schema: { params: IdParams, response: { 200: CaseConduct } } }, (req) =>
    req.read((tx) => conductOfCase({ tx, actor: req.actor, now: deps.clock() }, req.params.id, sources)),
  )
  routes.post(
    '/cases/:id/protection',
    { ...may('cases:note'), schema: { params: IdParams, body: ProtectionInput, response: { 201: ActDone } } },
    (req, reply) => reply.write(201, (tx) => beginProtection(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/cases/:id/protection/ending',
    { ...may('cases:note'), schema: { params: IdParams, body: ProtectionEnding, response: { 201: ActDone } } },
    (req, reply) => reply.write(201, (tx) => endProtection(actOf(deps, req, tx), req.params.id, req.body.reason)),
  )
}
